INSERT INTO by_joins
SELECT resident, status, individual_standard_fen, assistance_fen, fee_fen, fiscal_subsidy_fen, waiting_days, waiting_months, waiting_rule,
  CASE WHEN from_birth THEN birth_date ELSE benefit_start END, benefit_end, deductible_fen
FROM found
LEFT JOIN named_answers USING (answer);
