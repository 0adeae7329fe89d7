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

CREATE VIEW mart.customer AS
SELECT customer_key, known_by, mart.shown_phone(phone) AS phone, mart.shown_email(email) AS email
FROM mart.dim_customer;

COMMENT ON VIEW mart.customer IS 'mart.dim_customer, as much of it as the reader may see.';

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
