CREATE TABLE source.sms_message (
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
    provider TEXT NOT NULL,
    sender TEXT,
    recipient TEXT,
    provider_status TEXT,
    segments INTEGER,
    media INTEGER,
    raw_file TEXT COLLATE "C" NOT NULL,
    known_at TIMESTAMPTZ NOT NULL,
    load_id UUID NOT NULL,
    PRIMARY KEY (account, source_id, changed_at, change_rank, rule_version, row_hash)
);

COMMENT ON TABLE source.sms_message IS 'Every version of every text message, append-only.';
COMMENT ON COLUMN source.sms_message.account IS 'Account at the provider.';
COMMENT ON COLUMN source.sms_message.source_id IS 'Id that the provider gives the message.';
COMMENT ON COLUMN source.sms_message.changed_at IS 'The provider''s own time of this version, UTC.';
COMMENT ON COLUMN source.sms_message.change_rank IS 'What this version is: 0 an add, 1 an edit, 2 a remove.';
COMMENT ON COLUMN source.sms_message.rule_version IS 'Version of the cleaning rules that made it.';
COMMENT ON COLUMN source.sms_message.row_hash IS 'Hash of its content, in hex.';
COMMENT ON COLUMN source.sms_message.record_number IS 'Number of the record in the raw file.';
COMMENT ON COLUMN source.sms_message.quality_flags IS 'What cleaning noticed and let pass, separated by spaces.';
COMMENT ON COLUMN source.sms_message.channel IS 'Way in which it arrived.';
COMMENT ON COLUMN source.sms_message.opened_at IS 'When the complaint was made, UTC.';
COMMENT ON COLUMN source.sms_message.resolved_at IS 'When it was resolved, UTC.';
COMMENT ON COLUMN source.sms_message.status IS 'The source''s word for the status.';
COMMENT ON COLUMN source.sms_message.is_resolved IS 'Whether that word means resolved.';
COMMENT ON COLUMN source.sms_message.text IS 'What the customer said. Personal.';
COMMENT ON COLUMN source.sms_message.category IS 'What it is about, as the source has it.';
COMMENT ON COLUMN source.sms_message.customer_name IS 'Name of the customer. Personal.';
COMMENT ON COLUMN source.sms_message.customer_phone IS 'Phone number of the customer, E.164. Personal.';
COMMENT ON COLUMN source.sms_message.customer_email IS 'E-mail address of the customer. Personal.';
COMMENT ON COLUMN source.sms_message.agent IS 'Name or id of the agent.';
COMMENT ON COLUMN source.sms_message.city IS 'City of the customer.';
COMMENT ON COLUMN source.sms_message.region IS 'State or region.';
COMMENT ON COLUMN source.sms_message.postcode IS 'Postcode. Personal.';
COMMENT ON COLUMN source.sms_message.country IS 'Country.';
COMMENT ON COLUMN source.sms_message.provider IS 'Provider that carried the message.';
COMMENT ON COLUMN source.sms_message.sender IS 'Who sent it, as the provider has it: a number, a name, a short code or an id. Personal.';
COMMENT ON COLUMN source.sms_message.recipient IS 'Which of our addresses it was sent to.';
COMMENT ON COLUMN source.sms_message.provider_status IS 'The provider''s word for how far it was delivered; says nothing of the complaint.';
COMMENT ON COLUMN source.sms_message.segments IS 'Short messages that the text took.';
COMMENT ON COLUMN source.sms_message.media IS 'Pictures and other files that came with it.';
COMMENT ON COLUMN source.sms_message.raw_file IS 'Raw file it came in; the earliest, when several hold it.';
COMMENT ON COLUMN source.sms_message.known_at IS 'When that raw file was durable, UTC.';
COMMENT ON COLUMN source.sms_message.load_id IS 'Load that brought it.';

COMMENT ON COLUMN mart.dim_channel.channel IS 'phone, social, sms, whatsapp, messenger, rcs, web.';
