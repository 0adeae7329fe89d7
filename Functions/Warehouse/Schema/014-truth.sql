CREATE VIEW ops.imbalance AS
SELECT 'cleaning' AS stage, source, raw_file AS place, received AS expected, cleaned + duplicates + rejected + ignored AS found
FROM ops.batch
WHERE received <> cleaned + duplicates + rejected + ignored
UNION ALL
SELECT 'cleaning to load', load.source, load.clean_name, batch.cleaned, load.rows
FROM ops.load AS load
LEFT JOIN ops.batch AS batch ON batch.load_id = load.load_id
WHERE load.superseded_by IS NULL AND batch.cleaned IS DISTINCT FROM load.rows
UNION ALL
SELECT 'load', source, clean_name, rows, inserted + updated + unchanged + older
FROM ops.load
WHERE rows <> inserted + updated + unchanged + older
UNION ALL
SELECT 'loads to facts', coalesce(loads.source, facts.source), 'mart.fact_complaint', coalesce(loads.complaints, 0), coalesce(facts.complaints, 0)
FROM (SELECT source, CAST(sum(inserted - withdrawn) AS BIGINT) AS complaints FROM ops.load GROUP BY source) AS loads
FULL JOIN (SELECT source, count(*) AS complaints FROM mart.fact_complaint GROUP BY source) AS facts ON facts.source = loads.source
WHERE coalesce(loads.complaints, 0) <> coalesce(facts.complaints, 0)
UNION ALL
SELECT 'facts to daily figures', 'all sources', 'mart.daily_complaints', counted.complaints, daily.complaints
FROM (SELECT count(*) AS complaints FROM mart.counted_complaint) AS counted
CROSS JOIN (SELECT CAST(coalesce(sum(complaints), 0) AS BIGINT) AS complaints FROM mart.daily_complaints) AS daily
WHERE counted.complaints <> daily.complaints;

COMMENT ON VIEW ops.imbalance IS 'Where a row was lost or doubled, over all stages: received = cleaned + duplicates + rejected + ignored, cleaned = rows loaded = inserted + updated + unchanged + older, inserted - withdrawn = facts = daily figures. Must be empty.';
COMMENT ON COLUMN ops.imbalance.stage IS 'Stage, or the way between two, that does not balance. | - | warehouse | none';
COMMENT ON COLUMN ops.imbalance.source IS 'Source it is about. | - | warehouse | none';
COMMENT ON COLUMN ops.imbalance.place IS 'Raw file, clean file or table it is about. | - | warehouse | none';
COMMENT ON COLUMN ops.imbalance.expected IS 'Rows that went in. | rows | warehouse | none';
COMMENT ON COLUMN ops.imbalance.found IS 'Rows that came out; null when nothing tells. | rows | warehouse | none';
