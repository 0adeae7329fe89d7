CREATE SCHEMA mart;

CREATE TABLE mart.dim_date (
    date_key INTEGER NOT NULL PRIMARY KEY,
    day DATE,
    year INTEGER,
    quarter INTEGER,
    month INTEGER,
    month_name TEXT NOT NULL,
    day_of_month INTEGER,
    iso_year INTEGER,
    iso_week INTEGER,
    iso_weekday INTEGER,
    weekday_name TEXT NOT NULL,
    is_weekend BOOLEAN
);

COMMENT ON TABLE mart.dim_date IS 'UTC days: every day of each year in which a complaint was opened, and the unknown day.';
COMMENT ON COLUMN mart.dim_date.date_key IS 'The day as yyyymmdd; 0 is the unknown day.';
COMMENT ON COLUMN mart.dim_date.day IS 'The day; null for the unknown day, as are the numbers beside it.';
COMMENT ON COLUMN mart.dim_date.year IS 'Calendar year.';
COMMENT ON COLUMN mart.dim_date.quarter IS 'Quarter of the year, 1 to 4.';
COMMENT ON COLUMN mart.dim_date.month IS 'Month of the year, 1 to 12.';
COMMENT ON COLUMN mart.dim_date.month_name IS 'English name of the month.';
COMMENT ON COLUMN mart.dim_date.day_of_month IS 'Day of the month, 1 to 31.';
COMMENT ON COLUMN mart.dim_date.iso_year IS 'Year that the ISO 8601 week belongs to.';
COMMENT ON COLUMN mart.dim_date.iso_week IS 'Week by ISO 8601, 1 to 53.';
COMMENT ON COLUMN mart.dim_date.iso_weekday IS 'Day of the week by ISO 8601: 1 is Monday, 7 is Sunday.';
COMMENT ON COLUMN mart.dim_date.weekday_name IS 'English name of the day of the week.';
COMMENT ON COLUMN mart.dim_date.is_weekend IS 'Saturday or Sunday.';

CREATE TABLE mart.dim_channel (
    channel_key UUID NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL
);

COMMENT ON TABLE mart.dim_channel IS 'Ways in which complaints arrive.';
COMMENT ON COLUMN mart.dim_channel.channel_key IS 'Hash of the channel; all zeros is the unknown member, as in each dimension.';
COMMENT ON COLUMN mart.dim_channel.channel IS 'phone, social, sms, web.';

CREATE TABLE mart.dim_customer (
    customer_key UUID NOT NULL PRIMARY KEY,
    known_by TEXT NOT NULL,
    phone TEXT,
    email TEXT
);

COMMENT ON TABLE mart.dim_customer IS 'A customer is a phone number, else an e-mail address; nobody is merged by guess.';
COMMENT ON COLUMN mart.dim_customer.customer_key IS 'Hash of the phone number, else of the e-mail address.';
COMMENT ON COLUMN mart.dim_customer.known_by IS 'phone, email or unknown.';
COMMENT ON COLUMN mart.dim_customer.phone IS 'Phone number, E.164. Personal.';
COMMENT ON COLUMN mart.dim_customer.email IS 'E-mail address, of a customer without a phone number. Personal.';

CREATE TABLE mart.dim_agent (
    agent_key UUID NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    account TEXT NOT NULL,
    agent TEXT NOT NULL
);

COMMENT ON TABLE mart.dim_agent IS 'Agents. Names are unique within an account at most, so equal names of two accounts are two agents.';
COMMENT ON COLUMN mart.dim_agent.agent_key IS 'Hash of source, account and agent.';
COMMENT ON COLUMN mart.dim_agent.source IS 'Source that names the agent.';
COMMENT ON COLUMN mart.dim_agent.account IS 'Account the agent works in.';
COMMENT ON COLUMN mart.dim_agent.agent IS 'Name or id of the agent as the source has it.';

CREATE TABLE mart.dim_category (
    category_key UUID NOT NULL PRIMARY KEY,
    category TEXT NOT NULL
);

COMMENT ON TABLE mart.dim_category IS 'What complaints are about.';
COMMENT ON COLUMN mart.dim_category.category_key IS 'Hash of the category.';
COMMENT ON COLUMN mart.dim_category.category IS 'Category as the source has it.';

CREATE TABLE mart.dim_location (
    location_key UUID NOT NULL PRIMARY KEY,
    city TEXT NOT NULL,
    region TEXT NOT NULL,
    postcode TEXT NOT NULL,
    country TEXT NOT NULL
);

COMMENT ON TABLE mart.dim_location IS 'Where complaints come from.';
COMMENT ON COLUMN mart.dim_location.location_key IS 'Hash of city, region, postcode and country.';
COMMENT ON COLUMN mart.dim_location.city IS 'City, or unknown.';
COMMENT ON COLUMN mart.dim_location.region IS 'State or region, or unknown.';
COMMENT ON COLUMN mart.dim_location.postcode IS 'Postcode, or unknown.';
COMMENT ON COLUMN mart.dim_location.country IS 'Country, or unknown.';

INSERT INTO mart.dim_date (date_key, month_name, weekday_name) VALUES (0, 'unknown', 'unknown');
INSERT INTO mart.dim_channel VALUES (CAST('00000000-0000-0000-0000-000000000000' AS UUID), 'unknown');
INSERT INTO mart.dim_customer VALUES (CAST('00000000-0000-0000-0000-000000000000' AS UUID), 'unknown', NULL, NULL);
INSERT INTO mart.dim_agent VALUES (CAST('00000000-0000-0000-0000-000000000000' AS UUID), 'unknown', 'unknown', 'unknown');
INSERT INTO mart.dim_category VALUES (CAST('00000000-0000-0000-0000-000000000000' AS UUID), 'unknown');
INSERT INTO mart.dim_location VALUES (CAST('00000000-0000-0000-0000-000000000000' AS UUID), 'unknown', 'unknown', 'unknown', 'unknown');

CREATE TABLE mart.fact_complaint (
    complaint_key UUID NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    account TEXT NOT NULL,
    source_id TEXT NOT NULL,
    date_key INTEGER NOT NULL,
    channel_key UUID NOT NULL,
    customer_key UUID NOT NULL,
    agent_key UUID NOT NULL,
    category_key UUID NOT NULL,
    location_key UUID NOT NULL,
    opened_at TIMESTAMPTZ,
    resolved_at TIMESTAMPTZ,
    status TEXT,
    is_resolved BOOLEAN,
    is_removed BOOLEAN NOT NULL,
    text TEXT,
    changed_at TIMESTAMPTZ NOT NULL,
    change_rank INTEGER NOT NULL,
    rule_version INTEGER NOT NULL,
    row_hash TEXT COLLATE "C" NOT NULL,
    load_id UUID NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL
);

COMMENT ON TABLE mart.fact_complaint IS 'One row per complaint: what all its versions in source.* come to.';
COMMENT ON COLUMN mart.fact_complaint.complaint_key IS 'Hash of source, account and source_id.';
COMMENT ON COLUMN mart.fact_complaint.source IS 'Source the complaint comes from.';
COMMENT ON COLUMN mart.fact_complaint.account IS 'Account within the source.';
COMMENT ON COLUMN mart.fact_complaint.source_id IS 'Id that the source gives the complaint within the account.';
COMMENT ON COLUMN mart.fact_complaint.date_key IS 'UTC day of opened_at; 0 when that is unknown.';
COMMENT ON COLUMN mart.fact_complaint.channel_key IS 'Channel of the newest version.';
COMMENT ON COLUMN mart.fact_complaint.customer_key IS 'Customer of the newest version that has a phone number or an e-mail address.';
COMMENT ON COLUMN mart.fact_complaint.agent_key IS 'Agent of the newest version that has one.';
COMMENT ON COLUMN mart.fact_complaint.category_key IS 'Category of the newest version that has one.';
COMMENT ON COLUMN mart.fact_complaint.location_key IS 'Location of the newest version that has any part of one, taken as a whole.';
COMMENT ON COLUMN mart.fact_complaint.opened_at IS 'When the complaint was made, UTC: of the newest add that says so, else of the oldest change.';
COMMENT ON COLUMN mart.fact_complaint.resolved_at IS 'When it was resolved, UTC: of the version the status is from.';
COMMENT ON COLUMN mart.fact_complaint.status IS 'The source''s word for the status, of the newest version that has a status, an is_resolved or a resolved_at.';
COMMENT ON COLUMN mart.fact_complaint.is_resolved IS 'Whether that status means resolved; null when the source does not know.';
COMMENT ON COLUMN mart.fact_complaint.is_removed IS 'Whether the newest version takes the complaint back.';
COMMENT ON COLUMN mart.fact_complaint.text IS 'Newest text that is not empty; null when the complaint was taken back. Personal.';
COMMENT ON COLUMN mart.fact_complaint.changed_at IS 'Change time of the newest version, UTC; with the next three columns it is the version.';
COMMENT ON COLUMN mart.fact_complaint.change_rank IS 'What the newest version is: 0 an add, 1 an edit, 2 a remove.';
COMMENT ON COLUMN mart.fact_complaint.rule_version IS 'Version of the cleaning rules that made the newest version.';
COMMENT ON COLUMN mart.fact_complaint.row_hash IS 'Hash of the newest version''s content, in hex.';
COMMENT ON COLUMN mart.fact_complaint.load_id IS 'Last load that changed what the complaint says.';
COMMENT ON COLUMN mart.fact_complaint.loaded_at IS 'When that load began, UTC.';

CREATE TABLE mart.daily_complaints (
    date_key INTEGER NOT NULL,
    channel_key UUID NOT NULL,
    category_key UUID NOT NULL,
    location_key UUID NOT NULL,
    day DATE,
    complaints BIGINT NOT NULL,
    resolved BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    PRIMARY KEY (date_key, channel_key, category_key, location_key)
);

COMMENT ON TABLE mart.daily_complaints IS 'Complaints per UTC day, channel, category and location; kept equal to the facts by each load.';
COMMENT ON COLUMN mart.daily_complaints.date_key IS 'Day the complaints were opened; 0 is unknown.';
COMMENT ON COLUMN mart.daily_complaints.channel_key IS 'Their channel.';
COMMENT ON COLUMN mart.daily_complaints.category_key IS 'Their category.';
COMMENT ON COLUMN mart.daily_complaints.location_key IS 'Their location.';
COMMENT ON COLUMN mart.daily_complaints.day IS 'The day as a date; null is unknown.';
COMMENT ON COLUMN mart.daily_complaints.complaints IS 'All complaints, those taken back included.';
COMMENT ON COLUMN mart.daily_complaints.resolved IS 'Those of them that are resolved.';
COMMENT ON COLUMN mart.daily_complaints.removed IS 'Those of them that were taken back.';
