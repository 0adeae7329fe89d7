CREATE TABLE source.call_log (
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
    received_via TEXT,
    is_on_behalf BOOLEAN,
    is_answered BOOLEAN,
    answer_seconds INTEGER,
    talk_seconds INTEGER,
    satisfaction INTEGER,
    raw_file TEXT COLLATE "C" NOT NULL,
    known_at TIMESTAMPTZ NOT NULL,
    load_id UUID NOT NULL,
    PRIMARY KEY (account, source_id, changed_at, change_rank, rule_version, row_hash)
);

COMMENT ON TABLE source.call_log IS 'Every version of every call of the call logs, append-only.';
COMMENT ON COLUMN source.call_log.account IS 'Account within the source.';
COMMENT ON COLUMN source.call_log.source_id IS 'Id that the source gives the call within the account.';
COMMENT ON COLUMN source.call_log.changed_at IS 'The source''s own time of this version, UTC.';
COMMENT ON COLUMN source.call_log.change_rank IS 'What this version is: 0 an add, 1 an edit, 2 a remove.';
COMMENT ON COLUMN source.call_log.rule_version IS 'Version of the cleaning rules that made it.';
COMMENT ON COLUMN source.call_log.row_hash IS 'Hash of its content, in hex.';
COMMENT ON COLUMN source.call_log.record_number IS 'Number of the record in the raw file.';
COMMENT ON COLUMN source.call_log.quality_flags IS 'What cleaning noticed and let pass, separated by spaces.';
COMMENT ON COLUMN source.call_log.channel IS 'Way in which it arrived.';
COMMENT ON COLUMN source.call_log.opened_at IS 'When the complaint was made, UTC.';
COMMENT ON COLUMN source.call_log.resolved_at IS 'When it was resolved, UTC.';
COMMENT ON COLUMN source.call_log.status IS 'The source''s word for the status.';
COMMENT ON COLUMN source.call_log.is_resolved IS 'Whether that word means resolved.';
COMMENT ON COLUMN source.call_log.text IS 'What the customer said. Personal.';
COMMENT ON COLUMN source.call_log.category IS 'What it is about, as the source has it.';
COMMENT ON COLUMN source.call_log.customer_name IS 'Name of the customer. Personal.';
COMMENT ON COLUMN source.call_log.customer_phone IS 'Phone number of the customer, E.164. Personal.';
COMMENT ON COLUMN source.call_log.customer_email IS 'E-mail address of the customer. Personal.';
COMMENT ON COLUMN source.call_log.agent IS 'Name or id of the agent.';
COMMENT ON COLUMN source.call_log.city IS 'City of the customer.';
COMMENT ON COLUMN source.call_log.region IS 'State or region.';
COMMENT ON COLUMN source.call_log.postcode IS 'Postcode. Personal.';
COMMENT ON COLUMN source.call_log.country IS 'Country.';
COMMENT ON COLUMN source.call_log.received_via IS 'Way the call center received it.';
COMMENT ON COLUMN source.call_log.is_on_behalf IS 'Whether somebody called on the customer''s behalf.';
COMMENT ON COLUMN source.call_log.is_answered IS 'Whether an agent answered.';
COMMENT ON COLUMN source.call_log.answer_seconds IS 'Seconds until an agent answered.';
COMMENT ON COLUMN source.call_log.talk_seconds IS 'Seconds of talk.';
COMMENT ON COLUMN source.call_log.satisfaction IS 'The customer''s rating of the call, as the source has it.';
COMMENT ON COLUMN source.call_log.raw_file IS 'Raw file it came in; the earliest, when several hold it.';
COMMENT ON COLUMN source.call_log.known_at IS 'When that raw file was durable, UTC.';
COMMENT ON COLUMN source.call_log.load_id IS 'Load that brought it.';
