-- What lets PostgreSQL plan a load. DuckDB scans columns as fast without.

-- Each load asks which loads no longer count: few among many.
CREATE INDEX load_superseded ON ops.load (load_id) WHERE superseded_by IS NOT NULL;

-- A day has nearly as many of these together as it has facts, which the columns one by one do not tell.
CREATE STATISTICS mart.fact_complaint_daily (ndistinct) ON date_key, channel_key, category_key, location_key FROM mart.fact_complaint;

-- Each load computes anew the days that it touched: few, while facts pile up in the order of their days.
CREATE INDEX fact_complaint_date_key ON mart.fact_complaint USING BRIN (date_key) WITH (pages_per_range = 32, autosummarize = on);
