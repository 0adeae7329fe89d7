-- Views named for what analysts ask. Days and months are UTC, whatever the session's zone; hours count days, because
-- PostgreSQL's days have 23 or 25 hours where clocks change. A calendar that has no gaps needs more than mart.dim_date,
-- which leaves out years without complaints. No view asks what time it is: the same rows give the same answer.
CREATE VIEW mart.complaint_trend AS
WITH daily AS (
    SELECT day, channel_key, CAST(sum(complaints) AS BIGINT) AS complaints, CAST(sum(removed) AS BIGINT) AS removed
    FROM mart.daily_complaints
    WHERE day IS NOT NULL
    GROUP BY day, channel_key
),
calendar AS (
    SELECT span.first_day + CAST(days.number AS INTEGER) AS day
    FROM (SELECT min(day) AS first_day, max(day) AS last_day FROM daily) AS span
    CROSS JOIN LATERAL generate_series(0, span.last_day - span.first_day) AS days(number)
)
SELECT
    calendar.day,
    dim_channel.channel,
    coalesce(daily.complaints, 0) AS complaints,
    coalesce(daily.removed, 0) AS removed,
    CASE WHEN count(*) OVER week = 7
        THEN CAST(CAST(sum(coalesce(daily.complaints, 0)) OVER week AS BIGINT) AS DOUBLE PRECISION) / 7 END AS average_7_days,
    lag(coalesce(daily.complaints, 0), 7) OVER (PARTITION BY channels.channel_key ORDER BY calendar.day) AS complaints_week_before
FROM calendar
CROSS JOIN (SELECT DISTINCT channel_key FROM daily) AS channels
JOIN mart.dim_channel ON dim_channel.channel_key = channels.channel_key
LEFT JOIN daily ON daily.day = calendar.day AND daily.channel_key = channels.channel_key
WINDOW week AS (PARTITION BY channels.channel_key ORDER BY calendar.day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW);

COMMENT ON VIEW mart.complaint_trend IS 'How many complaints come, and whether more than before. One row per UTC day and channel, without gaps from the first day of any complaint to the last. Complaints taken back count, as they came; those whose day is unknown have no row.';
COMMENT ON COLUMN mart.complaint_trend.day IS 'Day the complaints were made. | UTC day | all sources | none';
COMMENT ON COLUMN mart.complaint_trend.channel IS 'Channel. | - | all sources | none';
COMMENT ON COLUMN mart.complaint_trend.complaints IS 'Complaints made that day, those taken back since included; 0 on a day without any. | complaints | all sources | none';
COMMENT ON COLUMN mart.complaint_trend.removed IS 'Those of them that were taken back. | complaints | all sources | none';
COMMENT ON COLUMN mart.complaint_trend.average_7_days IS 'Average of complaints over this day and the six before; null until there are seven. | complaints per day | warehouse | none';
COMMENT ON COLUMN mart.complaint_trend.complaints_week_before IS 'Complaints of the same weekday a week before; null in the first week. | complaints | warehouse | none';

CREATE VIEW mart.open_complaint AS
SELECT
    fact.complaint_key, fact.source, fact.account, fact.source_id,
    dim_date.day, dim_channel.channel, dim_topic.topic, dim_category.category,
    dim_location.place_region, dim_location.place_country, dim_agent.agent,
    fact.customer_key, fact.status, fact.reopened, fact.opened_at, fact.changed_at
FROM mart.counted_complaint AS fact
JOIN mart.dim_date ON dim_date.date_key = fact.date_key
JOIN mart.dim_channel ON dim_channel.channel_key = fact.channel_key
JOIN mart.dim_topic ON dim_topic.topic_key = fact.topic_key
JOIN mart.dim_category ON dim_category.category_key = fact.category_key
JOIN mart.dim_location ON dim_location.location_key = fact.location_key
JOIN mart.dim_agent ON dim_agent.agent_key = fact.agent_key
WHERE NOT fact.is_resolved AND NOT fact.is_removed;

COMMENT ON VIEW mart.open_complaint IS 'What waits for an answer. One row per complaint that its source says is not resolved and that was not taken back; what a source says nothing about is not here.';
COMMENT ON COLUMN mart.open_complaint.complaint_key IS 'The complaint, as in mart.complaint. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.open_complaint.source IS 'Source it comes from. | - | warehouse | none';
COMMENT ON COLUMN mart.open_complaint.account IS 'Account within the source. | - | all sources | none';
COMMENT ON COLUMN mart.open_complaint.source_id IS 'Id that the source gives it within the account. | - | all sources | pseudonymous';
COMMENT ON COLUMN mart.open_complaint.day IS 'Day it was made; null when unknown. | UTC day | all sources | none';
COMMENT ON COLUMN mart.open_complaint.channel IS 'Channel. | - | all sources | none';
COMMENT ON COLUMN mart.open_complaint.topic IS 'Topic in our words, or unknown. | - | warehouse | none';
COMMENT ON COLUMN mart.open_complaint.category IS 'Category as the source has it, or unknown. | - | all sources | none';
COMMENT ON COLUMN mart.open_complaint.place_region IS 'State or region, spelled in one way, or unknown. | - | warehouse | none';
COMMENT ON COLUMN mart.open_complaint.place_country IS 'Country by ISO 3166-1, two letters, or unknown. | - | warehouse | none';
COMMENT ON COLUMN mart.open_complaint.agent IS 'Agent who had it last, or unknown. | - | calllogs | staff';
COMMENT ON COLUMN mart.open_complaint.customer_key IS 'The customer, as in mart.customer; all zeros is unknown. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.open_complaint.status IS 'The source''s word for the status. | - | all sources | none';
COMMENT ON COLUMN mart.open_complaint.reopened IS 'How often it was opened again after it was resolved. | times | warehouse | none';
COMMENT ON COLUMN mart.open_complaint.opened_at IS 'When it was made; null when unknown. | UTC time | all sources | none';
COMMENT ON COLUMN mart.open_complaint.changed_at IS 'When its source last changed it. | UTC time | all sources | none';

-- Each complaint's turns in their order: opened, resolved and opened again by its versions, taken back. A turn can't be
-- before the one that it follows; where a source's times say so, it is on the same day.
CREATE VIEW mart.backlog AS
WITH kept AS (
    SELECT complaint_key, channel_key, opened_at, is_resolved, is_removed, changed_at
    FROM mart.counted_complaint
    WHERE is_resolved IS NOT NULL AND opened_at IS NOT NULL
),
told AS (
    SELECT
        complaint_key, is_resolved, resolved_at, changed_at,
        row_number() OVER versions AS n,
        CASE WHEN lag(is_resolved) OVER versions IS DISTINCT FROM is_resolved THEN 1 ELSE 0 END AS turns
    FROM source.complaint_version
    WHERE is_resolved IS NOT NULL AND NOT is_superseded
    WINDOW versions AS (PARTITION BY complaint_key ORDER BY changed_at, change_rank, rule_version, row_hash)
),
numbered AS (
    SELECT *, CAST(sum(turns) OVER (PARTITION BY complaint_key ORDER BY n) AS INTEGER) AS turn FROM told
),
turn AS (
    SELECT
        complaint_key, turn, is_resolved, min(changed_at) AS said_at,
        (array_agg(resolved_at ORDER BY n DESC))[1] AS resolved_at
    FROM numbered
    GROUP BY complaint_key, turn, is_resolved
),
event AS (
    SELECT complaint_key, channel_key, 0 AS turn, 'opened' AS what, false AS is_untimed, opened_at AS happened_at FROM kept
    UNION ALL
    SELECT
        kept.complaint_key, kept.channel_key, turn.turn, CASE WHEN turn.is_resolved THEN 'resolved' ELSE 'reopened' END,
        turn.is_resolved AND turn.resolved_at IS NULL, CASE WHEN turn.is_resolved THEN coalesce(turn.resolved_at, turn.said_at) ELSE turn.said_at END
    FROM kept
    JOIN turn ON turn.complaint_key = kept.complaint_key
    WHERE turn.is_resolved OR turn.turn > 1
    UNION ALL
    SELECT complaint_key, channel_key, 2147483647, 'removed', false, changed_at FROM kept WHERE is_removed AND NOT is_resolved
),
dated AS (
    SELECT channel_key, what, is_untimed, CAST(max(happened_at) OVER (PARTITION BY complaint_key ORDER BY turn) AT TIME ZONE 'UTC' AS DATE) AS day
    FROM event
),
daily AS (
    SELECT
        day, channel_key,
        count(*) FILTER (WHERE what = 'opened') AS opened,
        count(*) FILTER (WHERE what = 'resolved') AS resolved,
        count(*) FILTER (WHERE what = 'resolved' AND is_untimed) AS resolved_untimed,
        count(*) FILTER (WHERE what = 'reopened') AS reopened,
        count(*) FILTER (WHERE what = 'removed') AS removed
    FROM dated
    GROUP BY day, channel_key
),
calendar AS (
    SELECT span.first_day + CAST(days.number AS INTEGER) AS day
    FROM (SELECT min(day) AS first_day, max(day) AS last_day FROM daily) AS span
    CROSS JOIN LATERAL generate_series(0, span.last_day - span.first_day) AS days(number)
)
SELECT
    calendar.day,
    dim_channel.channel,
    coalesce(daily.opened, 0) AS opened,
    coalesce(daily.resolved, 0) AS resolved,
    coalesce(daily.resolved_untimed, 0) AS resolved_untimed,
    coalesce(daily.reopened, 0) AS reopened,
    coalesce(daily.removed, 0) AS removed,
    CAST(sum(coalesce(daily.opened + daily.reopened - daily.resolved - daily.removed, 0))
        OVER (PARTITION BY channels.channel_key ORDER BY calendar.day) AS BIGINT) AS open_at_end
FROM calendar
CROSS JOIN (SELECT DISTINCT channel_key FROM daily) AS channels
JOIN mart.dim_channel ON dim_channel.channel_key = channels.channel_key
LEFT JOIN daily ON daily.day = calendar.day AND daily.channel_key = channels.channel_key;

COMMENT ON VIEW mart.backlog IS 'How many complaints waited for an answer at the end of each day. One row per UTC day and channel, without gaps from the first to the last day on which anything happened. Only complaints whose source says whether they are resolved, and whose opening is known. Open at the end = open the day before + opened + reopened - resolved - removed; on the last day it is what mart.open_complaint shows.';
COMMENT ON COLUMN mart.backlog.day IS 'Day. | UTC day | all sources | none';
COMMENT ON COLUMN mart.backlog.channel IS 'Channel. | - | all sources | none';
COMMENT ON COLUMN mart.backlog.opened IS 'Complaints made that day. | complaints | all sources | none';
COMMENT ON COLUMN mart.backlog.resolved IS 'Resolutions that day; of a time that is unknown, on the day the source first said resolved. | resolutions | all sources | none';
COMMENT ON COLUMN mart.backlog.resolved_untimed IS 'Those of them whose time is unknown. | resolutions | all sources | none';
COMMENT ON COLUMN mart.backlog.reopened IS 'Complaints that were opened again that day, by a version after a resolved one. | complaints | all sources | none';
COMMENT ON COLUMN mart.backlog.removed IS 'Open complaints that were taken back that day. | complaints | all sources | none';
COMMENT ON COLUMN mart.backlog.open_at_end IS 'Complaints still open at the end of the day. | complaints | warehouse | none';

CREATE VIEW mart.time_to_resolve AS
SELECT
    make_date(fact.year, fact.month, 1) AS month,
    dim_channel.channel,
    dim_topic.topic,
    count(*) AS resolved,
    CAST(CAST(sum(fact.time_to_resolve_seconds) AS BIGINT) AS DOUBLE PRECISION) / count(*) AS average_seconds,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY fact.time_to_resolve_seconds) AS median_seconds,
    percentile_disc(0.9) WITHIN GROUP (ORDER BY fact.time_to_resolve_seconds) AS p90_seconds
FROM (
    SELECT
        channel_key, topic_key, time_to_resolve_seconds,
        CAST(extract(year FROM resolved_at AT TIME ZONE 'UTC') AS INTEGER) AS year,
        CAST(extract(month FROM resolved_at AT TIME ZONE 'UTC') AS INTEGER) AS month
    FROM mart.counted_complaint
    WHERE time_to_resolve_seconds IS NOT NULL
) AS fact
JOIN mart.dim_channel ON dim_channel.channel_key = fact.channel_key
JOIN mart.dim_topic ON dim_topic.topic_key = fact.topic_key
GROUP BY fact.year, fact.month, dim_channel.channel, dim_topic.topic;

COMMENT ON VIEW mart.time_to_resolve IS 'How long customers wait until their complaint is resolved. One row per UTC month of the resolution, channel and topic. Only resolved complaints of which both times are known and in order; those taken back afterwards count, as the work was done. Percentiles are times that occurred: the smallest that so many complaints did not exceed.';
COMMENT ON COLUMN mart.time_to_resolve.month IS 'First day of the month in which they were resolved. | UTC day | all sources | none';
COMMENT ON COLUMN mart.time_to_resolve.channel IS 'Channel. | - | all sources | none';
COMMENT ON COLUMN mart.time_to_resolve.topic IS 'Topic in our words, or unknown. | - | warehouse | none';
COMMENT ON COLUMN mart.time_to_resolve.resolved IS 'Complaints resolved. | complaints | all sources | none';
COMMENT ON COLUMN mart.time_to_resolve.average_seconds IS 'Average time from opening to resolution. | seconds | warehouse | none';
COMMENT ON COLUMN mart.time_to_resolve.median_seconds IS 'Time that half of them did not exceed. | seconds | warehouse | none';
COMMENT ON COLUMN mart.time_to_resolve.p90_seconds IS 'Time that nine in ten of them did not exceed. | seconds | warehouse | none';

CREATE VIEW mart.first_contact_resolution AS
WITH next_time AS (
    SELECT
        complaint_key,
        lead(opened_at) OVER (PARTITION BY customer_key, topic_key ORDER BY opened_at, complaint_key) AS opened_again_at
    FROM mart.counted_complaint
    WHERE customer_key <> CAST('00000000-0000-0000-0000-000000000000' AS UUID) AND opened_at IS NOT NULL AND NOT is_removed
),
judged AS (
    SELECT
        dim_date.year, dim_date.month, fact.channel_key, fact.is_resolved,
        next_time.complaint_key IS NULL AS is_stranger,
        fact.is_resolved AND coalesce(fact.reopened, 0) = 0
            AND (next_time.opened_again_at IS NULL
                OR next_time.opened_again_at > greatest(fact.opened_at, coalesce(fact.resolved_at, fact.opened_at)) + INTERVAL '168' HOUR) AS is_first
    FROM mart.counted_complaint AS fact
    JOIN mart.dim_date ON dim_date.date_key = fact.date_key
    LEFT JOIN next_time ON next_time.complaint_key = fact.complaint_key
    WHERE fact.is_resolved IS NOT NULL AND fact.opened_at IS NOT NULL AND NOT fact.is_removed
)
SELECT
    make_date(judged.year, judged.month, 1) AS month,
    dim_channel.channel,
    count(*) AS complaints,
    count(*) FILTER (WHERE is_resolved) AS resolved,
    count(*) FILTER (WHERE is_resolved AND is_stranger) AS not_judgeable,
    count(*) FILTER (WHERE is_first AND NOT is_stranger) AS at_first_contact,
    CAST(count(*) FILTER (WHERE is_first AND NOT is_stranger) AS DOUBLE PRECISION)
        / nullif(count(*) FILTER (WHERE is_resolved AND NOT is_stranger), 0) AS first_contact_share
FROM judged
JOIN mart.dim_channel ON dim_channel.channel_key = judged.channel_key
GROUP BY judged.year, judged.month, dim_channel.channel;

COMMENT ON VIEW mart.first_contact_resolution IS 'How many complaints were settled by the first contact: resolved, never opened again, and the same known customer made no further complaint about the same topic, by any channel, from then until seven days (of 24 hours) after it was resolved, or after it was made when that time is unknown. One row per UTC month in which complaints were made and channel. Only complaints whose source says whether they are resolved; those taken back count neither as complaint nor as further one. What no topic rule fits counts as one topic. Of an unknown customer nobody can say whether he came again: not judgeable, and not in the share.';
COMMENT ON COLUMN mart.first_contact_resolution.month IS 'First day of the month in which they were made. | UTC day | all sources | none';
COMMENT ON COLUMN mart.first_contact_resolution.channel IS 'Channel. | - | all sources | none';
COMMENT ON COLUMN mart.first_contact_resolution.complaints IS 'Complaints whose source says whether they are resolved. | complaints | all sources | none';
COMMENT ON COLUMN mart.first_contact_resolution.resolved IS 'Those of them that are resolved. | complaints | all sources | none';
COMMENT ON COLUMN mart.first_contact_resolution.not_judgeable IS 'Resolved complaints of unknown customers. | complaints | all sources | none';
COMMENT ON COLUMN mart.first_contact_resolution.at_first_contact IS 'Resolved complaints of known customers that the first contact settled. | complaints | warehouse | none';
COMMENT ON COLUMN mart.first_contact_resolution.first_contact_share IS 'at_first_contact / (resolved - not_judgeable); null when there are none to judge. | share 0 to 1 | warehouse | none';

CREATE VIEW mart.repeat_complainer AS
SELECT
    customer_key,
    count(*) AS complaints,
    count(DISTINCT channel) AS channels,
    string_agg(DISTINCT channel, ', ' ORDER BY channel) AS channel_names,
    min(opened_at) AS first_opened_at,
    max(opened_at) AS last_opened_at,
    count(*) FILTER (WHERE opened_at <= opened_before + INTERVAL '720' HOUR) AS within_30_days,
    count(*) FILTER (WHERE NOT is_resolved) AS still_open
FROM (
    SELECT
        fact.customer_key, dim_channel.channel, fact.opened_at, fact.is_resolved,
        lag(fact.opened_at) OVER (PARTITION BY fact.customer_key ORDER BY fact.opened_at, fact.complaint_key) AS opened_before
    FROM mart.counted_complaint AS fact
    JOIN mart.dim_channel ON dim_channel.channel_key = fact.channel_key
    WHERE fact.customer_key <> CAST('00000000-0000-0000-0000-000000000000' AS UUID) AND NOT fact.is_removed
) AS complaint
GROUP BY customer_key
HAVING count(*) > 1;

COMMENT ON VIEW mart.repeat_complainer IS 'Who complains again and again. One row per known customer with more than one complaint; those taken back don''t count.';
COMMENT ON COLUMN mart.repeat_complainer.customer_key IS 'The customer, as in mart.customer. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.repeat_complainer.complaints IS 'Complaints. | complaints | all sources | none';
COMMENT ON COLUMN mart.repeat_complainer.channels IS 'Channels they came by. | channels | all sources | none';
COMMENT ON COLUMN mart.repeat_complainer.channel_names IS 'The same by name, apart by commas. | - | all sources | none';
COMMENT ON COLUMN mart.repeat_complainer.first_opened_at IS 'When the first was made; null when no time is known. | UTC time | all sources | none';
COMMENT ON COLUMN mart.repeat_complainer.last_opened_at IS 'When the last was made. | UTC time | all sources | none';
COMMENT ON COLUMN mart.repeat_complainer.within_30_days IS 'Complaints made within 30 days (of 24 hours) after the one before. | complaints | warehouse | none';
COMMENT ON COLUMN mart.repeat_complainer.still_open IS 'Complaints whose source says that they are not resolved. | complaints | all sources | none';

CREATE VIEW mart.channel_shift AS
WITH numbered AS (
    SELECT
        dim_date.year * 12 + dim_date.month - 1 AS number, fact.channel_key, fact.customer_key,
        lag(fact.channel_key) OVER (PARTITION BY fact.customer_key ORDER BY fact.opened_at, fact.complaint_key) AS channel_before
    FROM mart.counted_complaint AS fact
    JOIN mart.dim_date ON dim_date.date_key = fact.date_key
    WHERE fact.opened_at IS NOT NULL
),
monthly AS (
    SELECT
        number, channel_key, count(*) AS complaints,
        count(DISTINCT CASE WHEN channel_before <> channel_key AND customer_key <> CAST('00000000-0000-0000-0000-000000000000' AS UUID)
            THEN customer_key END) AS came_over
    FROM numbered
    GROUP BY number, channel_key
),
months AS (
    SELECT span.first_number + CAST(months.number AS INTEGER) AS number
    FROM (SELECT min(number) AS first_number, max(number) AS last_number FROM monthly) AS span
    CROSS JOIN LATERAL generate_series(0, span.last_number - span.first_number) AS months(number)
),
shares AS (
    SELECT
        months.number, channels.channel_key,
        coalesce(monthly.complaints, 0) AS complaints,
        coalesce(monthly.came_over, 0) AS came_over,
        CAST(coalesce(monthly.complaints, 0) AS DOUBLE PRECISION)
            / nullif(CAST(sum(coalesce(monthly.complaints, 0)) OVER (PARTITION BY months.number) AS BIGINT), 0) AS share
    FROM months
    CROSS JOIN (SELECT DISTINCT channel_key FROM monthly) AS channels
    LEFT JOIN monthly ON monthly.number = months.number AND monthly.channel_key = channels.channel_key
)
SELECT
    make_date(CAST(floor(shares.number / 12.0) AS INTEGER), shares.number % 12 + 1, 1) AS month,
    dim_channel.channel,
    shares.complaints,
    shares.share,
    (shares.share - lag(shares.share) OVER (PARTITION BY shares.channel_key ORDER BY shares.number)) * 100 AS change_in_points,
    shares.came_over AS customers_from_another_channel
FROM shares
JOIN mart.dim_channel ON dim_channel.channel_key = shares.channel_key;

COMMENT ON VIEW mart.channel_shift IS 'Whether customers move from one channel to another. One row per UTC month and channel, without gaps from the first month of any complaint to the last. Complaints taken back count, as they came; those whose day is unknown don''t.';
COMMENT ON COLUMN mart.channel_shift.month IS 'First day of the month. | UTC day | all sources | none';
COMMENT ON COLUMN mart.channel_shift.channel IS 'Channel. | - | all sources | none';
COMMENT ON COLUMN mart.channel_shift.complaints IS 'Complaints made that month by this channel. | complaints | all sources | none';
COMMENT ON COLUMN mart.channel_shift.share IS 'The same as a share of all complaints of the month; null when it has none. | share 0 to 1 | warehouse | none';
COMMENT ON COLUMN mart.channel_shift.change_in_points IS 'Change of the share against the month before; null in the first month, and beside a month without complaints. | percentage points | warehouse | none';
COMMENT ON COLUMN mart.channel_shift.customers_from_another_channel IS 'Known customers who made a complaint by this channel, and the one before by another. | customers | warehouse | none';

DROP VIEW mart.agent_performance;

CREATE VIEW mart.agent_performance AS
SELECT
    daily.day,
    dim_agent.source,
    dim_agent.account,
    dim_agent.agent,
    daily.complaints,
    daily.resolved,
    CAST(daily.resolved AS DOUBLE PRECISION) / daily.complaints AS resolved_share,
    CAST(daily.resolution_seconds AS DOUBLE PRECISION) / nullif(daily.timed_resolutions, 0) AS average_resolution_seconds,
    daily.calls,
    daily.answered,
    CAST(daily.answer_seconds AS DOUBLE PRECISION) / nullif(daily.timed_answers, 0) AS average_answer_seconds,
    CAST(daily.talk_seconds AS DOUBLE PRECISION) / nullif(daily.timed_talks, 0) AS average_talk_seconds,
    daily.ratings,
    CAST(daily.satisfaction AS DOUBLE PRECISION) / nullif(daily.ratings, 0) AS average_satisfaction,
    fact.median_resolution_seconds,
    fact.reopened,
    CAST(fact.reopened AS DOUBLE PRECISION) / nullif(fact.reopenable, 0) AS reopened_share
FROM mart.daily_agents AS daily
JOIN mart.dim_agent ON dim_agent.agent_key = daily.agent_key
LEFT JOIN (
    SELECT
        date_key, agent_key,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY time_to_resolve_seconds) AS median_resolution_seconds,
        count(*) FILTER (WHERE reopened > 0) AS reopened,
        count(*) FILTER (WHERE reopened > 0 OR is_resolved) AS reopenable
    FROM mart.counted_complaint
    GROUP BY date_key, agent_key
) AS fact ON fact.date_key = daily.date_key AND fact.agent_key = daily.agent_key;

COMMENT ON VIEW mart.agent_performance IS 'How agents do. One row per agent and UTC day on which the complaints were made: mart.daily_agents with names, averages, and what can''t be added up over days. Complaints taken back count, as the work was done. A value is null where nothing is known to make it of.';
COMMENT ON COLUMN mart.agent_performance.median_resolution_seconds IS 'Time from opening to resolution that half of the timed resolutions did not exceed. | seconds | warehouse | none';
COMMENT ON COLUMN mart.agent_performance.reopened IS 'Complaints that were opened again after they were resolved. | complaints | warehouse | none';
COMMENT ON COLUMN mart.agent_performance.reopened_share IS 'The same as a share of the complaints that are, or were, resolved. | share 0 to 1 | warehouse | none';

-- Customers hold values: an e-mail address, an author, a name at a place. Who holds the same value may be the same
-- customer, unless more than five hold it (the e-mail address of a shop), or he holds more than five (an office's phone):
-- so no value makes more than ten pairs.
CREATE VIEW mart.customer_link AS
WITH record AS (
    SELECT
        version.complaint_key,
        nullif(trim(version.customer_phone), '') IS NOT NULL AS is_phone,
        CAST(md5(coalesce('phone:' || nullif(trim(version.customer_phone), ''), 'email:' || nullif(trim(version.customer_email), ''))) AS UUID) AS customer_key,
        nullif(lower(trim(version.customer_email)), '') AS email,
        version.source || ':' || length(version.account) || ':' || version.account || ':' || nullif(trim(version.author), '') AS author,
        nullif(lower(trim(regexp_replace(version.customer_name, '[ \t\r\n]+', ' ', 'g'))), '') AS name,
        nullif(lower(replace(version.postcode, ' ', '')), '') AS postcode,
        nullif(lower(trim(coalesce(version.place_city, version.city))), '') AS city,
        fact.customer_key = CAST('00000000-0000-0000-0000-000000000000' AS UUID) AS is_stranger,
        dim_channel.channel,
        coalesce(version.opened_at, version.changed_at) AS seen_at
    FROM source.complaint_version AS version
    JOIN mart.counted_complaint AS fact ON fact.complaint_key = version.complaint_key
    JOIN mart.dim_channel ON dim_channel.channel_key = fact.channel_key
    WHERE NOT version.is_superseded AND NOT fact.is_removed
        AND NOT EXISTS (SELECT 1 FROM mart.exclusion WHERE exclusion.kind = 'phone' AND exclusion.value = trim(version.customer_phone))
        AND NOT EXISTS (SELECT 1 FROM mart.exclusion WHERE exclusion.kind = 'email' AND exclusion.value = lower(trim(version.customer_email)))
        AND NOT EXISTS (SELECT 1 FROM mart.exclusion WHERE exclusion.kind = 'author' AND exclusion.value = trim(version.author))
),
held AS (
    SELECT 'e-mail' AS kind, email AS value, customer_key, is_phone, complaint_key, channel, seen_at
    FROM record WHERE customer_key IS NOT NULL AND email IS NOT NULL
    UNION ALL
    SELECT 'author', author, customer_key, is_phone, complaint_key, channel, seen_at
    FROM record WHERE customer_key IS NOT NULL AND author IS NOT NULL
    UNION ALL
    SELECT CASE WHEN postcode IS NULL THEN 'city' ELSE 'postcode' END, name || ' at ' || coalesce(postcode, city), customer_key, is_phone, complaint_key, channel, seen_at
    FROM record WHERE customer_key IS NOT NULL AND name IS NOT NULL AND coalesce(postcode, city) IS NOT NULL
),
holder AS (
    SELECT kind, value, customer_key, is_phone
    FROM (
        SELECT
            kind, value, customer_key, is_phone,
            count(*) OVER (PARTITION BY kind, value) AS customers,
            count(*) OVER (PARTITION BY kind, customer_key) AS held_values
        FROM (SELECT DISTINCT kind, value, customer_key, is_phone FROM held) AS each_once
    ) AS counted
    WHERE customers <= 5 AND held_values <= 5
),
evidence AS (
    SELECT
        one.customer_key, other.customer_key AS other_customer_key, CAST(NULL AS UUID) AS author_key,
        CASE
            WHEN one.kind = 'author' THEN 'author of both'
            WHEN one.kind <> 'e-mail' THEN 'name and ' || one.kind || ' are the same'
            WHEN one.is_phone AND other.is_phone THEN 'e-mail of two phones'
            WHEN one.is_phone OR other.is_phone THEN 'phone and e-mail in one record'
            ELSE 'e-mail spelled in two ways'
        END AS evidence,
        one.kind IN ('author', 'e-mail') AS is_strong,
        held.complaint_key, held.channel, held.seen_at
    FROM holder AS one
    JOIN holder AS other ON other.kind = one.kind AND other.value = one.value AND other.customer_key > one.customer_key
    JOIN held ON held.kind = one.kind AND held.value = one.value AND (held.customer_key = one.customer_key OR held.customer_key = other.customer_key)
    UNION ALL
    SELECT
        holder.customer_key, NULL, CAST(md5('author:' || holder.value) AS UUID), 'author seen with the customer and without one', true,
        record.complaint_key, record.channel, record.seen_at
    FROM holder
    JOIN record ON record.author = holder.value AND (record.is_stranger OR record.customer_key = holder.customer_key)
    WHERE holder.kind = 'author' AND holder.value IN (SELECT author FROM record WHERE is_stranger)
)
SELECT
    customer_key,
    other_customer_key,
    author_key,
    string_agg(DISTINCT evidence, '; ' ORDER BY evidence) AS evidence,
    CASE WHEN bool_or(is_strong) THEN 'strong' ELSE 'weak' END AS strength,
    count(DISTINCT complaint_key) AS records,
    min(seen_at) AS first_seen,
    max(seen_at) AS last_seen,
    string_agg(DISTINCT channel, ', ' ORDER BY channel) AS channels
FROM evidence
GROUP BY customer_key, other_customer_key, author_key;

COMMENT ON VIEW mart.customer_link IS 'Who may be the same person, for somebody to decide: nothing is merged by it. One row per pair of customers, or customer and author, with all that speaks for it. Case and blanks don''t matter. What more than five customers share (the e-mail address of a shop), and what a customer has more than five of (the phone of an office), is no evidence; nor are complaints taken back, test numbers, accounts of our own, and versions that newer rules have read again. It shows keys, and none of the numbers, addresses and names that it compares.';
COMMENT ON COLUMN mart.customer_link.customer_key IS 'The customer, as in mart.customer. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.customer_link.other_customer_key IS 'The other customer, whose key is the greater one; null when the link is to an author. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.customer_link.author_key IS 'Hash of source, account and author, of an author who made complaints that show no customer; null when the link is to a customer. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.customer_link.evidence IS 'What speaks for it, apart by semicolons. | - | warehouse | none';
COMMENT ON COLUMN mart.customer_link.strength IS 'weak: only the same name at the same postcode, or in the same city where no postcode is known; strong: more than that. | - | warehouse | none';
COMMENT ON COLUMN mart.customer_link.records IS 'Complaints that show it. | complaints | warehouse | none';
COMMENT ON COLUMN mart.customer_link.first_seen IS 'When the first of them was made. | UTC time | all sources | none';
COMMENT ON COLUMN mart.customer_link.last_seen IS 'When the last of them was made. | UTC time | all sources | none';
COMMENT ON COLUMN mart.customer_link.channels IS 'Channels they came by, apart by commas. | - | all sources | none';
