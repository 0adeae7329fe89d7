-- What the freshness of feeds is looked up by, every few minutes. DuckDB scans columns as fast without.
CREATE INDEX batch_source_known_at ON ops.batch (source, known_at);
