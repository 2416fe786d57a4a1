-- The answers as numbers, as every peer shows them: dates yyyymmdd, what is absent -1.
CREATE VIEW shown AS
SELECT
  resident,
  status,
  coalesce(standard_fen, -1) AS standard_fen,
  coalesce(assistance_fen, -1) AS assistance_fen,
  coalesce(fee_fen, -1) AS fee_fen,
  coalesce(subsidy_fen, -1) AS subsidy_fen,
  coalesce(wait, -1) AS wait,
  coalesce(digits_of(benefit_start), -1) AS benefit_start,
  coalesce(digits_of(benefit_end), -1) AS benefit_end,
  coalesce(deductible_fen, -1) AS deductible_fen
FROM answers;
