CREATE SCHEMA ops;
CREATE SCHEMA source;

CREATE TABLE ops.schema_version (
    version INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL
);

COMMENT ON TABLE ops.schema_version IS 'One row per schema script that was applied to this database.';
COMMENT ON COLUMN ops.schema_version.version IS 'Number the script''s file name begins with.';
COMMENT ON COLUMN ops.schema_version.name IS 'File name of the script.';
COMMENT ON COLUMN ops.schema_version.checksum IS 'SHA-256 of the script with line ends as LF, in hex.';
COMMENT ON COLUMN ops.schema_version.applied_at IS 'When the script was applied, UTC.';

CREATE TABLE ops.load (
    load_id UUID NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    clean_name TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    raw_file TEXT NOT NULL,
    rule_version INTEGER NOT NULL,
    rows BIGINT NOT NULL,
    inserted BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    older BIGINT NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL,
    duration_ms BIGINT NOT NULL,
    UNIQUE (clean_name, content_hash)
);

COMMENT ON TABLE ops.load IS 'The ledger: one row per clean file that was loaded. rows = inserted + updated + unchanged + older.';
COMMENT ON COLUMN ops.load.load_id IS 'Hash of clean name and content hash.';
COMMENT ON COLUMN ops.load.source IS 'Source the file belongs to, such as calllogs.';
COMMENT ON COLUMN ops.load.clean_name IS 'Name of the clean file in the lake.';
COMMENT ON COLUMN ops.load.content_hash IS 'SHA-256 of the clean file, in hex.';
COMMENT ON COLUMN ops.load.raw_file IS 'Raw file the clean file was made of.';
COMMENT ON COLUMN ops.load.rule_version IS 'Version of the cleaning rules that made it.';
COMMENT ON COLUMN ops.load.rows IS 'Rows of the file.';
COMMENT ON COLUMN ops.load.inserted IS 'Complaints that this load brought.';
COMMENT ON COLUMN ops.load.updated IS 'Known complaints that this load changed.';
COMMENT ON COLUMN ops.load.unchanged IS 'Rows that said nothing new.';
COMMENT ON COLUMN ops.load.older IS 'Rows behind what was known, or behind another row of the same complaint in the file; kept as history.';
COMMENT ON COLUMN ops.load.loaded_at IS 'When the load began, UTC.';
COMMENT ON COLUMN ops.load.duration_ms IS 'Milliseconds from then to the writing of this row.';
