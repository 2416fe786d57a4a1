-- The look-up tables of the query, from the largest to the smallest: a profile in its situation has terms, terms on a day are a cell, and
-- cells share answers.

CREATE TABLE held AS
SELECT profile, unnest(string_to_array(identities, ';')) AS identity FROM profiles WHERE identities <> '';

-- Identities recognised by the payment day or not; aged sixty by then or not.
CREATE TABLE variants AS
SELECT p.profile, p.tier, s.yuan AS standard, r.recognised, a.sixty
FROM profiles p
JOIN standards s ON s.tier = p.tier AND s.university_student = p.university_student
CROSS JOIN (VALUES (0), (1)) AS r (recognised)
CROSS JOIN (VALUES (0), (1)) AS a (sixty);

CREATE TABLE assistance AS
SELECT profile, recognised, sixty,
  -- least() would take the standard where an amount is missing.
  max(CASE WHEN amount > standard THEN standard ELSE amount END) AS yuan,
  max(CASE WHEN amount IS NULL THEN 1 ELSE 0 END) AS amount_missing
FROM (
  SELECT v.*, h.identity, CASE v.tier WHEN 'tier1' THEN g.tier1 ELSE g.tier2 END AS amount
  FROM variants v
  JOIN held h ON h.profile = v.profile
  JOIN grants g ON g.identity = h.identity
) AS granted
WHERE recognised = 1
  AND NOT (identity = 'martyr_child_60_plus' AND sixty = 0)
  AND NOT (identity = 'key_entitled_group' AND profile IN (SELECT profile FROM held WHERE identity = 'disabled_soldier_1_6'))
GROUP BY profile, recognised, sixty;

-- Birth: 0 not given; 1 and 2 at most 90 days ago, in the benefit year or before it; 3 and 4 longer ago, likewise.
-- Route: 0 as the day says; 1 as a newborn; 2 with the guardian; 3 left open; 4 as the day says in the collection window, else left open.
CREATE TABLE profile_terms AS
SELECT
  CAST(v.profile * 20 + v.recognised * 10 + v.sixty * 5 + b.birth AS integer) AS variant,
  p.employee_insured = 'true' AS employee_insured,
  p.insured_elsewhere = 'true' AS insured_elsewhere,
  p.already_paid_normally = 'true' AS already_paid,
  CASE
    WHEN p.circumstance <> 'newborn' OR b.birth = 4 THEN 0
    WHEN b.birth = 0 THEN CASE WHEN p.independent_enrolment = 'true' AND p.gap_years = '' THEN 4 ELSE 3 END
    WHEN p.independent_enrolment = '' THEN 3
    WHEN p.independent_enrolment = 'false' THEN CASE WHEN b.birth IN (1, 3) AND p.guardian_paid = 'true' THEN 2 ELSE 3 END
    WHEN b.birth IN (1, 2) THEN 1
    ELSE 0
  END AS route,
  CAST('0' || p.gap_years AS integer) AS gap_years,
  v.standard,
  coalesce(a.yuan, 0) AS assistance,
  -- An amount is missing and nothing else covers the fee, or assistance was granted elsewhere already.
  (coalesce(a.amount_missing, 0) = 1 AND coalesce(a.yuan, 0) < v.standard)
    OR (coalesce(a.yuan, 0) > 0 AND p.assisted_there = 'true') AS unsettled,
  CASE WHEN v.profile IN (SELECT profile FROM held JOIN tilted USING (identity)) THEN 939850 ELSE 1879700 END AS deductible_fen
FROM variants v
JOIN profiles p ON p.profile = v.profile
CROSS JOIN (VALUES (0), (1), (2), (3), (4)) AS b (birth)
LEFT JOIN assistance a ON a.profile = v.profile AND a.recognised = v.recognised AND a.sixty = v.sixty;

CREATE TABLE terms AS
SELECT CAST(row_number() OVER () AS integer) AS term, t.*
FROM (
  SELECT DISTINCT employee_insured, insured_elsewhere, already_paid, route, gap_years, standard, assistance, unsettled, deductible_fen
  FROM profile_terms
) AS t;

CREATE TABLE term_of_variant AS
SELECT variant, term
FROM profile_terms
JOIN terms USING (employee_insured, insured_elsewhere, already_paid, route, gap_years, standard, assistance, unsettled, deductible_fen);

CREATE TABLE days AS
SELECT CAST(row_number() OVER () AS integer) AS number, d.day, coalesce(w.status, 5) AS status, w.status IS NOT NULL AS in_year
FROM (SELECT DISTINCT payment_date AS day FROM residents) AS d
LEFT JOIN windows w ON d.day BETWEEN w.first_day AND w.last_day;

-- Statuses: 1 open, 2 late, 3 special, 4 full cost, 5 closed, 7 enrolled with the guardian, 8 paid already, 9 not eligible, 10 undetermined.
-- Sections 6 and 7: after a gap the wait is three months and one for every year of it; cover that would start after the year does not
-- start, and none starts before the year.
CREATE TABLE cells AS
SELECT term * 1000 + number AS cell, t.*,
  CASE
    WHEN NOT in_year THEN 5
    WHEN employee_insured THEN 9
    WHEN insured_elsewhere THEN CASE WHEN route = 0 AND day_status = 5 THEN 5 ELSE 10 END
    WHEN already_paid THEN 8
    WHEN route = 2 THEN 7
    WHEN route = 3 OR (route = 4 AND day_status <> 1) THEN 10
    WHEN route = 0 AND day_status >= 4 THEN day_status
    WHEN unsettled THEN 10
    WHEN route = 1 AND day_status <> 1 THEN 3
    ELSE day_status
  END AS status,
  CASE
    WHEN route = 1 THEN 0
    WHEN gap_years > 0 THEN 1003 + gap_years
    WHEN day <= DATE '2024-12-31' THEN 0
    WHEN day <= DATE '2025-02-28' THEN 2000
    ELSE 90
  END AS wait,
  CASE
    WHEN route = 1 THEN DATE '2025-01-01'
    WHEN gap_years > 0 THEN CASE WHEN gap_end <= DATE '2025-12-31' THEN greatest(gap_end, DATE '2025-01-01') END
    WHEN day <= DATE '2024-12-31' THEN DATE '2025-01-01'
    WHEN day <= DATE '2025-01-31' THEN DATE '2025-02-01'
    WHEN day <= DATE '2025-02-28' THEN DATE '2025-03-01'
    ELSE day + 90
  END AS benefit_start
FROM (
  SELECT terms.*, number, day, in_year, days.status AS day_status, CAST(day + (3 + gap_years) * INTERVAL '1 month' AS date) AS gap_end
  FROM terms
  CROSS JOIN days
) AS t;

CREATE TABLE cell_answers AS
SELECT
  cell,
  status,
  CASE WHEN status <= 4 OR status = 8 THEN standard * 100 WHEN status = 7 THEN 0 END AS standard_fen,
  CASE WHEN status <= 3 THEN assistance * 100 WHEN status IN (4, 7, 8) THEN 0 END AS assistance_fen,
  CASE WHEN status <= 3 THEN (standard - assistance) * 100 WHEN status = 4 THEN (standard + 670) * 100 WHEN status = 8 THEN standard * 100
    WHEN status = 7 THEN 0 END AS fee_fen,
  CASE WHEN status <= 3 OR status = 8 THEN 67000 WHEN status = 4 THEN 0 END AS subsidy_fen,
  CASE WHEN status <= 4 THEN wait WHEN status = 7 THEN 0 END AS wait,
  CASE WHEN status IN (1, 2, 4) THEN benefit_start END AS benefit_start,
  CASE WHEN status IN (3, 7) OR (status <= 4 AND benefit_start IS NOT NULL) THEN DATE '2025-12-31' END AS benefit_end,
  CASE WHEN status <= 4 OR status IN (7, 8) THEN deductible_fen END AS deductible_fen
FROM cells;

CREATE TABLE numbered_cells AS
SELECT *, CAST(dense_rank() OVER (ORDER BY status, standard_fen, assistance_fen, fee_fen, subsidy_fen, wait, benefit_start, benefit_end,
  deductible_fen) AS integer) AS answer
FROM cell_answers;

CREATE TABLE answer_of_cell AS SELECT cell, answer FROM numbered_cells;

CREATE TABLE distinct_answers AS
SELECT DISTINCT answer, status, standard_fen, assistance_fen, fee_fen, subsidy_fen, wait, benefit_start, benefit_end, deductible_fen
FROM numbered_cells;

-- Which of the answers a resident has.
CREATE VIEW found AS
SELECT r.resident, c.answer, r.birth_date
FROM residents r
JOIN term_of_variant v ON v.variant = r.profile * 20
  + CASE WHEN r.recognised_on > r.payment_date THEN 0 ELSE 10 END
  + CASE WHEN r.birth_date + INTERVAL '60 years' > r.payment_date THEN 0 ELSE 5 END
  + CASE
      WHEN r.birth_date IS NULL THEN 0
      WHEN r.payment_date <= r.birth_date + 90 THEN CASE WHEN r.birth_date >= DATE '2025-01-01' THEN 1 ELSE 2 END
      ELSE CASE WHEN r.birth_date >= DATE '2025-01-01' THEN 3 ELSE 4 END
    END
JOIN days d ON d.day = r.payment_date
JOIN answer_of_cell c ON c.cell = v.term * 1000 + d.number;
