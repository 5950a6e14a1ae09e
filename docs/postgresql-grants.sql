-- Rights for the role as which duban runs, so that the running program itself can neither change the audit nor switch
-- off what guards it. The tables belong to another role, as which only `duban migrate` runs.
--
--   createuser duban_owner; createuser duban; createdb --owner=duban_owner --template=template0 --encoding=UTF8 duban
--   DUBAN_DATABASE__URL=postgresql+asyncpg://duban_owner:…@host/duban duban migrate
--   psql --dbname=duban --username=duban_owner --set=role=duban --file=postgresql-grants.sql
--   DUBAN_DATABASE__URL=postgresql+asyncpg://duban:…@host/duban duban run
--
-- Again after every update that migrated: new tables have no rights of their own.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"role";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"role";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"role";

-- The audit grows and is read. Its checkpoint is moved on, which a trigger watches.
REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON audit, audit_chain, audit_head FROM :"role";
GRANT UPDATE ON audit_head TO :"role";
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM :"role";
