-- A source's table is a branch here.
CREATE VIEW source.complaint_version AS
SELECT
    CAST(md5(version.source || ':' || length(version.account) || ':' || version.account || ':' || version.source_id) AS UUID) AS complaint_key,
    version.*,
    load.superseded_by IS NOT NULL AND NOT EXISTS (
        SELECT 1
        FROM source.repeat AS again
        JOIN ops.load AS other ON other.load_id = again.load_id
        WHERE (again.source, again.account, again.source_id, again.changed_at, again.change_rank, again.rule_version, again.row_hash)
                = (version.source, version.account, version.source_id, version.changed_at, version.change_rank, version.rule_version, version.row_hash)
            AND other.superseded_by IS NULL
    ) AS is_superseded
FROM (
    SELECT
        'calllogs' AS source, account, source_id, changed_at, change_rank, rule_version, row_hash, record_number, quality_flags,
        channel, opened_at, resolved_at, status, is_resolved, text, category, topic, topic_rules,
        customer_name, customer_phone, customer_email, CAST(NULL AS TEXT) AS author, agent,
        city, region, postcode, country, place_city, place_region, place_country, raw_file, known_at, load_id
    FROM source.call_log
    UNION ALL
    SELECT
        'social' AS source, account, source_id, changed_at, change_rank, rule_version, row_hash, record_number, quality_flags,
        channel, opened_at, resolved_at, status, is_resolved, text, category, topic, topic_rules,
        customer_name, customer_phone, customer_email, author_id AS author, agent,
        city, region, postcode, country, place_city, place_region, place_country, raw_file, known_at, load_id
    FROM source.social_post
    UNION ALL
    SELECT
        'sms' AS source, account, source_id, changed_at, change_rank, rule_version, row_hash, record_number, quality_flags,
        channel, opened_at, resolved_at, status, is_resolved, text, category, topic, topic_rules,
        customer_name, customer_phone, customer_email, sender AS author, agent,
        city, region, postcode, country, place_city, place_region, place_country, raw_file, known_at, load_id
    FROM source.sms_message
    UNION ALL
    SELECT
        'forms' AS source, account, source_id, changed_at, change_rank, rule_version, row_hash, record_number, quality_flags,
        channel, opened_at, resolved_at, status, is_resolved, text, category, topic, topic_rules,
        customer_name, customer_phone, customer_email, CAST(NULL AS TEXT) AS author, agent,
        city, region, postcode, country, place_city, place_region, place_country, raw_file, known_at, load_id
    FROM source.web_form
) AS version
LEFT JOIN ops.load AS load ON load.load_id = version.load_id;

COMMENT ON VIEW source.complaint_version IS 'Every version of every complaint, of all sources, in the columns that they have in common.';
COMMENT ON COLUMN source.complaint_version.complaint_key IS 'Hash of source, account and source_id. | - | warehouse | pseudonymous';
COMMENT ON COLUMN source.complaint_version.source IS 'Source of the complaint. | - | all sources | none';
COMMENT ON COLUMN source.complaint_version.account IS 'Account within the source: a folder of exports, a page, an account at the provider, a table. | - | all sources | none';
COMMENT ON COLUMN source.complaint_version.source_id IS 'Id that the source gives it within the account. | - | all sources | pseudonymous';
COMMENT ON COLUMN source.complaint_version.changed_at IS 'The source''s own time of this version; of call logs, which have none, their file''s. | UTC time | all sources | none';
COMMENT ON COLUMN source.complaint_version.change_rank IS 'What this version is: 0 an add, or the row as it stands, 1 an edit, 2 a remove. | - | cleaning | none';
COMMENT ON COLUMN source.complaint_version.rule_version IS 'Version of the cleaning rules that made it. | - | cleaning | none';
COMMENT ON COLUMN source.complaint_version.row_hash IS 'Hash of its content. | hex | cleaning | pseudonymous';
COMMENT ON COLUMN source.complaint_version.record_number IS 'Number of the record in the raw file. | - | cleaning | none';
COMMENT ON COLUMN source.complaint_version.quality_flags IS 'What cleaning noticed and let pass, in words apart by spaces. | - | cleaning | none';
COMMENT ON COLUMN source.complaint_version.channel IS 'Way in which it arrived. | - | cleaning | none';
COMMENT ON COLUMN source.complaint_version.opened_at IS 'When the complaint was made. | UTC time | all sources | none';
COMMENT ON COLUMN source.complaint_version.resolved_at IS 'When it was resolved. | UTC time | calllogs, forms | none';
COMMENT ON COLUMN source.complaint_version.status IS 'The source''s word for the status. | - | calllogs, forms | none';
COMMENT ON COLUMN source.complaint_version.is_resolved IS 'Whether that word means resolved. | - | calllogs, forms | none';
COMMENT ON COLUMN source.complaint_version.text IS 'What the customer said. | - | all sources | personal';
COMMENT ON COLUMN source.complaint_version.category IS 'What it is about, as the source has it. | - | calllogs, social, forms | none';
COMMENT ON COLUMN source.complaint_version.topic IS 'What it is about, by the topic rules: of its text, else of its category. | - | cleaning | none';
COMMENT ON COLUMN source.complaint_version.topic_rules IS 'Version of the topic rules. | - | cleaning | none';
COMMENT ON COLUMN source.complaint_version.customer_name IS 'Name of the customer. | - | calllogs, social, forms | personal';
COMMENT ON COLUMN source.complaint_version.customer_phone IS 'Phone number of the customer. | E.164 | all sources | personal';
COMMENT ON COLUMN source.complaint_version.customer_email IS 'E-mail address of the customer. | - | calllogs, social, forms | personal';
COMMENT ON COLUMN source.complaint_version.author IS 'The source''s own id of who made the complaint: a social author, the sender of a message. | - | social, sms | personal';
COMMENT ON COLUMN source.complaint_version.agent IS 'Name or id of the agent. | - | calllogs | staff';
COMMENT ON COLUMN source.complaint_version.city IS 'City of the customer. | - | calllogs, social, forms | none';
COMMENT ON COLUMN source.complaint_version.region IS 'State or region. | - | calllogs, social, forms | none';
COMMENT ON COLUMN source.complaint_version.postcode IS 'Postcode. | - | calllogs, forms | personal';
COMMENT ON COLUMN source.complaint_version.country IS 'Country. | - | calllogs, social, forms | none';
COMMENT ON COLUMN source.complaint_version.place_city IS 'City, spelled as the place names have it; null when they don''t know it. | - | cleaning | none';
COMMENT ON COLUMN source.complaint_version.place_region IS 'State or region, likewise; of the city when the source names none. | - | cleaning | none';
COMMENT ON COLUMN source.complaint_version.place_country IS 'Country; of the region when the source names none. | ISO 3166-1 alpha-2 | cleaning | none';
COMMENT ON COLUMN source.complaint_version.raw_file IS 'Raw file it came in; the earliest, when several hold it. | - | lake | none';
COMMENT ON COLUMN source.complaint_version.known_at IS 'When that raw file was durable. | UTC time | lake | none';
COMMENT ON COLUMN source.complaint_version.load_id IS 'Load that brought it. | - | warehouse | none';
COMMENT ON COLUMN source.complaint_version.is_superseded IS 'Whether every load that holds it was of a raw file that a load under newer rules has read again since. | - | warehouse | none';

DROP VIEW mart.complaint;
DROP VIEW mart.excluded_complaint;
DROP VIEW mart.counted_complaint;

CREATE VIEW mart.counted_complaint AS
SELECT
    fact.complaint_key,
    fact.source,
    fact.account,
    fact.source_id,
    fact.date_key,
    fact.channel_key,
    fact.customer_key,
    fact.agent_key,
    fact.category_key,
    fact.topic_key,
    fact.location_key,
    fact.opened_at,
    fact.resolved_at,
    fact.time_to_resolve_seconds,
    fact.status,
    fact.is_resolved,
    fact.reopened,
    fact.is_removed,
    mart.shown_text(fact.text) AS text,
    mart.shown_text(fact.author) AS author,
    fact.is_answered,
    fact.answer_seconds,
    fact.talk_seconds,
    fact.satisfaction,
    fact.topic_rules,
    fact.changed_at,
    fact.change_rank,
    fact.rule_version,
    fact.row_hash,
    fact.load_id,
    fact.loaded_at
FROM mart.fact_complaint AS fact
WHERE NOT EXISTS (SELECT 1 FROM mart.exclusion WHERE exclusion.customer_key = fact.customer_key)
    AND NOT EXISTS (SELECT 1 FROM mart.exclusion WHERE exclusion.kind = 'author' AND exclusion.value = fact.author);

COMMENT ON VIEW mart.counted_complaint IS 'mart.fact_complaint without those that mart.exclusion leaves out: what all figures are made of.';
COMMENT ON COLUMN mart.counted_complaint.complaint_key IS 'Hash of source, account and source_id. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.counted_complaint.source IS 'Source the complaint comes from. | - | all sources | none';
COMMENT ON COLUMN mart.counted_complaint.account IS 'Account within the source. | - | all sources | none';
COMMENT ON COLUMN mart.counted_complaint.source_id IS 'Id that the source gives the complaint within the account. | - | all sources | pseudonymous';
COMMENT ON COLUMN mart.counted_complaint.date_key IS 'UTC day of opened_at; 0 when that is unknown. | yyyymmdd | warehouse | none';
COMMENT ON COLUMN mart.counted_complaint.channel_key IS 'Channel of the newest version. | - | warehouse | none';
COMMENT ON COLUMN mart.counted_complaint.customer_key IS 'Customer of the newest version that has a phone number or an e-mail address. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.counted_complaint.agent_key IS 'Agent of the newest version that has one. | - | warehouse | staff';
COMMENT ON COLUMN mart.counted_complaint.category_key IS 'Category of the newest version that has one. | - | warehouse | none';
COMMENT ON COLUMN mart.counted_complaint.topic_key IS 'Topic of the version that the text is from, else of the newest that has one. | - | warehouse | none';
COMMENT ON COLUMN mart.counted_complaint.location_key IS 'Location of the newest version that has any part of one, taken as a whole. | - | warehouse | none';
COMMENT ON COLUMN mart.counted_complaint.opened_at IS 'When the complaint was made: of the newest add that says so, else of the oldest change. | UTC time | all sources | none';
COMMENT ON COLUMN mart.counted_complaint.resolved_at IS 'When it was resolved: of the version the status is from. | UTC time | calllogs, forms | none';
COMMENT ON COLUMN mart.counted_complaint.time_to_resolve_seconds IS 'Whole seconds from opened_at to resolved_at; null unless it is resolved, both are known and in this order. | seconds | warehouse | none';
COMMENT ON COLUMN mart.counted_complaint.status IS 'The source''s word for the status, of the newest version that has a status, an is_resolved or a resolved_at. | - | calllogs, forms | none';
COMMENT ON COLUMN mart.counted_complaint.is_resolved IS 'Whether that status means resolved; null when the source does not know. | - | calllogs, forms | none';
COMMENT ON COLUMN mart.counted_complaint.reopened IS 'How often it was opened again after it was resolved; null when the source does not know what is resolved. | times | warehouse | none';
COMMENT ON COLUMN mart.counted_complaint.is_removed IS 'Whether the newest version takes the complaint back. | - | social, forms | none';
COMMENT ON COLUMN mart.counted_complaint.text IS 'Newest text that is not empty, as much of it as the reader may see; null when the complaint was taken back. | - | all sources | personal';
COMMENT ON COLUMN mart.counted_complaint.author IS 'The source''s own id of who made the complaint, as much of it as the reader may see: a social author, the sender of a message. | - | social, sms | personal';
COMMENT ON COLUMN mart.counted_complaint.is_answered IS 'Whether an agent answered the call; this and the next three columns are of the newest version that has any of them. | - | calllogs | none';
COMMENT ON COLUMN mart.counted_complaint.answer_seconds IS 'Time until an agent answered. | seconds | calllogs | none';
COMMENT ON COLUMN mart.counted_complaint.talk_seconds IS 'Time of talk; 0 when nobody answered. | seconds | calllogs | none';
COMMENT ON COLUMN mart.counted_complaint.satisfaction IS 'The customer''s rating of the call, as the source has it. | rating | calllogs | none';
COMMENT ON COLUMN mart.counted_complaint.topic_rules IS 'Version of the topic rules, of the newest version. | - | cleaning | none';
COMMENT ON COLUMN mart.counted_complaint.changed_at IS 'Change time of the newest version; with the next three columns it is the version. | UTC time | all sources | none';
COMMENT ON COLUMN mart.counted_complaint.change_rank IS 'What the newest version is: 0 an add, or the row as it stands, 1 an edit, 2 a remove. | - | cleaning | none';
COMMENT ON COLUMN mart.counted_complaint.rule_version IS 'Version of the cleaning rules that made the newest version. | - | cleaning | none';
COMMENT ON COLUMN mart.counted_complaint.row_hash IS 'Hash of the newest version''s content. | hex | cleaning | pseudonymous';
COMMENT ON COLUMN mart.counted_complaint.load_id IS 'Last load that changed what the complaint says. | - | warehouse | none';
COMMENT ON COLUMN mart.counted_complaint.loaded_at IS 'When that load began. | UTC time | warehouse | none';

CREATE VIEW mart.excluded_complaint AS
SELECT
    fact.complaint_key,
    fact.source,
    fact.account,
    fact.source_id,
    fact.date_key,
    fact.channel_key,
    fact.customer_key,
    fact.agent_key,
    fact.category_key,
    fact.topic_key,
    fact.location_key,
    fact.opened_at,
    fact.resolved_at,
    fact.time_to_resolve_seconds,
    fact.status,
    fact.is_resolved,
    fact.reopened,
    fact.is_removed,
    mart.shown_text(fact.text) AS text,
    mart.shown_text(fact.author) AS author,
    fact.is_answered,
    fact.answer_seconds,
    fact.talk_seconds,
    fact.satisfaction,
    fact.topic_rules,
    fact.changed_at,
    fact.change_rank,
    fact.rule_version,
    fact.row_hash,
    fact.load_id,
    fact.loaded_at
FROM mart.fact_complaint AS fact
WHERE EXISTS (SELECT 1 FROM mart.exclusion WHERE exclusion.customer_key = fact.customer_key)
    OR EXISTS (SELECT 1 FROM mart.exclusion WHERE exclusion.kind = 'author' AND exclusion.value = fact.author);

COMMENT ON VIEW mart.excluded_complaint IS 'The complaints that mart.exclusion leaves out of all views and figures.';
COMMENT ON COLUMN mart.excluded_complaint.complaint_key IS 'Hash of source, account and source_id. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.excluded_complaint.source IS 'Source the complaint comes from. | - | all sources | none';
COMMENT ON COLUMN mart.excluded_complaint.account IS 'Account within the source. | - | all sources | none';
COMMENT ON COLUMN mart.excluded_complaint.source_id IS 'Id that the source gives the complaint within the account. | - | all sources | pseudonymous';
COMMENT ON COLUMN mart.excluded_complaint.date_key IS 'UTC day of opened_at; 0 when that is unknown. | yyyymmdd | warehouse | none';
COMMENT ON COLUMN mart.excluded_complaint.channel_key IS 'Channel of the newest version. | - | warehouse | none';
COMMENT ON COLUMN mart.excluded_complaint.customer_key IS 'Customer of the newest version that has a phone number or an e-mail address. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.excluded_complaint.agent_key IS 'Agent of the newest version that has one. | - | warehouse | staff';
COMMENT ON COLUMN mart.excluded_complaint.category_key IS 'Category of the newest version that has one. | - | warehouse | none';
COMMENT ON COLUMN mart.excluded_complaint.topic_key IS 'Topic of the version that the text is from, else of the newest that has one. | - | warehouse | none';
COMMENT ON COLUMN mart.excluded_complaint.location_key IS 'Location of the newest version that has any part of one, taken as a whole. | - | warehouse | none';
COMMENT ON COLUMN mart.excluded_complaint.opened_at IS 'When the complaint was made: of the newest add that says so, else of the oldest change. | UTC time | all sources | none';
COMMENT ON COLUMN mart.excluded_complaint.resolved_at IS 'When it was resolved: of the version the status is from. | UTC time | calllogs, forms | none';
COMMENT ON COLUMN mart.excluded_complaint.time_to_resolve_seconds IS 'Whole seconds from opened_at to resolved_at; null unless it is resolved, both are known and in this order. | seconds | warehouse | none';
COMMENT ON COLUMN mart.excluded_complaint.status IS 'The source''s word for the status, of the newest version that has a status, an is_resolved or a resolved_at. | - | calllogs, forms | none';
COMMENT ON COLUMN mart.excluded_complaint.is_resolved IS 'Whether that status means resolved; null when the source does not know. | - | calllogs, forms | none';
COMMENT ON COLUMN mart.excluded_complaint.reopened IS 'How often it was opened again after it was resolved; null when the source does not know what is resolved. | times | warehouse | none';
COMMENT ON COLUMN mart.excluded_complaint.is_removed IS 'Whether the newest version takes the complaint back. | - | social, forms | none';
COMMENT ON COLUMN mart.excluded_complaint.text IS 'Newest text that is not empty, as much of it as the reader may see; null when the complaint was taken back. | - | all sources | personal';
COMMENT ON COLUMN mart.excluded_complaint.author IS 'The source''s own id of who made the complaint, as much of it as the reader may see: a social author, the sender of a message. | - | social, sms | personal';
COMMENT ON COLUMN mart.excluded_complaint.is_answered IS 'Whether an agent answered the call; this and the next three columns are of the newest version that has any of them. | - | calllogs | none';
COMMENT ON COLUMN mart.excluded_complaint.answer_seconds IS 'Time until an agent answered. | seconds | calllogs | none';
COMMENT ON COLUMN mart.excluded_complaint.talk_seconds IS 'Time of talk; 0 when nobody answered. | seconds | calllogs | none';
COMMENT ON COLUMN mart.excluded_complaint.satisfaction IS 'The customer''s rating of the call, as the source has it. | rating | calllogs | none';
COMMENT ON COLUMN mart.excluded_complaint.topic_rules IS 'Version of the topic rules, of the newest version. | - | cleaning | none';
COMMENT ON COLUMN mart.excluded_complaint.changed_at IS 'Change time of the newest version; with the next three columns it is the version. | UTC time | all sources | none';
COMMENT ON COLUMN mart.excluded_complaint.change_rank IS 'What the newest version is: 0 an add, or the row as it stands, 1 an edit, 2 a remove. | - | cleaning | none';
COMMENT ON COLUMN mart.excluded_complaint.rule_version IS 'Version of the cleaning rules that made the newest version. | - | cleaning | none';
COMMENT ON COLUMN mart.excluded_complaint.row_hash IS 'Hash of the newest version''s content. | hex | cleaning | pseudonymous';
COMMENT ON COLUMN mart.excluded_complaint.load_id IS 'Last load that changed what the complaint says. | - | warehouse | none';
COMMENT ON COLUMN mart.excluded_complaint.loaded_at IS 'When that load began. | UTC time | warehouse | none';

CREATE VIEW mart.customer AS
SELECT customer_key, known_by, mart.shown_phone(phone) AS phone, mart.shown_email(email) AS email
FROM mart.dim_customer;

COMMENT ON VIEW mart.customer IS 'mart.dim_customer, as much of it as the reader may see.';
COMMENT ON COLUMN mart.customer.customer_key IS 'Hash of the phone number, else of the e-mail address. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.customer.known_by IS 'phone, email or unknown. | - | warehouse | none';
COMMENT ON COLUMN mart.customer.phone IS 'Phone number, as much of it as the reader may see. | E.164 | all sources | personal';
COMMENT ON COLUMN mart.customer.email IS 'E-mail address of a customer without a phone number, as much of it as the reader may see. | - | calllogs, social, forms | personal';

CREATE VIEW mart.complaint AS
SELECT
    fact.complaint_key,
    fact.source,
    fact.account,
    fact.source_id,
    dim_date.day,
    dim_channel.channel,
    fact.opened_at,
    fact.resolved_at,
    fact.time_to_resolve_seconds,
    fact.status,
    fact.is_resolved,
    fact.reopened,
    fact.is_removed,
    dim_category.category,
    dim_topic.topic,
    dim_agent.agent,
    fact.customer_key,
    customer.known_by AS customer_known_by,
    customer.phone AS customer_phone,
    customer.email AS customer_email,
    fact.author,
    dim_location.place_city,
    dim_location.place_region,
    dim_location.place_country,
    dim_location.city,
    dim_location.region,
    dim_location.postcode,
    dim_location.country,
    fact.text,
    fact.topic_rules,
    fact.changed_at,
    fact.load_id,
    fact.loaded_at
FROM mart.counted_complaint AS fact
JOIN mart.dim_date ON dim_date.date_key = fact.date_key
JOIN mart.dim_channel ON dim_channel.channel_key = fact.channel_key
JOIN mart.customer ON customer.customer_key = fact.customer_key
JOIN mart.dim_agent ON dim_agent.agent_key = fact.agent_key
JOIN mart.dim_category ON dim_category.category_key = fact.category_key
JOIN mart.dim_topic ON dim_topic.topic_key = fact.topic_key
JOIN mart.dim_location ON dim_location.location_key = fact.location_key;

COMMENT ON VIEW mart.complaint IS 'The complaints with the words of their dimensions: one readable row each. Test numbers and accounts of our own are left out.';
COMMENT ON COLUMN mart.complaint.complaint_key IS 'Hash of source, account and source_id. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.complaint.source IS 'Source the complaint comes from. | - | all sources | none';
COMMENT ON COLUMN mart.complaint.account IS 'Account within the source. | - | all sources | none';
COMMENT ON COLUMN mart.complaint.source_id IS 'Id that the source gives the complaint within the account. | - | all sources | pseudonymous';
COMMENT ON COLUMN mart.complaint.day IS 'Day of opened_at; null when that is unknown. | UTC day | warehouse | none';
COMMENT ON COLUMN mart.complaint.channel IS 'phone, social, sms, whatsapp, messenger, rcs, web, or unknown. | - | cleaning | none';
COMMENT ON COLUMN mart.complaint.opened_at IS 'When the complaint was made: of the newest add that says so, else of the oldest change. | UTC time | all sources | none';
COMMENT ON COLUMN mart.complaint.resolved_at IS 'When it was resolved: of the version the status is from. | UTC time | calllogs, forms | none';
COMMENT ON COLUMN mart.complaint.time_to_resolve_seconds IS 'Whole seconds from opened_at to resolved_at; null unless it is resolved, both are known and in this order. | seconds | warehouse | none';
COMMENT ON COLUMN mart.complaint.status IS 'The source''s word for the status, of the newest version that has a status, an is_resolved or a resolved_at. | - | calllogs, forms | none';
COMMENT ON COLUMN mart.complaint.is_resolved IS 'Whether that status means resolved; null when the source does not know. | - | calllogs, forms | none';
COMMENT ON COLUMN mart.complaint.reopened IS 'How often it was opened again after it was resolved; null when the source does not know what is resolved. | times | warehouse | none';
COMMENT ON COLUMN mart.complaint.is_removed IS 'Whether the newest version takes the complaint back. | - | social, forms | none';
COMMENT ON COLUMN mart.complaint.category IS 'What it is about, as the source has it, or unknown. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.complaint.topic IS 'Topic, or unknown when no rule fits. | - | cleaning | none';
COMMENT ON COLUMN mart.complaint.agent IS 'Name or id of the agent as the source has it, or unknown. | - | calllogs | staff';
COMMENT ON COLUMN mart.complaint.customer_key IS 'Customer of the newest version that has a phone number or an e-mail address. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.complaint.customer_known_by IS 'What the customer is known by: phone, email or unknown. | - | warehouse | none';
COMMENT ON COLUMN mart.complaint.customer_phone IS 'Phone number, as much of it as the reader may see. | E.164 | all sources | personal';
COMMENT ON COLUMN mart.complaint.customer_email IS 'E-mail address of a customer without a phone number, as much of it as the reader may see. | - | calllogs, social, forms | personal';
COMMENT ON COLUMN mart.complaint.author IS 'The source''s own id of who made the complaint, as much of it as the reader may see: a social author, the sender of a message. | - | social, sms | personal';
COMMENT ON COLUMN mart.complaint.place_city IS 'City, spelled in one way, or unknown. | - | cleaning | none';
COMMENT ON COLUMN mart.complaint.place_region IS 'State or region, spelled in one way, or unknown. | - | cleaning | none';
COMMENT ON COLUMN mart.complaint.place_country IS 'Country, or unknown. | ISO 3166-1 alpha-2 | cleaning | none';
COMMENT ON COLUMN mart.complaint.city IS 'City as the source has it, or unknown. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.complaint.region IS 'State or region as the source has it, or unknown. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.complaint.postcode IS 'Postcode as the source has it, or unknown. | - | calllogs, forms | personal';
COMMENT ON COLUMN mart.complaint.country IS 'Country as the source has it, or unknown. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.complaint.text IS 'Newest text that is not empty, as much of it as the reader may see; null when the complaint was taken back. | - | all sources | personal';
COMMENT ON COLUMN mart.complaint.topic_rules IS 'Version of the topic rules, of the newest version. | - | cleaning | none';
COMMENT ON COLUMN mart.complaint.changed_at IS 'Change time of the newest version. | UTC time | all sources | none';
COMMENT ON COLUMN mart.complaint.load_id IS 'Last load that changed what the complaint says. | - | warehouse | none';
COMMENT ON COLUMN mart.complaint.loaded_at IS 'When that load began. | UTC time | warehouse | none';

CREATE VIEW mart.lineage AS
SELECT
    version.complaint_key, version.source, version.account, version.source_id,
    version.changed_at, version.change_rank, version.rule_version, version.row_hash,
    place.raw_file, place.record_number, batch.known_at, load.clean_name, place.load_id, load.loaded_at,
    load.superseded_by IS NOT NULL AS is_superseded,
    coalesce((fact.changed_at, fact.change_rank, fact.rule_version, fact.row_hash)
        = (version.changed_at, version.change_rank, version.rule_version, version.row_hash), false) AS is_newest
FROM source.complaint_version AS version
JOIN (
    SELECT source, account, source_id, changed_at, change_rank, rule_version, row_hash, raw_file, record_number, load_id FROM source.complaint_version
    UNION ALL
    SELECT source, account, source_id, changed_at, change_rank, rule_version, row_hash, raw_file, record_number, load_id FROM source.repeat
) AS place USING (source, account, source_id, changed_at, change_rank, rule_version, row_hash)
JOIN ops.load AS load ON load.load_id = place.load_id
LEFT JOIN ops.batch AS batch ON batch.load_id = place.load_id
LEFT JOIN mart.fact_complaint AS fact ON fact.complaint_key = version.complaint_key;

COMMENT ON VIEW mart.lineage IS 'Where each version of each complaint was read: one row per version and raw file that holds it.';
COMMENT ON COLUMN mart.lineage.complaint_key IS 'Hash of source, account and source_id. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.lineage.source IS 'Source of the complaint. | - | all sources | none';
COMMENT ON COLUMN mart.lineage.account IS 'Account within the source: a folder of exports, a page, an account at the provider, a table. | - | all sources | none';
COMMENT ON COLUMN mart.lineage.source_id IS 'Id that the source gives it within the account. | - | all sources | pseudonymous';
COMMENT ON COLUMN mart.lineage.changed_at IS 'The source''s own time of this version; of call logs, which have none, their file''s. | UTC time | all sources | none';
COMMENT ON COLUMN mart.lineage.change_rank IS 'What this version is: 0 an add, or the row as it stands, 1 an edit, 2 a remove. | - | cleaning | none';
COMMENT ON COLUMN mart.lineage.rule_version IS 'Version of the cleaning rules that made it. | - | cleaning | none';
COMMENT ON COLUMN mart.lineage.row_hash IS 'Hash of its content. | hex | cleaning | pseudonymous';
COMMENT ON COLUMN mart.lineage.raw_file IS 'A raw file that holds this version. | - | lake | none';
COMMENT ON COLUMN mart.lineage.record_number IS 'Number of the record in that raw file. | - | cleaning | none';
COMMENT ON COLUMN mart.lineage.known_at IS 'When that raw file was durable; null of what was loaded before batches were kept. | UTC time | lake | none';
COMMENT ON COLUMN mart.lineage.clean_name IS 'Clean file that was made of it. | - | lake | none';
COMMENT ON COLUMN mart.lineage.load_id IS 'Load of that clean file. | - | warehouse | none';
COMMENT ON COLUMN mart.lineage.loaded_at IS 'When that load began. | UTC time | warehouse | none';
COMMENT ON COLUMN mart.lineage.is_superseded IS 'Whether a load of the same raw file under newer rules counts in place of that one. | - | warehouse | none';
COMMENT ON COLUMN mart.lineage.is_newest IS 'Whether it is the version that the complaint stands at. | - | warehouse | none';
