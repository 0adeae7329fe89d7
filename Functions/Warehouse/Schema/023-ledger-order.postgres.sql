-- What the sweep reads the ledger by, page by page, in the order of the lake's listings. DuckDB sorts columns as fast without.
CREATE INDEX load_source_clean_name ON ops.load (source, clean_name COLLATE "C");
