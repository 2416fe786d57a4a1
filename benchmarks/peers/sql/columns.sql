-- Nine columns for each resident. Cover of a newborn enrolled with the guardian starts on its birthday.
INSERT INTO answers
SELECT resident, status, standard_fen, assistance_fen, fee_fen, subsidy_fen, wait,
  CASE WHEN status = 7 THEN birth_date ELSE benefit_start END, benefit_end, deductible_fen
FROM found
JOIN distinct_answers USING (answer);
