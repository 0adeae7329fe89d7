ALTER TABLE ops.load ADD COLUMN superseded_by UUID;
ALTER TABLE ops.load ADD COLUMN withdrawn BIGINT DEFAULT 0;

COMMENT ON COLUMN ops.load.withdrawn IS 'Complaints that were known by an older reading of the same raw file only, and that this reading does not make. | complaints | warehouse | none';
COMMENT ON COLUMN ops.load.superseded_by IS 'Load of the same raw file under newer rules, which counts in place of this one. | - | warehouse | none';

CREATE TABLE ops.batch (
    source TEXT NOT NULL,
    raw_file TEXT NOT NULL,
    rule_version INTEGER NOT NULL,
    known_at TIMESTAMPTZ NOT NULL,
    received BIGINT NOT NULL,
    cleaned BIGINT NOT NULL,
    duplicates BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    ignored BIGINT NOT NULL,
    clean_name TEXT NOT NULL,
    load_id UUID NOT NULL PRIMARY KEY
);

COMMENT ON TABLE ops.batch IS 'One row per load: what cleaning counted in the raw file. received = cleaned + duplicates + rejected + ignored.';
COMMENT ON COLUMN ops.batch.source IS 'Source the raw file belongs to, such as calllogs. | - | lake | none';
COMMENT ON COLUMN ops.batch.raw_file IS 'The raw file. | - | lake | none';
COMMENT ON COLUMN ops.batch.rule_version IS 'Version of the cleaning rules it was read by. | - | cleaning | none';
COMMENT ON COLUMN ops.batch.known_at IS 'When the raw file was durable. | UTC time | lake | none';
COMMENT ON COLUMN ops.batch.received IS 'Records of the raw file, counted by the reader before any rule. | records | cleaning | none';
COMMENT ON COLUMN ops.batch.cleaned IS 'Rows of the clean file. | rows | cleaning | none';
COMMENT ON COLUMN ops.batch.duplicates IS 'Records that another record of the same raw file replaces. | records | cleaning | none';
COMMENT ON COLUMN ops.batch.rejected IS 'Records that should be complaints and break the contract: see rejects in the lake. | records | cleaning | none';
COMMENT ON COLUMN ops.batch.ignored IS 'Well-formed records that are no complaint. | records | cleaning | none';
COMMENT ON COLUMN ops.batch.clean_name IS 'Clean file that was made of it. | - | lake | none';
COMMENT ON COLUMN ops.batch.load_id IS 'Load of that clean file. | - | warehouse | none';

CREATE TABLE source.repeat (
    source TEXT NOT NULL,
    account TEXT NOT NULL,
    source_id TEXT NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    change_rank INTEGER NOT NULL,
    rule_version INTEGER NOT NULL,
    row_hash TEXT COLLATE "C" NOT NULL,
    record_number BIGINT NOT NULL,
    raw_file TEXT COLLATE "C" NOT NULL,
    load_id UUID NOT NULL,
    PRIMARY KEY (account, source_id, changed_at, change_rank, rule_version, row_hash, source, load_id)
);

COMMENT ON TABLE source.repeat IS 'Further raw files that hold a version of a row, whose own table names the earliest: one row per version and load.';
COMMENT ON COLUMN source.repeat.source IS 'Source of the row. | - | all sources | none';
COMMENT ON COLUMN source.repeat.account IS 'Account within the source: a folder of exports, a page, an account at the provider, a table. | - | all sources | none';
COMMENT ON COLUMN source.repeat.source_id IS 'Id that the source gives it within the account. | - | all sources | pseudonymous';
COMMENT ON COLUMN source.repeat.changed_at IS 'The source''s own time of this version; of call logs, which have none, their file''s. | UTC time | all sources | none';
COMMENT ON COLUMN source.repeat.change_rank IS 'What this version is: 0 an add, or the row as it stands, 1 an edit, 2 a remove. | - | cleaning | none';
COMMENT ON COLUMN source.repeat.rule_version IS 'Version of the cleaning rules that made it. | - | cleaning | none';
COMMENT ON COLUMN source.repeat.row_hash IS 'Hash of its content. | hex | cleaning | pseudonymous';
COMMENT ON COLUMN source.repeat.record_number IS 'Number of the record in this raw file. | - | cleaning | none';
COMMENT ON COLUMN source.repeat.raw_file IS 'The further raw file. | - | lake | none';
COMMENT ON COLUMN source.repeat.load_id IS 'Load that brought it again. | - | warehouse | none';
