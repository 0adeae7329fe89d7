-- As in 005, of the complaints that count.
DROP VIEW mart.complaint;

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
    fact.status,
    fact.is_resolved,
    fact.is_removed,
    dim_category.category,
    dim_agent.agent,
    dim_customer.known_by AS customer_known_by,
    dim_customer.phone AS customer_phone,
    dim_customer.email AS customer_email,
    fact.author,
    dim_location.city,
    dim_location.region,
    dim_location.postcode,
    dim_location.country,
    fact.text,
    fact.changed_at,
    fact.load_id,
    fact.loaded_at
FROM mart.counted_complaint AS fact
JOIN mart.dim_date ON dim_date.date_key = fact.date_key
JOIN mart.dim_channel ON dim_channel.channel_key = fact.channel_key
JOIN mart.dim_customer ON dim_customer.customer_key = fact.customer_key
JOIN mart.dim_agent ON dim_agent.agent_key = fact.agent_key
JOIN mart.dim_category ON dim_category.category_key = fact.category_key
JOIN mart.dim_location ON dim_location.location_key = fact.location_key;

COMMENT ON VIEW mart.complaint IS 'The complaints with the words of their dimensions: one readable row each. Test numbers and accounts of our own are left out.';

CREATE VIEW mart.excluded_complaint AS
SELECT fact.*
FROM mart.fact_complaint AS fact
WHERE EXISTS (SELECT 1 FROM mart.exclusion WHERE exclusion.customer_key = fact.customer_key)
    OR EXISTS (SELECT 1 FROM mart.exclusion WHERE exclusion.kind = 'author' AND exclusion.value = fact.author);

COMMENT ON VIEW mart.excluded_complaint IS 'The complaints that mart.exclusion leaves out of all views and figures.';

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
    CAST(daily.satisfaction AS DOUBLE PRECISION) / nullif(daily.ratings, 0) AS average_satisfaction
FROM mart.daily_agents AS daily
JOIN mart.dim_agent ON dim_agent.agent_key = daily.agent_key;

COMMENT ON VIEW mart.agent_performance IS 'mart.daily_agents with the agents'' names and averages; an average is null where nothing is known to average.';
