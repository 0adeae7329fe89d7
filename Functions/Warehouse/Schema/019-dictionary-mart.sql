-- A column's comment: meaning | unit | source | privacy. docs/warehouse.md is made of them.
COMMENT ON COLUMN mart.dim_date.date_key IS 'The day as a number; 0 is the unknown day. | yyyymmdd | warehouse | none';
COMMENT ON COLUMN mart.dim_date.day IS 'The day; null for the unknown day, as are the numbers beside it. | UTC day | warehouse | none';
COMMENT ON COLUMN mart.dim_date.year IS 'Calendar year. | year | warehouse | none';
COMMENT ON COLUMN mart.dim_date.quarter IS 'Quarter of the year. | 1 to 4 | warehouse | none';
COMMENT ON COLUMN mart.dim_date.month IS 'Month of the year. | 1 to 12 | warehouse | none';
COMMENT ON COLUMN mart.dim_date.month_name IS 'English name of the month, or unknown. | - | warehouse | none';
COMMENT ON COLUMN mart.dim_date.day_of_month IS 'Day of the month. | 1 to 31 | warehouse | none';
COMMENT ON COLUMN mart.dim_date.iso_year IS 'Year that the ISO 8601 week belongs to. | year | warehouse | none';
COMMENT ON COLUMN mart.dim_date.iso_week IS 'Week by ISO 8601. | 1 to 53 | warehouse | none';
COMMENT ON COLUMN mart.dim_date.iso_weekday IS 'Day of the week by ISO 8601: 1 is Monday, 7 is Sunday. | 1 to 7 | warehouse | none';
COMMENT ON COLUMN mart.dim_date.weekday_name IS 'English name of the day of the week, or unknown. | - | warehouse | none';
COMMENT ON COLUMN mart.dim_date.is_weekend IS 'Saturday or Sunday. | - | warehouse | none';

COMMENT ON TABLE mart.dim_channel IS 'Ways in which complaints arrive: one row per channel, and the unknown one, as in each dimension.';
COMMENT ON COLUMN mart.dim_channel.channel_key IS 'Hash of the channel; all zeros is the unknown member, as in each dimension. | - | warehouse | none';
COMMENT ON COLUMN mart.dim_channel.channel IS 'phone, social, sms, whatsapp, messenger, rcs, web, or unknown. | - | cleaning | none';

COMMENT ON TABLE mart.dim_customer IS 'Customers: one row per phone number, else per e-mail address; nobody is merged by guess.';
COMMENT ON COLUMN mart.dim_customer.customer_key IS 'Hash of the phone number, else of the e-mail address. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.dim_customer.known_by IS 'phone, email or unknown. | - | warehouse | none';
COMMENT ON COLUMN mart.dim_customer.phone IS 'Phone number. | E.164 | all sources | personal';
COMMENT ON COLUMN mart.dim_customer.email IS 'E-mail address, of a customer without a phone number. | - | calllogs, social, forms | personal';

COMMENT ON TABLE mart.dim_agent IS 'Agents: one row per name and account, since equal names of two accounts are two agents.';
COMMENT ON COLUMN mart.dim_agent.agent_key IS 'Hash of source, account and agent. | - | warehouse | staff';
COMMENT ON COLUMN mart.dim_agent.source IS 'Source that names the agent. | - | calllogs | none';
COMMENT ON COLUMN mart.dim_agent.account IS 'Account the agent works in. | - | calllogs | none';
COMMENT ON COLUMN mart.dim_agent.agent IS 'Name or id of the agent as the source has it. | - | calllogs | staff';

COMMENT ON TABLE mart.dim_category IS 'What complaints are about in the sources'' words: one row per category.';
COMMENT ON COLUMN mart.dim_category.category_key IS 'Hash of the category. | - | warehouse | none';
COMMENT ON COLUMN mart.dim_category.category IS 'What it is about, as the source has it, or unknown. | - | calllogs, social, forms | none';

COMMENT ON TABLE mart.dim_location IS 'Where complaints come from: one row per place, as the source has it and as it was read.';
COMMENT ON COLUMN mart.dim_location.postcode IS 'Postcode as the source has it, or unknown. | - | calllogs, forms | personal';

COMMENT ON COLUMN mart.fact_complaint.complaint_key IS 'Hash of source, account and source_id. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.fact_complaint.source IS 'Source the complaint comes from. | - | all sources | none';
COMMENT ON COLUMN mart.fact_complaint.account IS 'Account within the source. | - | all sources | none';
COMMENT ON COLUMN mart.fact_complaint.source_id IS 'Id that the source gives the complaint within the account. | - | all sources | pseudonymous';
COMMENT ON COLUMN mart.fact_complaint.date_key IS 'UTC day of opened_at; 0 when that is unknown. | yyyymmdd | warehouse | none';
COMMENT ON COLUMN mart.fact_complaint.channel_key IS 'Channel of the newest version. | - | warehouse | none';
COMMENT ON COLUMN mart.fact_complaint.customer_key IS 'Customer of the newest version that has a phone number or an e-mail address. | - | warehouse | pseudonymous';
COMMENT ON COLUMN mart.fact_complaint.agent_key IS 'Agent of the newest version that has one. | - | warehouse | staff';
COMMENT ON COLUMN mart.fact_complaint.category_key IS 'Category of the newest version that has one. | - | warehouse | none';
COMMENT ON COLUMN mart.fact_complaint.location_key IS 'Location of the newest version that has any part of one, taken as a whole. | - | warehouse | none';
COMMENT ON COLUMN mart.fact_complaint.opened_at IS 'When the complaint was made: of the newest add that says so, else of the oldest change. | UTC time | all sources | none';
COMMENT ON COLUMN mart.fact_complaint.resolved_at IS 'When it was resolved: of the version the status is from. | UTC time | calllogs, forms | none';
COMMENT ON COLUMN mart.fact_complaint.status IS 'The source''s word for the status, of the newest version that has a status, an is_resolved or a resolved_at. | - | calllogs, forms | none';
COMMENT ON COLUMN mart.fact_complaint.is_resolved IS 'Whether that status means resolved; null when the source does not know. | - | calllogs, forms | none';
COMMENT ON COLUMN mart.fact_complaint.is_removed IS 'Whether the newest version takes the complaint back. | - | social, forms | none';
COMMENT ON COLUMN mart.fact_complaint.text IS 'Newest text that is not empty; null when the complaint was taken back. | - | all sources | personal';
COMMENT ON COLUMN mart.fact_complaint.changed_at IS 'Change time of the newest version; with the next three columns it is the version. | UTC time | all sources | none';
COMMENT ON COLUMN mart.fact_complaint.change_rank IS 'What the newest version is: 0 an add, or the row as it stands, 1 an edit, 2 a remove. | - | cleaning | none';
COMMENT ON COLUMN mart.fact_complaint.rule_version IS 'Version of the cleaning rules that made the newest version. | - | cleaning | none';
COMMENT ON COLUMN mart.fact_complaint.row_hash IS 'Hash of the newest version''s content. | hex | cleaning | pseudonymous';
COMMENT ON COLUMN mart.fact_complaint.load_id IS 'Last load that changed what the complaint says. | - | warehouse | none';
COMMENT ON COLUMN mart.fact_complaint.loaded_at IS 'When that load began. | UTC time | warehouse | none';
COMMENT ON COLUMN mart.fact_complaint.author IS 'The source''s own id of who made the complaint, of the newest version that has one: a social author, the sender of a message. | - | social, sms | personal';
COMMENT ON COLUMN mart.fact_complaint.is_answered IS 'Whether an agent answered the call; this and the next three columns are of the newest version that has any of them. | - | calllogs | none';
COMMENT ON COLUMN mart.fact_complaint.answer_seconds IS 'Time until an agent answered. | seconds | calllogs | none';
COMMENT ON COLUMN mart.fact_complaint.talk_seconds IS 'Time of talk; 0 when nobody answered. | seconds | calllogs | none';
COMMENT ON COLUMN mart.fact_complaint.satisfaction IS 'The customer''s rating of the call, as the source has it. | rating | calllogs | none';

COMMENT ON COLUMN mart.daily_complaints.date_key IS 'Day the complaints were opened; 0 is unknown. | yyyymmdd | warehouse | none';
COMMENT ON COLUMN mart.daily_complaints.channel_key IS 'Their channel. | - | warehouse | none';
COMMENT ON COLUMN mart.daily_complaints.category_key IS 'Their category. | - | warehouse | none';
COMMENT ON COLUMN mart.daily_complaints.location_key IS 'Their location. | - | warehouse | none';
COMMENT ON COLUMN mart.daily_complaints.day IS 'The day as a date; null is unknown. | UTC day | warehouse | none';
COMMENT ON COLUMN mart.daily_complaints.complaints IS 'All complaints, those taken back included. | complaints | warehouse | none';
COMMENT ON COLUMN mart.daily_complaints.resolved IS 'Those of them that are resolved. | complaints | warehouse | none';
COMMENT ON COLUMN mart.daily_complaints.removed IS 'Those of them that were taken back. | complaints | warehouse | none';

COMMENT ON TABLE mart.exclusion IS 'Who is left out of the analysts'' views and daily figures, as the app''s settings say: one row per test number and per account of our own.';
COMMENT ON COLUMN mart.exclusion.kind IS 'phone, email or author. | - | settings | none';
COMMENT ON COLUMN mart.exclusion.value IS 'The phone number in E.164, the e-mail address, or the author. | - | settings | personal';
COMMENT ON COLUMN mart.exclusion.customer_key IS 'The customer of that phone number or e-mail address. | - | warehouse | pseudonymous';

COMMENT ON COLUMN mart.daily_agents.date_key IS 'Day the complaints were opened; 0 is unknown. | yyyymmdd | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.agent_key IS 'Their agent. | - | warehouse | staff';
COMMENT ON COLUMN mart.daily_agents.day IS 'The day as a date; null is unknown. | UTC day | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.complaints IS 'All complaints, those taken back included. | complaints | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.resolved IS 'Those of them that are resolved. | complaints | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.removed IS 'Those of them that were taken back. | complaints | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.timed_resolutions IS 'Resolved complaints of which both times are known, the resolution not before the opening. | complaints | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.resolution_seconds IS 'Time from opening to resolution, summed over these. | seconds | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.calls IS 'Calls of which it is known whether they were answered. | calls | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.answered IS 'Those of them that were answered. | calls | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.timed_answers IS 'Calls of which the waiting time is known. | calls | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.answer_seconds IS 'Time until the answer, summed over these. | seconds | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.timed_talks IS 'Calls with talk, of which its length is known. | calls | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.talk_seconds IS 'Time of talk, summed over these. | seconds | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.ratings IS 'Calls that the customer rated. | calls | warehouse | none';
COMMENT ON COLUMN mart.daily_agents.satisfaction IS 'The ratings, summed. | rating | warehouse | none';

COMMENT ON COLUMN mart.complaints_by_day.day IS 'Day the complaints were opened; null is unknown. | UTC day | warehouse | none';
COMMENT ON COLUMN mart.complaints_by_day.channel IS 'Their channel, or unknown. | - | cleaning | none';
COMMENT ON COLUMN mart.complaints_by_day.category IS 'Their category as the source has it, or unknown. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.complaints_by_day.city IS 'Their city as the source has it, or unknown. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.complaints_by_day.region IS 'Their state or region as the source has it, or unknown. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.complaints_by_day.postcode IS 'Their postcode as the source has it, or unknown. | - | calllogs, forms | personal';
COMMENT ON COLUMN mart.complaints_by_day.country IS 'Their country as the source has it, or unknown. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.complaints_by_day.complaints IS 'All complaints, those taken back included. | complaints | warehouse | none';
COMMENT ON COLUMN mart.complaints_by_day.resolved IS 'Those of them that are resolved. | complaints | warehouse | none';
COMMENT ON COLUMN mart.complaints_by_day.removed IS 'Those of them that were taken back. | complaints | warehouse | none';

COMMENT ON COLUMN mart.complaints_by_channel.channel IS 'The channel, or unknown. | - | cleaning | none';
COMMENT ON COLUMN mart.complaints_by_channel.complaints IS 'All complaints, those taken back included. | complaints | warehouse | none';
COMMENT ON COLUMN mart.complaints_by_channel.resolved IS 'Those of them that are resolved. | complaints | warehouse | none';
COMMENT ON COLUMN mart.complaints_by_channel.removed IS 'Those of them that were taken back. | complaints | warehouse | none';
COMMENT ON COLUMN mart.complaints_by_channel.first_day IS 'First day on which one was opened; null when none says when. | UTC day | warehouse | none';
COMMENT ON COLUMN mart.complaints_by_channel.last_day IS 'Last day on which one was opened; null when none says when. | UTC day | warehouse | none';

COMMENT ON COLUMN mart.agent_performance.day IS 'Day the complaints were opened; null is unknown. | UTC day | warehouse | none';
COMMENT ON COLUMN mart.agent_performance.source IS 'Source that names the agent. | - | calllogs | none';
COMMENT ON COLUMN mart.agent_performance.account IS 'Account the agent works in. | - | calllogs | none';
COMMENT ON COLUMN mart.agent_performance.agent IS 'Name or id of the agent as the source has it. | - | calllogs | staff';
COMMENT ON COLUMN mart.agent_performance.complaints IS 'All complaints of the agent, those taken back included. | complaints | warehouse | none';
COMMENT ON COLUMN mart.agent_performance.resolved IS 'Those of them that are resolved. | complaints | warehouse | none';
COMMENT ON COLUMN mart.agent_performance.resolved_share IS 'Resolved complaints among all. | share 0 to 1 | warehouse | none';
COMMENT ON COLUMN mart.agent_performance.average_resolution_seconds IS 'Average time from opening to resolution, where both are known. | seconds | warehouse | none';
COMMENT ON COLUMN mart.agent_performance.calls IS 'Calls of which it is known whether they were answered. | calls | warehouse | none';
COMMENT ON COLUMN mart.agent_performance.answered IS 'Those of them that were answered. | calls | warehouse | none';
COMMENT ON COLUMN mart.agent_performance.average_answer_seconds IS 'Average time until the answer, where it is known. | seconds | warehouse | none';
COMMENT ON COLUMN mart.agent_performance.average_talk_seconds IS 'Average time of talk, of calls with talk. | seconds | warehouse | none';
COMMENT ON COLUMN mart.agent_performance.ratings IS 'Calls that the customer rated. | calls | warehouse | none';
COMMENT ON COLUMN mart.agent_performance.average_satisfaction IS 'Average rating, of the calls that were rated. | rating | warehouse | none';
