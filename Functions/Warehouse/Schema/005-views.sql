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
    dim_location.city,
    dim_location.region,
    dim_location.postcode,
    dim_location.country,
    fact.text,
    fact.changed_at,
    fact.load_id,
    fact.loaded_at
FROM mart.fact_complaint AS fact
JOIN mart.dim_date ON dim_date.date_key = fact.date_key
JOIN mart.dim_channel ON dim_channel.channel_key = fact.channel_key
JOIN mart.dim_customer ON dim_customer.customer_key = fact.customer_key
JOIN mart.dim_agent ON dim_agent.agent_key = fact.agent_key
JOIN mart.dim_category ON dim_category.category_key = fact.category_key
JOIN mart.dim_location ON dim_location.location_key = fact.location_key;

COMMENT ON VIEW mart.complaint IS 'The complaints with the words of their dimensions: one readable row each.';

CREATE VIEW mart.complaints_by_day AS
SELECT
    daily.day,
    dim_channel.channel,
    dim_category.category,
    dim_location.city,
    dim_location.region,
    dim_location.postcode,
    dim_location.country,
    daily.complaints,
    daily.resolved,
    daily.removed
FROM mart.daily_complaints AS daily
JOIN mart.dim_channel ON dim_channel.channel_key = daily.channel_key
JOIN mart.dim_category ON dim_category.category_key = daily.category_key
JOIN mart.dim_location ON dim_location.location_key = daily.location_key;

COMMENT ON VIEW mart.complaints_by_day IS 'mart.daily_complaints with the words of its dimensions.';

CREATE VIEW mart.complaints_by_channel AS
SELECT
    dim_channel.channel,
    CAST(sum(daily.complaints) AS BIGINT) AS complaints,
    CAST(sum(daily.resolved) AS BIGINT) AS resolved,
    CAST(sum(daily.removed) AS BIGINT) AS removed,
    min(daily.day) AS first_day,
    max(daily.day) AS last_day
FROM mart.daily_complaints AS daily
JOIN mart.dim_channel ON dim_channel.channel_key = daily.channel_key
GROUP BY dim_channel.channel;

COMMENT ON VIEW mart.complaints_by_channel IS 'How many complaints came by each channel, and their first and last UTC day.';
