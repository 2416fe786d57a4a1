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
  coalesce(CAST(extract(year FROM benefit_start) * 10000 + extract(month FROM benefit_start) * 100 + extract(day FROM benefit_start)
    AS integer), -1) AS benefit_start,
  coalesce(CAST(extract(year FROM benefit_end) * 10000 + extract(month FROM benefit_end) * 100 + extract(day FROM benefit_end)
    AS integer), -1) AS benefit_end,
  coalesce(deductible_fen, -1) AS deductible_fen
FROM answers;
