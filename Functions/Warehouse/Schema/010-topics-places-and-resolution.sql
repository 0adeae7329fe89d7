ALTER TABLE source.call_log ADD COLUMN topic TEXT;
ALTER TABLE source.call_log ADD COLUMN topic_rules INTEGER;
ALTER TABLE source.call_log ADD COLUMN place_city TEXT;
ALTER TABLE source.call_log ADD COLUMN place_region TEXT;
ALTER TABLE source.call_log ADD COLUMN place_country TEXT;

COMMENT ON COLUMN source.call_log.topic IS 'What it is about, by the topic rules: of its text, else of its category. | - | cleaning | none';
COMMENT ON COLUMN source.call_log.topic_rules IS 'Version of the topic rules. | - | cleaning | none';
COMMENT ON COLUMN source.call_log.place_city IS 'City, spelled as the place names have it, else tidied; null when it is no name. | - | cleaning | none';
COMMENT ON COLUMN source.call_log.place_region IS 'State or region, likewise; of the city when the source names none. | - | cleaning | none';
COMMENT ON COLUMN source.call_log.place_country IS 'Country; of the region when the source names none. | ISO 3166-1 alpha-2 | cleaning | none';

ALTER TABLE source.social_post ADD COLUMN topic TEXT;
ALTER TABLE source.social_post ADD COLUMN topic_rules INTEGER;
ALTER TABLE source.social_post ADD COLUMN place_city TEXT;
ALTER TABLE source.social_post ADD COLUMN place_region TEXT;
ALTER TABLE source.social_post ADD COLUMN place_country TEXT;

COMMENT ON COLUMN source.social_post.topic IS 'What it is about, by the topic rules: of its text, else of its category. | - | cleaning | none';
COMMENT ON COLUMN source.social_post.topic_rules IS 'Version of the topic rules. | - | cleaning | none';
COMMENT ON COLUMN source.social_post.place_city IS 'City, spelled as the place names have it, else tidied; null when it is no name. | - | cleaning | none';
COMMENT ON COLUMN source.social_post.place_region IS 'State or region, likewise; of the city when the source names none. | - | cleaning | none';
COMMENT ON COLUMN source.social_post.place_country IS 'Country; of the region when the source names none. | ISO 3166-1 alpha-2 | cleaning | none';

ALTER TABLE source.sms_message ADD COLUMN topic TEXT;
ALTER TABLE source.sms_message ADD COLUMN topic_rules INTEGER;
ALTER TABLE source.sms_message ADD COLUMN place_city TEXT;
ALTER TABLE source.sms_message ADD COLUMN place_region TEXT;
ALTER TABLE source.sms_message ADD COLUMN place_country TEXT;

COMMENT ON COLUMN source.sms_message.topic IS 'What it is about, by the topic rules: of its text, else of its category. | - | cleaning | none';
COMMENT ON COLUMN source.sms_message.topic_rules IS 'Version of the topic rules. | - | cleaning | none';
COMMENT ON COLUMN source.sms_message.place_city IS 'City, spelled as the place names have it, else tidied; null when it is no name. | - | cleaning | none';
COMMENT ON COLUMN source.sms_message.place_region IS 'State or region, likewise; of the city when the source names none. | - | cleaning | none';
COMMENT ON COLUMN source.sms_message.place_country IS 'Country; of the region when the source names none. | ISO 3166-1 alpha-2 | cleaning | none';

ALTER TABLE source.web_form ADD COLUMN topic TEXT;
ALTER TABLE source.web_form ADD COLUMN topic_rules INTEGER;
ALTER TABLE source.web_form ADD COLUMN place_city TEXT;
ALTER TABLE source.web_form ADD COLUMN place_region TEXT;
ALTER TABLE source.web_form ADD COLUMN place_country TEXT;

COMMENT ON COLUMN source.web_form.topic IS 'What it is about, by the topic rules: of its text, else of its category. | - | cleaning | none';
COMMENT ON COLUMN source.web_form.topic_rules IS 'Version of the topic rules. | - | cleaning | none';
COMMENT ON COLUMN source.web_form.place_city IS 'City, spelled as the place names have it, else tidied; null when it is no name. | - | cleaning | none';
COMMENT ON COLUMN source.web_form.place_region IS 'State or region, likewise; of the city when the source names none. | - | cleaning | none';
COMMENT ON COLUMN source.web_form.place_country IS 'Country; of the region when the source names none. | ISO 3166-1 alpha-2 | cleaning | none';

CREATE TABLE mart.dim_topic (
    topic_key UUID NOT NULL PRIMARY KEY,
    topic TEXT NOT NULL
);

COMMENT ON TABLE mart.dim_topic IS 'What complaints are about in our words, the same in all channels: one row per topic of the topic rules that a complaint has had.';
COMMENT ON COLUMN mart.dim_topic.topic_key IS 'Hash of the topic. | - | warehouse | none';
COMMENT ON COLUMN mart.dim_topic.topic IS 'Topic, or unknown when no rule fits. | - | cleaning | none';

INSERT INTO mart.dim_topic VALUES (CAST('00000000-0000-0000-0000-000000000000' AS UUID), 'unknown');

ALTER TABLE mart.dim_location ADD COLUMN place_city TEXT DEFAULT 'unknown';
ALTER TABLE mart.dim_location ADD COLUMN place_region TEXT DEFAULT 'unknown';
ALTER TABLE mart.dim_location ADD COLUMN place_country TEXT DEFAULT 'unknown';

COMMENT ON COLUMN mart.dim_location.location_key IS 'Hash of what the source said, and of what it was read as. | - | warehouse | none';
COMMENT ON COLUMN mart.dim_location.city IS 'City as the source has it, or unknown. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.dim_location.region IS 'State or region as the source has it, or unknown. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.dim_location.country IS 'Country as the source has it, or unknown. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.dim_location.place_city IS 'City, spelled in one way, or unknown. | - | cleaning | none';
COMMENT ON COLUMN mart.dim_location.place_region IS 'State or region, spelled in one way, or unknown. | - | cleaning | none';
COMMENT ON COLUMN mart.dim_location.place_country IS 'Country, or unknown. | ISO 3166-1 alpha-2 | cleaning | none';

-- Defaults are for an older app, which keeps loading while a newer one is rolled out. DuckDB alters a table no more
-- after it was given a column with a default in the same transaction, so that comes last.
ALTER TABLE mart.fact_complaint ADD COLUMN topic_rules INTEGER;
ALTER TABLE mart.fact_complaint ADD COLUMN reopened INTEGER;
ALTER TABLE mart.fact_complaint ADD COLUMN time_to_resolve_seconds BIGINT;
ALTER TABLE mart.fact_complaint ADD COLUMN topic_key UUID DEFAULT CAST('00000000-0000-0000-0000-000000000000' AS UUID);

COMMENT ON COLUMN mart.fact_complaint.topic_key IS 'Topic of the version that the text is from, else of the newest that has one. | - | warehouse | none';
COMMENT ON COLUMN mart.fact_complaint.topic_rules IS 'Version of the topic rules, of the newest version. | - | cleaning | none';
COMMENT ON COLUMN mart.fact_complaint.reopened IS 'How often it was opened again after it was resolved; null when the source does not know what is resolved. | times | warehouse | none';
COMMENT ON COLUMN mart.fact_complaint.time_to_resolve_seconds IS 'Whole seconds from opened_at to resolved_at; null unless it is resolved, both are known and in this order. | seconds | warehouse | none';

UPDATE mart.fact_complaint
SET time_to_resolve_seconds = CAST(floor(extract(epoch FROM resolved_at)) AS BIGINT) - CAST(floor(extract(epoch FROM opened_at)) AS BIGINT)
WHERE is_resolved AND resolved_at >= opened_at;

UPDATE mart.fact_complaint SET reopened = 0 WHERE is_resolved IS NOT NULL;
