-- The sum over the first residents of a hash of the row and its place: README.md. Nothing here exceeds 63 bits.
SELECT sum((m2 * m2 + m1) % 2147483647)
FROM (
  SELECT m1, (m1 * m1 + m0) % 2147483647 AS m2
  FROM (
    SELECT m0, (m0 * m0 + 1) % 2147483647 AS m1
    FROM (
      SELECT (hash + CAST(resident AS bigint) * 1000003) % 2147483647 AS m0
      FROM (
        SELECT resident,
          (CAST(status + 1 AS bigint) * 1073741827 + CAST(standard_fen + 1 AS bigint) * 536870923
            + CAST(assistance_fen + 1 AS bigint) * 268435459 + CAST(fee_fen + 1 AS bigint) * 134217757
            + CAST(subsidy_fen + 1 AS bigint) * 67108879 + CAST(wait + 1 AS bigint) * 1610612741
            + CAST(benefit_start + 1 AS bigint) * 805306457 + CAST(benefit_end + 1 AS bigint) * 402653189
            + CAST(deductible_fen + 1 AS bigint) * 201326611) % 2147483647 AS hash
        FROM shown
        WHERE resident <= (count)
      ) AS rows_hashed
    ) AS placed
  ) AS mixed_once
) AS mixed_twice;
