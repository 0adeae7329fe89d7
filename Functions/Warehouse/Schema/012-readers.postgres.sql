-- Roles belong to the server, not to one database: another database's schema may have made them, even at this moment.
DO $$
DECLARE
    reader TEXT;
BEGIN
    FOREACH reader IN ARRAY ARRAY['beejan_reader', 'beejan_reader_unmasked'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', reader);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END LOOP;
END
$$;

CREATE SCHEMA ml;

GRANT USAGE ON SCHEMA mart, ml TO beejan_reader, beejan_reader_unmasked;

-- The views below call these as whoever asks. The owner of the warehouse sees everything, as do superusers.
CREATE FUNCTION mart.sees_personal_data() RETURNS BOOLEAN
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN pg_has_role(current_user, 'beejan_reader_unmasked', 'USAGE')
        OR pg_has_role(current_user, (SELECT nspowner FROM pg_namespace WHERE nspname = 'mart'), 'USAGE');

CREATE FUNCTION mart.shown_phone(phone TEXT) RETURNS TEXT
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN mart.sees_personal_data() THEN phone ELSE left(phone, 4) || '…' || right(phone, 2) END;

CREATE FUNCTION mart.shown_email(email TEXT) RETURNS TEXT
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN mart.sees_personal_data() THEN email ELSE left(email, 1) || '…@' || split_part(email, '@', 2) END;

-- Free text and the author may be, or hold, a number or an address.
CREATE FUNCTION mart.shown_text(text TEXT) RETURNS TEXT
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN mart.sees_personal_data() THEN text
        ELSE regexp_replace(regexp_replace(text, '[^\s@<>,;:]+@[^\s@<>,;:]+', '[e-mail]', 'g'), '\+?[0-9](?:[-\s().]*[0-9]){6,}', '[number]', 'g') END;
