-- What lineage, replays and a trace look rows up by. DuckDB scans columns as fast without.
CREATE INDEX load_raw_file ON ops.load (raw_file);
CREATE INDEX fact_complaint_source_id ON mart.fact_complaint (source_id);
CREATE INDEX call_log_load_id ON source.call_log (load_id);
CREATE INDEX social_post_load_id ON source.social_post (load_id);
CREATE INDEX sms_message_load_id ON source.sms_message (load_id);
CREATE INDEX web_form_load_id ON source.web_form (load_id);
CREATE INDEX repeat_load_id ON source.repeat (load_id);
