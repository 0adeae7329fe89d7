-- What the status page looks loads up by. DuckDB scans columns as fast without.
CREATE INDEX load_loaded_at ON ops.load (loaded_at);
