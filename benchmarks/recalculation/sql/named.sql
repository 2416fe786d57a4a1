-- The answers as the columns that canbao recalculate writes.
CREATE TABLE named_answers AS
SELECT
  answer,
  CASE status WHEN 1 THEN 'open' WHEN 2 THEN 'open_late' WHEN 3 THEN 'open_special' WHEN 4 THEN 'open_full_cost' WHEN 5 THEN 'closed'
    WHEN 7 THEN 'auto_enrolled' WHEN 8 THEN 'already_paid' WHEN 9 THEN 'not_eligible' WHEN 10 THEN 'undetermined' END AS status,
  status = 7 AS from_birth,
  standard_fen AS individual_standard_fen,
  assistance_fen,
  fee_fen,
  subsidy_fen AS fiscal_subsidy_fen,
  CASE WHEN wait < 1000 THEN wait END AS waiting_days,
  CASE WHEN wait BETWEEN 1000 AND 1999 THEN wait - 1000 END AS waiting_months,
  CASE WHEN wait = 2000 THEN 'next_month_first_day' END AS waiting_rule,
  benefit_start,
  benefit_end,
  deductible_fen
FROM distinct_answers;
