-- The sum over residents of a hash of the row and its place: README.md. Nothing here exceeds 63 bits.
SELECT sum((m2 * m2 + m1) % 2147483647)
FROM (
  SELECT m1, (m1 * m1 + m0) % 2147483647 AS m2
  FROM (
    SELECT m0, (m0 * m0 + 1) % 2147483647 AS m1
    FROM (
      SELECT (hash + CAST(resident AS bigint) * 1000003) % 2147483647 AS m0
      FROM (
        SELECT resident,
          ((CAST(status AS bigint) + 1) * 1073741827 + (CAST(standard_fen AS bigint) + 1) * 536870923 + (CAST(assistance_fen AS bigint) + 1) * 268435459
            + (CAST(fee_fen AS bigint) + 1) * 134217757 + (CAST(subsidy_fen AS bigint) + 1) * 67108879 + (CAST(wait AS bigint) + 1) * 1610612741
            + (CAST(benefit_start AS bigint) + 1) * 805306457 + (CAST(benefit_end AS bigint) + 1) * 402653189
            + (CAST(deductible_fen AS bigint) + 1) * 201326611) % 2147483647 AS hash
        FROM shown
      ) AS rows_hashed
    ) AS placed
  ) AS mixed_once
) AS mixed_twice;
