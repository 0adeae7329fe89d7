-- What a complaint's versions come to is decided as for mart.fact_complaint, once for each moment: of every group of
-- fields the place of the version that it is from, among those known by then.
CREATE VIEW ml.complaint_features AS
WITH version AS (
    SELECT
        version.complaint_key, version.source, version.known_at, version.change_rank, version.is_resolved, version.channel,
        row_number() OVER (
            PARTITION BY version.complaint_key
            ORDER BY version.changed_at, version.change_rank, version.rule_version, version.row_hash) AS n,
        version.opened_at, version.resolved_at,
        nullif(trim(version.status), '') AS status,
        nullif(trim(version.text), '') AS text,
        nullif(trim(version.topic), '') AS topic,
        nullif(trim(version.category), '') AS category,
        CAST(md5(coalesce('phone:' || nullif(trim(version.customer_phone), ''), 'email:' || nullif(trim(version.customer_email), ''))) AS UUID) AS customer_key,
        nullif(trim(version.customer_phone), '') IS NOT NULL AS has_phone,
        nullif(trim(version.customer_email), '') IS NOT NULL AS has_email,
        nullif(trim(version.customer_name), '') IS NOT NULL AS has_name,
        coalesce(nullif(trim(version.city), ''), nullif(trim(version.region), ''), nullif(trim(version.postcode), ''), nullif(trim(version.country), '')) IS NOT NULL AS has_place,
        nullif(trim(version.place_region), '') AS place_region,
        nullif(trim(version.place_country), '') AS place_country
    FROM source.complaint_version AS version
    JOIN mart.counted_complaint AS fact ON fact.complaint_key = version.complaint_key
    WHERE NOT version.is_superseded
),
place AS (
    SELECT
        complaint_key, known_at,
        max(n) OVER known AS newest,
        count(*) OVER known AS versions,
        count(*) FILTER (WHERE change_rank = 1) OVER known AS edits,
        coalesce(max(n) FILTER (WHERE opened_at IS NOT NULL AND change_rank = 0) OVER known, min(n) FILTER (WHERE opened_at IS NOT NULL) OVER known) AS opened,
        max(n) FILTER (WHERE status IS NOT NULL OR is_resolved IS NOT NULL OR resolved_at IS NOT NULL) OVER known AS status,
        max(n) FILTER (WHERE text IS NOT NULL) OVER known AS text,
        coalesce(max(n) FILTER (WHERE text IS NOT NULL) OVER known, max(n) FILTER (WHERE topic IS NOT NULL) OVER known) AS topic,
        max(n) FILTER (WHERE category IS NOT NULL) OVER known AS category,
        max(n) FILTER (WHERE has_place) OVER known AS location,
        max(n) FILTER (WHERE customer_key IS NOT NULL) OVER known AS customer,
        bool_or(has_phone) OVER known AS has_phone,
        bool_or(has_email) OVER known AS has_email,
        bool_or(has_name) OVER known AS has_name
    FROM version
    WINDOW known AS (PARTITION BY complaint_key ORDER BY known_at)
),
moment AS (
    SELECT place.*, lead(known_at) OVER (PARTITION BY complaint_key ORDER BY known_at) AS known_until
    FROM (SELECT DISTINCT * FROM place) AS place
),
state AS (
    SELECT
        moment.complaint_key, moment.known_at AS known_as_of, moment.known_until,
        newest.source, newest.channel, customer.customer_key, opened.opened_at,
        topic.topic, category.category, location.place_region, location.place_country,
        CASE WHEN newest.change_rank <> 2 THEN trim(regexp_replace(text.text, '[ \t\r\n]+', ' ', 'g')) END AS words,
        CASE WHEN newest.change_rank <> 2 THEN text.text END AS text,
        moment.has_phone, moment.has_email, moment.has_name,
        newest.change_rank = 2 AS is_removed, moment.versions, moment.edits,
        status.status, status.is_resolved, status.resolved_at
    FROM moment
    JOIN version AS newest ON newest.complaint_key = moment.complaint_key AND newest.n = moment.newest
    LEFT JOIN version AS opened ON opened.complaint_key = moment.complaint_key AND opened.n = moment.opened
    LEFT JOIN version AS status ON status.complaint_key = moment.complaint_key AND status.n = moment.status
    LEFT JOIN version AS text ON text.complaint_key = moment.complaint_key AND text.n = moment.text
    LEFT JOIN version AS topic ON topic.complaint_key = moment.complaint_key AND topic.n = moment.topic
    LEFT JOIN version AS category ON category.complaint_key = moment.complaint_key AND category.n = moment.category
    LEFT JOIN version AS location ON location.complaint_key = moment.complaint_key AND location.n = moment.location
    LEFT JOIN version AS customer ON customer.complaint_key = moment.complaint_key AND customer.n = moment.customer
),
-- Everybody meets all that is known of his own: a number that is many people's is left out, or it alone would take hours.
person AS (
    SELECT state.*, customer_key IS NULL OR count(*) OVER (PARTITION BY customer_key ORDER BY known_as_of) <= 500 AS is_person
    FROM state
),
-- The customer's other complaints as they were known at the same moment.
history AS (
    SELECT
        state.complaint_key, state.known_as_of,
        count(*) AS complaints,
        count(*) FILTER (WHERE earlier.opened_at >= state.opened_at - INTERVAL '720' HOUR) AS complaints_30_days,
        count(*) FILTER (WHERE earlier.opened_at >= state.opened_at - INTERVAL '2160' HOUR) AS complaints_90_days,
        count(DISTINCT earlier.channel) AS channels,
        max(earlier.opened_at) AS last_opened_at
    FROM person AS state
    JOIN person AS earlier ON earlier.customer_key = state.customer_key
        AND earlier.complaint_key <> state.complaint_key
        AND earlier.opened_at < state.opened_at
        AND earlier.known_as_of <= state.known_as_of
        AND (earlier.known_until IS NULL OR earlier.known_until > state.known_as_of)
    WHERE NOT earlier.is_removed AND state.is_person AND earlier.is_person
    GROUP BY state.complaint_key, state.known_as_of
)
SELECT
    state.complaint_key,
    state.known_as_of,
    state.known_until,
    state.source,
    state.channel,
    coalesce(state.customer_key, CAST('00000000-0000-0000-0000-000000000000' AS UUID)) AS customer_key,
    state.opened_at,
    CAST(extract(hour FROM state.opened_at AT TIME ZONE 'UTC') AS INTEGER) AS opened_hour,
    CAST(extract(isodow FROM state.opened_at AT TIME ZONE 'UTC') AS INTEGER) AS opened_weekday,
    coalesce(state.topic, 'unknown') AS topic,
    coalesce(state.category, 'unknown') AS category,
    coalesce(state.place_region, 'unknown') AS place_region,
    coalesce(state.place_country, 'unknown') AS place_country,
    CAST(length(state.text) AS INTEGER) AS text_length,
    CAST(CASE WHEN state.words = '' THEN 0 ELSE length(state.words) - length(replace(state.words, ' ', '')) + 1 END AS INTEGER) AS text_words,
    state.has_phone,
    state.has_email,
    state.has_name,
    state.is_removed,
    state.versions,
    state.edits,
    state.status,
    state.is_resolved,
    state.resolved_at,
    CASE WHEN state.is_person THEN coalesce(history.complaints, 0) END AS earlier_complaints,
    CASE WHEN state.is_person THEN coalesce(history.complaints_30_days, 0) END AS earlier_complaints_30_days,
    CASE WHEN state.is_person THEN coalesce(history.complaints_90_days, 0) END AS earlier_complaints_90_days,
    CASE WHEN state.is_person THEN coalesce(history.channels, 0) END AS earlier_channels,
    CAST(floor(extract(epoch FROM state.opened_at)) AS BIGINT) - CAST(floor(extract(epoch FROM history.last_opened_at)) AS BIGINT) AS seconds_since_earlier
FROM person AS state
LEFT JOIN history ON history.complaint_key = state.complaint_key AND history.known_as_of = state.known_as_of;

COMMENT ON VIEW ml.complaint_features IS 'What was known of each complaint, and when: nothing that became known later is in a row. One row per complaint and moment at which something about it became known (its raw file was durable). WHERE known_as_of <= T AND (known_until IS NULL OR known_until > T) is what was known at T. A customer''s earlier complaints are those made before this one and known by known_as_of, as they were known then, without those taken back by then. They are as of known_as_of: what became known of another complaint since moves no row. They are null from the moment at which more than 500 rows of a customer are known: that is no person, but a number that many use. What newer rules made of a raw file counts from when the file was known, in place of what older rules made of it: it is a better reading of what was there. mart.exclusion applies as it is now. Its answers are in ml.complaint_label.';
COMMENT ON COLUMN ml.complaint_features.complaint_key IS 'The complaint, as in mart.complaint. | - | warehouse | pseudonymous';
COMMENT ON COLUMN ml.complaint_features.known_as_of IS 'Moment from which the row is what is known. | UTC time | warehouse | none';
COMMENT ON COLUMN ml.complaint_features.known_until IS 'Moment at which the complaint''s next row takes over; null when there is none. | UTC time | warehouse | none';
COMMENT ON COLUMN ml.complaint_features.source IS 'Source it comes from. | - | warehouse | none';
COMMENT ON COLUMN ml.complaint_features.channel IS 'Channel. | - | all sources | none';
COMMENT ON COLUMN ml.complaint_features.customer_key IS 'The customer, as in mart.customer; all zeros is unknown. To keep one customer''s complaints on one side of a split, not to learn from. | - | warehouse | pseudonymous';
COMMENT ON COLUMN ml.complaint_features.opened_at IS 'When it was made; null when unknown. | UTC time | all sources | none';
COMMENT ON COLUMN ml.complaint_features.opened_hour IS 'Hour of that. | 0 to 23, UTC | all sources | none';
COMMENT ON COLUMN ml.complaint_features.opened_weekday IS 'Day of the week by ISO 8601: 1 is Monday, 7 is Sunday. | 1 to 7 | all sources | none';
COMMENT ON COLUMN ml.complaint_features.topic IS 'Topic in our words, or unknown. | - | warehouse | none';
COMMENT ON COLUMN ml.complaint_features.category IS 'Category as the source has it, or unknown. | - | all sources | none';
COMMENT ON COLUMN ml.complaint_features.place_region IS 'State or region, spelled in one way, or unknown. | - | warehouse | none';
COMMENT ON COLUMN ml.complaint_features.place_country IS 'Country by ISO 3166-1, two letters, or unknown. | - | warehouse | none';
COMMENT ON COLUMN ml.complaint_features.text_length IS 'Length of the text without blanks around it; null without a text, and when it was taken back. | characters | all sources | none';
COMMENT ON COLUMN ml.complaint_features.text_words IS 'Words of the text, apart by blanks. | words | all sources | none';
COMMENT ON COLUMN ml.complaint_features.has_phone IS 'Whether any version has a phone number of the customer. | - | all sources | none';
COMMENT ON COLUMN ml.complaint_features.has_email IS 'Whether any version has an e-mail address of the customer. | - | all sources | none';
COMMENT ON COLUMN ml.complaint_features.has_name IS 'Whether any version has the customer''s name. | - | all sources | none';
COMMENT ON COLUMN ml.complaint_features.is_removed IS 'Whether it was taken back. | - | all sources | none';
COMMENT ON COLUMN ml.complaint_features.versions IS 'Versions known. | versions | warehouse | none';
COMMENT ON COLUMN ml.complaint_features.edits IS 'Those of them that the source calls edits; a changed row of an export is none. | versions | all sources | none';
COMMENT ON COLUMN ml.complaint_features.status IS 'The source''s word for the status. | - | all sources | none';
COMMENT ON COLUMN ml.complaint_features.is_resolved IS 'Whether that status means resolved; null when the source does not know. | - | all sources | none';
COMMENT ON COLUMN ml.complaint_features.resolved_at IS 'When it was resolved. | UTC time | all sources | none';
COMMENT ON COLUMN ml.complaint_features.earlier_complaints IS 'The customer''s earlier complaints; 0 for an unknown customer, null for one that is no person. | complaints | warehouse | pseudonymous';
COMMENT ON COLUMN ml.complaint_features.earlier_complaints_30_days IS 'Those of them made within 30 days (of 24 hours) before this one. | complaints | warehouse | pseudonymous';
COMMENT ON COLUMN ml.complaint_features.earlier_complaints_90_days IS 'Those of them made within 90 days before this one. | complaints | warehouse | pseudonymous';
COMMENT ON COLUMN ml.complaint_features.earlier_channels IS 'Channels they came by. | channels | warehouse | pseudonymous';
COMMENT ON COLUMN ml.complaint_features.seconds_since_earlier IS 'Time from the last of them to this one; null without any. | seconds | warehouse | pseudonymous';

CREATE VIEW ml.complaint_label AS
WITH known AS (
    SELECT complaint_key, max(known_at) AS last_known_at
    FROM source.complaint_version
    WHERE NOT is_superseded
    GROUP BY complaint_key
),
made AS (
    SELECT
        fact.complaint_key, fact.opened_at,
        lead(fact.opened_at) OVER (PARTITION BY fact.customer_key, fact.is_removed ORDER BY fact.opened_at, fact.complaint_key) AS opened_again_at,
        max(known.last_known_at) OVER (
            PARTITION BY fact.customer_key ORDER BY fact.opened_at
            RANGE BETWEEN CURRENT ROW AND INTERVAL '720' HOUR FOLLOWING) AS last_known_at
    FROM mart.counted_complaint AS fact
    JOIN known ON known.complaint_key = fact.complaint_key
    WHERE fact.customer_key <> CAST('00000000-0000-0000-0000-000000000000' AS UUID) AND fact.opened_at IS NOT NULL
),
-- The first that the warehouse heard of anything when the days were over: until then "no further complaint" was not known.
after AS (
    SELECT complaint_key, min(known_at) OVER (ORDER BY moment DESC) AS heard_at
    FROM (
        SELECT complaint_key, opened_at + INTERVAL '720' HOUR AS moment, CAST(NULL AS TIMESTAMPTZ) AS known_at FROM made
        UNION ALL
        SELECT DISTINCT CAST(NULL AS UUID), known_at, known_at FROM source.complaint_version WHERE NOT is_superseded
    ) AS moments
),
judged AS (
    SELECT
        fact.complaint_key,
        fact.is_resolved, fact.time_to_resolve_seconds, fact.reopened, fact.is_removed,
        CASE
            WHEN fact.is_removed THEN NULL
            WHEN made.opened_again_at <= made.opened_at + INTERVAL '720' HOUR THEN true
            WHEN after.heard_at IS NOT NULL THEN false
        END AS is_repeated,
        known.last_known_at, made.last_known_at AS others_known_at, after.heard_at
    FROM mart.counted_complaint AS fact
    JOIN known ON known.complaint_key = fact.complaint_key
    LEFT JOIN made ON made.complaint_key = fact.complaint_key
    LEFT JOIN after ON after.complaint_key = fact.complaint_key
)
SELECT
    complaint_key,
    greatest(
        last_known_at,
        CASE WHEN is_repeated IS NOT NULL THEN others_known_at END,
        CASE WHEN NOT is_repeated THEN heard_at END) AS label_known_at,
    is_resolved,
    time_to_resolve_seconds,
    reopened,
    is_repeated AS is_repeated_within_30_days,
    is_removed
FROM judged;

COMMENT ON VIEW ml.complaint_label IS 'What became of each complaint: the answers to learn, apart from ml.complaint_features so that nobody learns from them by accident. One row per complaint. To train at a time T, join each complaint''s features as they were at the moment of the question (its first row; or the row of a time S <= T) to its label, and take only labels with label_known_at <= T: a label that something known after T has a part in is left out, not guessed. Not resolved means not until label_known_at.';
COMMENT ON COLUMN ml.complaint_label.complaint_key IS 'The complaint, as in mart.complaint. | - | warehouse | pseudonymous';
COMMENT ON COLUMN ml.complaint_label.label_known_at IS 'When the row became what it is: the last that was known of the complaint, and of the customer''s others in the 30 days; without any, the first that was known of anything when the days were over. | UTC time | warehouse | none';
COMMENT ON COLUMN ml.complaint_label.is_resolved IS 'Whether it is resolved; null when the source does not know. | - | all sources | none';
COMMENT ON COLUMN ml.complaint_label.time_to_resolve_seconds IS 'Time from opening to resolution; null unless it is resolved, and both are known and in order. | seconds | warehouse | none';
COMMENT ON COLUMN ml.complaint_label.reopened IS 'How often it was opened again after it was resolved. | times | warehouse | none';
COMMENT ON COLUMN ml.complaint_label.is_repeated_within_30_days IS 'Whether the customer made a further complaint within 30 days (of 24 hours), about whatever; null for an unknown customer or time, for a complaint taken back, and before the warehouse knows of the time after. | - | warehouse | none';
COMMENT ON COLUMN ml.complaint_label.is_removed IS 'Whether it was taken back. | - | all sources | none';
