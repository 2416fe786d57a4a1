CREATE UNLOGGED TABLE (target) (
  id text,
  status text,
  individual_standard_fen bigint,
  assistance_fen bigint,
  fee_fen bigint,
  fiscal_subsidy_fen bigint,
  waiting_days bigint,
  waiting_months bigint,
  waiting_rule text,
  benefit_start date,
  benefit_end date,
  deductible_fen bigint
);
