-- What the notice of Fengdu for 2025 says in figures (yuan), typed in from the notice.

-- Section 4 (1).
CREATE TABLE standards (tier varchar, university_student varchar, yuan integer);
INSERT INTO standards VALUES ('tier1', '', 400), ('tier1', 'true', 380), ('tier2', '', 775), ('tier2', 'true', 755);

-- Section 5. Null: the notice names the identity without an amount.
CREATE TABLE grants (identity varchar, tier1 integer, tier2 integer);
INSERT INTO grants VALUES
  ('returned_to_poverty', 280, 400),
  ('unstable_poverty_alleviated', 280, 400),
  ('marginal_poverty_prone', 280, 400),
  ('sudden_severe_difficulty', 280, 400),
  ('stable_poverty_alleviated', 15, 15),
  ('extreme_poverty_support', 400, 400),
  ('rural_extreme_poverty_support', 400, 400),
  ('urban_extreme_poverty_support', 400, 400),
  ('orphan', 400, 400),
  ('de_facto_unattended_child', 400, 400),
  ('subsistence_allowance', 360, 400),
  ('low_income_marginal_family', 280, 400),
  ('severe_disability', 280, 400),
  ('civil_affairs_registered_other', 280, 400),
  ('illness_poverty_seriously_ill', 280, 400),
  ('key_entitled_group', 400, 400),
  ('old_demobilised_soldier', NULL, 775),
  ('deceased_soldier_family', NULL, 775),
  ('duty_deceased_soldier_family', NULL, 775),
  ('martyr_family', NULL, 775),
  ('martyr_child_60_plus', NULL, 775);

-- Section 7: half the deductible.
CREATE TABLE tilted (identity varchar);
INSERT INTO tilted VALUES ('returned_to_poverty'), ('extreme_poverty_support'), ('rural_extreme_poverty_support'),
  ('urban_extreme_poverty_support'), ('subsistence_allowance');

-- Sections 3 and 6. Status: 1 open, 2 late, 4 full cost, 5 closed.
CREATE TABLE windows (first_day date, last_day date, status integer);
INSERT INTO windows VALUES
  ('2024-09-14', '2024-12-31', 1),
  ('2025-01-01', '2025-06-30', 2),
  ('2025-07-01', '2025-09-30', 4),
  ('2025-10-01', '2025-12-31', 5);
