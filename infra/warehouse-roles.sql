-- Who may do what in the warehouse, for psql as an admin of the server, in the database postgres; it may run any number of times.
--   beejan_owner  owns all that apply-schema makes, whoever of the admins runs it. Nobody logs in as it.
--   the app       reads and writes rows, and can change no table. It logs in by its managed identity.
-- Variables: app, app_object_id (of the identity), database.
\set ON_ERROR_STOP on
SET client_min_messages = warning;

-- It makes the readers' roles, so it may make roles; they are the server's, not the database's.
SELECT 'CREATE ROLE beejan_owner NOLOGIN CREATEROLE'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'beejan_owner') \gexec

-- To all admins, those who come later too, so that the next deployment may be somebody else's.
SELECT 'GRANT beejan_owner TO azure_pg_admin'
WHERE NOT pg_has_role('azure_pg_admin', 'beejan_owner', 'MEMBER') \gexec

-- https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-manage-azure-ad-users
SELECT format('SELECT pgaadauth_create_principal_with_oid(%L, %L, ''service'', false, false)', :'app', :'app_object_id')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'app') \gexec

SELECT format('CREATE DATABASE %I OWNER beejan_owner', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec

\connect :"database"
SET client_min_messages = warning;
SET ROLE beejan_owner;

-- What apply-schema makes from here on.
ALTER DEFAULT PRIVILEGES FOR ROLE beejan_owner GRANT USAGE ON SCHEMAS TO :"app";
ALTER DEFAULT PRIVILEGES FOR ROLE beejan_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"app";
