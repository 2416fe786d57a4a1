-- The file as it was read (table raw, all text, nothing is '') becomes what a bureau would keep: residents with a date or two each,
-- and the profiles that many of them share.
CREATE TABLE profiles AS
SELECT row_number() OVER () AS profile, d.*
FROM (
  SELECT DISTINCT tier, identities, circumstance, university_student, gap_years, already_paid_normally, employee_insured, insured_elsewhere,
    independent_enrolment, guardian_paid, assisted_there
  FROM raw
) AS d;

CREATE TABLE residents AS
SELECT
  CAST(substr(id, 2) AS integer) AS resident,
  CAST(profile AS integer) AS profile,
  day_of(payment_date) AS payment_date,
  day_of(nullif(birth_date, '')) AS birth_date,
  day_of(nullif(identity_recognised_on, '')) AS recognised_on
FROM raw
JOIN profiles USING (tier, identities, circumstance, university_student, gap_years, already_paid_normally, employee_insured,
  insured_elsewhere, independent_enrolment, guardian_paid, assisted_there);

CREATE TABLE answers (
  resident integer,
  status integer, -- as the contract numbers them
  standard_fen integer,
  assistance_fen integer,
  fee_fen integer,
  subsidy_fen integer,
  wait integer, -- days; 1000 and the months; 2000 for the first of the next month
  benefit_start date,
  benefit_end date,
  deductible_fen integer
);

CREATE TABLE numbers (resident integer, answer integer);
