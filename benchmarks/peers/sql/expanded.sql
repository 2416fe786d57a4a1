-- The columns of the numbered answers, to be compared.
INSERT INTO answers
SELECT resident, status, standard_fen, assistance_fen, fee_fen, subsidy_fen, wait,
  CASE WHEN status = 7 THEN birth_date ELSE benefit_start END, benefit_end, deductible_fen
FROM numbers
JOIN distinct_answers USING (answer)
JOIN residents USING (resident);
