CREATE TABLE source.web_form (
    account TEXT NOT NULL,
    source_id TEXT NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    change_rank INTEGER NOT NULL,
    rule_version INTEGER NOT NULL,
    row_hash TEXT COLLATE "C" NOT NULL,
    record_number BIGINT NOT NULL,
    quality_flags TEXT,
    channel TEXT NOT NULL,
    opened_at TIMESTAMPTZ,
    resolved_at TIMESTAMPTZ,
    status TEXT,
    is_resolved BOOLEAN,
    text TEXT,
    category TEXT,
    customer_name TEXT,
    customer_phone TEXT,
    customer_email TEXT,
    agent TEXT,
    city TEXT,
    region TEXT,
    postcode TEXT,
    country TEXT,
    form TEXT,
    raw_file TEXT COLLATE "C" NOT NULL,
    known_at TIMESTAMPTZ NOT NULL,
    load_id UUID NOT NULL,
    PRIMARY KEY (account, source_id, changed_at, change_rank, rule_version, row_hash)
);

COMMENT ON TABLE source.web_form IS 'Every version of every web form, append-only.';
COMMENT ON COLUMN source.web_form.account IS 'Table it was read from.';
COMMENT ON COLUMN source.web_form.source_id IS 'Its id in that table.';
COMMENT ON COLUMN source.web_form.changed_at IS 'Its updated_at, else its created_at, UTC.';
COMMENT ON COLUMN source.web_form.change_rank IS 'What this version is: 0 the form as it stands, 2 a remove.';
COMMENT ON COLUMN source.web_form.rule_version IS 'Version of the cleaning rules that made it.';
COMMENT ON COLUMN source.web_form.row_hash IS 'Hash of its content, in hex.';
COMMENT ON COLUMN source.web_form.record_number IS 'Number of the record in the raw file.';
COMMENT ON COLUMN source.web_form.quality_flags IS 'What cleaning noticed and let pass, separated by spaces.';
COMMENT ON COLUMN source.web_form.channel IS 'Way in which it arrived.';
COMMENT ON COLUMN source.web_form.opened_at IS 'When the complaint was made, UTC.';
COMMENT ON COLUMN source.web_form.resolved_at IS 'When it was resolved, UTC.';
COMMENT ON COLUMN source.web_form.status IS 'The source''s word for the status.';
COMMENT ON COLUMN source.web_form.is_resolved IS 'Whether that word means resolved.';
COMMENT ON COLUMN source.web_form.text IS 'What the customer said. Personal.';
COMMENT ON COLUMN source.web_form.category IS 'What it is about, as the source has it.';
COMMENT ON COLUMN source.web_form.customer_name IS 'Name of the customer. Personal.';
COMMENT ON COLUMN source.web_form.customer_phone IS 'Phone number of the customer, E.164. Personal.';
COMMENT ON COLUMN source.web_form.customer_email IS 'E-mail address of the customer. Personal.';
COMMENT ON COLUMN source.web_form.agent IS 'Name or id of the agent.';
COMMENT ON COLUMN source.web_form.city IS 'City of the customer.';
COMMENT ON COLUMN source.web_form.region IS 'State or region.';
COMMENT ON COLUMN source.web_form.postcode IS 'Postcode. Personal.';
COMMENT ON COLUMN source.web_form.country IS 'Country.';
COMMENT ON COLUMN source.web_form.form IS 'Form or page it was sent from.';
COMMENT ON COLUMN source.web_form.raw_file IS 'Raw file it came in; the earliest, when several hold it.';
COMMENT ON COLUMN source.web_form.known_at IS 'When that raw file was durable, UTC.';
COMMENT ON COLUMN source.web_form.load_id IS 'Load that brought it.';
