-- Readers see what is theirs in mart and ml, and nothing else. The masked one is kept from the tables that hold a number,
-- an address or a text as it came; the views show those masked.
GRANT SELECT ON ALL TABLES IN SCHEMA mart, ml TO beejan_reader, beejan_reader_unmasked;

REVOKE SELECT ON mart.fact_complaint, mart.dim_customer, mart.exclusion FROM beejan_reader;

-- What later scripts add is granted to nobody by itself: a table's script has to say who may read it.
