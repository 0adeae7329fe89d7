-- What spares a load the search of a whole table. DuckDB scans columns as fast without.

-- Each load asks which loads no longer count: few among many.
CREATE INDEX load_superseded ON ops.load (load_id) WHERE superseded_by IS NOT NULL;

-- Each load computes anew the days that it touched: few, while facts pile up in the order of their days.
CREATE INDEX fact_complaint_date_key ON mart.fact_complaint USING BRIN (date_key) WITH (pages_per_range = 32, autosummarize = on);
