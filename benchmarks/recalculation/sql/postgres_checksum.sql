-- Of an undetermined answer the rest is advice for the clerk, and no peer gives it.
SELECT count(*), sum(hashtextextended(CASE WHEN status = 'undetermined' THEN id || ' undetermined' ELSE q::text END, 0))
FROM (target) AS q;
