-- Each load asks which loads no longer count, of which there are few among many. DuckDB scans columns as fast without.
CREATE INDEX load_superseded ON ops.load (load_id) WHERE superseded_by IS NOT NULL;
