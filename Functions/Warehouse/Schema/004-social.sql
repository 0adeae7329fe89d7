CREATE TABLE source.social_post (
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
    platform TEXT NOT NULL,
    author_id TEXT,
    post_id TEXT,
    parent_id TEXT,
    permalink TEXT,
    raw_file TEXT COLLATE "C" NOT NULL,
    known_at TIMESTAMPTZ NOT NULL,
    load_id UUID NOT NULL,
    PRIMARY KEY (account, source_id, changed_at, change_rank, rule_version, row_hash)
);

COMMENT ON TABLE source.social_post IS 'Every version of every post and comment, append-only.';
COMMENT ON COLUMN source.social_post.account IS 'Account within the source.';
COMMENT ON COLUMN source.social_post.source_id IS 'Id that the source gives the post within the account.';
COMMENT ON COLUMN source.social_post.changed_at IS 'The source''s own time of this version, UTC.';
COMMENT ON COLUMN source.social_post.change_rank IS 'What this version is: 0 an add, 1 an edit, 2 a remove.';
COMMENT ON COLUMN source.social_post.rule_version IS 'Version of the cleaning rules that made it.';
COMMENT ON COLUMN source.social_post.row_hash IS 'Hash of its content, in hex.';
COMMENT ON COLUMN source.social_post.record_number IS 'Number of the record in the raw file.';
COMMENT ON COLUMN source.social_post.quality_flags IS 'What cleaning noticed and let pass, separated by spaces.';
COMMENT ON COLUMN source.social_post.channel IS 'Way in which it arrived.';
COMMENT ON COLUMN source.social_post.opened_at IS 'When the complaint was made, UTC.';
COMMENT ON COLUMN source.social_post.resolved_at IS 'When it was resolved, UTC.';
COMMENT ON COLUMN source.social_post.status IS 'The source''s word for the status.';
COMMENT ON COLUMN source.social_post.is_resolved IS 'Whether that word means resolved.';
COMMENT ON COLUMN source.social_post.text IS 'What the customer said. Personal.';
COMMENT ON COLUMN source.social_post.category IS 'What it is about, as the source has it.';
COMMENT ON COLUMN source.social_post.customer_name IS 'Name of the customer. Personal.';
COMMENT ON COLUMN source.social_post.customer_phone IS 'Phone number of the customer, E.164. Personal.';
COMMENT ON COLUMN source.social_post.customer_email IS 'E-mail address of the customer. Personal.';
COMMENT ON COLUMN source.social_post.agent IS 'Name or id of the agent.';
COMMENT ON COLUMN source.social_post.city IS 'City of the customer.';
COMMENT ON COLUMN source.social_post.region IS 'State or region.';
COMMENT ON COLUMN source.social_post.postcode IS 'Postcode. Personal.';
COMMENT ON COLUMN source.social_post.country IS 'Country.';
COMMENT ON COLUMN source.social_post.platform IS 'Platform it was posted on.';
COMMENT ON COLUMN source.social_post.author_id IS 'The platform''s id of the author. Personal.';
COMMENT ON COLUMN source.social_post.post_id IS 'The platform''s id of the post it belongs to.';
COMMENT ON COLUMN source.social_post.parent_id IS 'The platform''s id of what it answers.';
COMMENT ON COLUMN source.social_post.permalink IS 'Address on the platform. Personal.';
COMMENT ON COLUMN source.social_post.raw_file IS 'Raw file it came in; the earliest, when several hold it.';
COMMENT ON COLUMN source.social_post.known_at IS 'When that raw file was durable, UTC.';
COMMENT ON COLUMN source.social_post.load_id IS 'Load that brought it.';
