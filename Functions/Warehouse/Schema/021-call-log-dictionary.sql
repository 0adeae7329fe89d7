-- Call logs say more than they did: when a record changed, that it was deleted, and by which of two more channels it came.

COMMENT ON COLUMN source.call_log.changed_at IS 'The source''s own time of this version; of call logs that say none, their file''s. | UTC time | all sources | none';
COMMENT ON COLUMN source.social_post.changed_at IS 'The source''s own time of this version; of call logs that say none, their file''s. | UTC time | all sources | none';
COMMENT ON COLUMN source.sms_message.changed_at IS 'The source''s own time of this version; of call logs that say none, their file''s. | UTC time | all sources | none';
COMMENT ON COLUMN source.web_form.changed_at IS 'The source''s own time of this version; of call logs that say none, their file''s. | UTC time | all sources | none';
COMMENT ON COLUMN source.complaint_version.changed_at IS 'The source''s own time of this version; of call logs that say none, their file''s. | UTC time | all sources | none';
COMMENT ON COLUMN mart.lineage.changed_at IS 'The source''s own time of this version; of call logs that say none, their file''s. | UTC time | all sources | none';
COMMENT ON COLUMN mart.dim_channel.channel IS 'phone, email, chat, social, sms, whatsapp, messenger, rcs, web, or unknown. | - | cleaning | none';
COMMENT ON COLUMN mart.complaint.channel IS 'phone, email, chat, social, sms, whatsapp, messenger, rcs, web, or unknown. | - | cleaning | none';
COMMENT ON COLUMN mart.fact_complaint.is_removed IS 'Whether the newest version takes the complaint back. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.counted_complaint.is_removed IS 'Whether the newest version takes the complaint back. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.excluded_complaint.is_removed IS 'Whether the newest version takes the complaint back. | - | calllogs, social, forms | none';
COMMENT ON COLUMN mart.complaint.is_removed IS 'Whether the newest version takes the complaint back. | - | calllogs, social, forms | none';
