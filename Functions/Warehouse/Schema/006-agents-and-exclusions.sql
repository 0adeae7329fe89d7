ALTER TABLE mart.fact_complaint ADD COLUMN author TEXT;
ALTER TABLE mart.fact_complaint ADD COLUMN is_answered BOOLEAN;
ALTER TABLE mart.fact_complaint ADD COLUMN answer_seconds INTEGER;
ALTER TABLE mart.fact_complaint ADD COLUMN talk_seconds INTEGER;
ALTER TABLE mart.fact_complaint ADD COLUMN satisfaction INTEGER;

COMMENT ON COLUMN mart.fact_complaint.author IS 'The source''s own id of who made the complaint, of the newest version that has one: a social author, the sender of a message. Personal.';
COMMENT ON COLUMN mart.fact_complaint.is_answered IS 'Whether an agent answered the call; this and the next three columns are of the newest version that has any of them.';
COMMENT ON COLUMN mart.fact_complaint.answer_seconds IS 'Seconds until an agent answered.';
COMMENT ON COLUMN mart.fact_complaint.talk_seconds IS 'Seconds of talk; 0 when nobody answered.';
COMMENT ON COLUMN mart.fact_complaint.satisfaction IS 'The customer''s rating of the call, as the source has it.';

-- What was loaded before these columns were there.
UPDATE mart.fact_complaint AS fact
SET author = newest.author_id
FROM (
    SELECT account, source_id, author_id,
        row_number() OVER (PARTITION BY account, source_id ORDER BY changed_at DESC, change_rank DESC, rule_version DESC, row_hash DESC) AS place
    FROM source.social_post
    WHERE nullif(trim(author_id), '') IS NOT NULL
) AS newest
WHERE fact.source = 'social' AND place = 1 AND newest.account = fact.account AND newest.source_id = fact.source_id;

UPDATE mart.fact_complaint AS fact
SET is_answered = newest.is_answered, answer_seconds = newest.answer_seconds, talk_seconds = newest.talk_seconds, satisfaction = newest.satisfaction
FROM (
    SELECT account, source_id, is_answered, answer_seconds, talk_seconds, satisfaction,
        row_number() OVER (PARTITION BY account, source_id ORDER BY changed_at DESC, change_rank DESC, rule_version DESC, row_hash DESC) AS place
    FROM source.call_log
    WHERE is_answered IS NOT NULL OR answer_seconds IS NOT NULL OR talk_seconds IS NOT NULL OR satisfaction IS NOT NULL
) AS newest
WHERE fact.source = 'calllogs' AND place = 1 AND newest.account = fact.account AND newest.source_id = fact.source_id;

CREATE TABLE mart.exclusion (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    customer_key UUID,
    PRIMARY KEY (kind, value)
);

COMMENT ON TABLE mart.exclusion IS 'Who is left out of the analysts'' views and daily figures, as the app''s settings say: test numbers and accounts of our own.';
COMMENT ON COLUMN mart.exclusion.kind IS 'phone, email or author.';
COMMENT ON COLUMN mart.exclusion.value IS 'The phone number in E.164, the e-mail address, or the author.';
COMMENT ON COLUMN mart.exclusion.customer_key IS 'The customer of that phone number or e-mail address.';

CREATE VIEW mart.counted_complaint AS
SELECT fact.*
FROM mart.fact_complaint AS fact
WHERE NOT EXISTS (SELECT 1 FROM mart.exclusion WHERE exclusion.customer_key = fact.customer_key)
    AND NOT EXISTS (SELECT 1 FROM mart.exclusion WHERE exclusion.kind = 'author' AND exclusion.value = fact.author);

COMMENT ON VIEW mart.counted_complaint IS 'mart.fact_complaint without those that mart.exclusion leaves out: what all figures are made of.';

CREATE TABLE mart.daily_agents (
    date_key INTEGER NOT NULL,
    agent_key UUID NOT NULL,
    day DATE,
    complaints BIGINT NOT NULL,
    resolved BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    timed_resolutions BIGINT NOT NULL,
    resolution_seconds BIGINT NOT NULL,
    calls BIGINT NOT NULL,
    answered BIGINT NOT NULL,
    timed_answers BIGINT NOT NULL,
    answer_seconds BIGINT NOT NULL,
    timed_talks BIGINT NOT NULL,
    talk_seconds BIGINT NOT NULL,
    ratings BIGINT NOT NULL,
    satisfaction BIGINT NOT NULL,
    PRIMARY KEY (date_key, agent_key)
);

COMMENT ON TABLE mart.daily_agents IS 'Work of each agent per UTC day on which the complaints were opened; kept equal to the facts by each load. Sums and counts, so that days add up.';
COMMENT ON COLUMN mart.daily_agents.date_key IS 'Day the complaints were opened; 0 is unknown.';
COMMENT ON COLUMN mart.daily_agents.agent_key IS 'Their agent.';
COMMENT ON COLUMN mart.daily_agents.day IS 'The day as a date; null is unknown.';
COMMENT ON COLUMN mart.daily_agents.complaints IS 'All complaints, those taken back included.';
COMMENT ON COLUMN mart.daily_agents.resolved IS 'Those of them that are resolved.';
COMMENT ON COLUMN mart.daily_agents.removed IS 'Those of them that were taken back.';
COMMENT ON COLUMN mart.daily_agents.timed_resolutions IS 'Resolved complaints of which both times are known, the resolution not before the opening.';
COMMENT ON COLUMN mart.daily_agents.resolution_seconds IS 'Seconds from opening to resolution, summed over these.';
COMMENT ON COLUMN mart.daily_agents.calls IS 'Calls of which it is known whether they were answered.';
COMMENT ON COLUMN mart.daily_agents.answered IS 'Those of them that were answered.';
COMMENT ON COLUMN mart.daily_agents.timed_answers IS 'Calls of which the waiting time is known.';
COMMENT ON COLUMN mart.daily_agents.answer_seconds IS 'Seconds until the answer, summed over these.';
COMMENT ON COLUMN mart.daily_agents.timed_talks IS 'Calls with talk, of which its length is known.';
COMMENT ON COLUMN mart.daily_agents.talk_seconds IS 'Seconds of talk, summed over these.';
COMMENT ON COLUMN mart.daily_agents.ratings IS 'Calls that the customer rated.';
COMMENT ON COLUMN mart.daily_agents.satisfaction IS 'The ratings, summed.';

INSERT INTO mart.daily_agents
SELECT
    fact.date_key, fact.agent_key, dim_date.day,
    count(*),
    count(*) FILTER (WHERE fact.is_resolved),
    count(*) FILTER (WHERE fact.is_removed),
    count(*) FILTER (WHERE fact.is_resolved AND fact.resolved_at >= fact.opened_at),
    CAST(coalesce(sum(CAST(floor(extract(epoch FROM fact.resolved_at)) AS BIGINT) - CAST(floor(extract(epoch FROM fact.opened_at)) AS BIGINT))
        FILTER (WHERE fact.is_resolved AND fact.resolved_at >= fact.opened_at), 0) AS BIGINT),
    count(fact.is_answered),
    count(*) FILTER (WHERE fact.is_answered),
    count(fact.answer_seconds),
    CAST(coalesce(sum(fact.answer_seconds), 0) AS BIGINT),
    count(*) FILTER (WHERE fact.talk_seconds > 0),
    CAST(coalesce(sum(fact.talk_seconds) FILTER (WHERE fact.talk_seconds > 0), 0) AS BIGINT),
    count(fact.satisfaction),
    CAST(coalesce(sum(fact.satisfaction), 0) AS BIGINT)
FROM mart.fact_complaint AS fact
JOIN mart.dim_date ON dim_date.date_key = fact.date_key
WHERE fact.agent_key <> CAST('00000000-0000-0000-0000-000000000000' AS UUID)
GROUP BY fact.date_key, fact.agent_key, dim_date.day;
