-- Makes the application's role the owner of its database and no superuser. PostgreSQL's image runs it at the first start, as the
-- user of POSTGRES_USER, who is the superuser until then; "make adopt" and a restore run it on what is older. It is all done
-- or nothing is, and a second time it does nothing. The superuser who runs it makes the extensions alone.
--
-- The superuser is called "postgres" from here on ("superuser" where a role has that name). It has no password, so it comes in by the
-- socket inside the container alone. The application keeps its name and its password.
\set ON_ERROR_STOP on
SET search_path = pg_catalog;
SELECT rolsuper FROM pg_roles WHERE rolname = session_user \gset
\if :rolsuper
-- Extensions stand here.
DO $handover$
DECLARE
  app name := 'application';
  super name;
  here name := current_database();
  verifier text;
  one record;
BEGIN
  IF session_user <> app THEN
    RETURN;
  END IF;
  IF (SELECT oid FROM pg_roles WHERE rolname = app) <> 10 THEN
    RAISE EXCEPTION '% is a superuser, but not the one that this data directory was made with', app;
  END IF;
  -- What stands in another database cannot be handed over from here. At the first start, when nobody can come in yet, nothing of the
  -- application's does.
  FOR one IN SELECT datname FROM pg_database WHERE datname NOT IN ('postgres', here) AND NOT datistemplate LOOP
    IF current_setting('listen_addresses') <> '' THEN
      RAISE WARNING 'there is the database %, too, where % may own things: so it stays the superuser', one.datname, app;
      RETURN;
    END IF;
  END LOOP;
  SELECT n INTO super FROM unnest(ARRAY['postgres', 'superuser', 'stowage_superuser']) WITH ORDINALITY AS t (n, i)
    WHERE n NOT IN (SELECT rolname FROM pg_roles) ORDER BY i LIMIT 1;
  -- A table that is in use now is waited for, but not for long.
  SET LOCAL lock_timeout = '30s';
  SET LOCAL client_min_messages = warning;

  -- The password goes over as the server keeps it: nobody sees it. No session can rename its own role.
  SELECT rolpassword INTO verifier FROM pg_authid WHERE rolname = app;
  CREATE ROLE stowage_handover SUPERUSER;
  SET LOCAL SESSION AUTHORIZATION stowage_handover;
  EXECUTE format('ALTER ROLE %I RENAME TO %I', app, super);
  EXECUTE format('ALTER ROLE %I PASSWORD NULL', super);
  EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', app, verifier);
  EXECUTE format('SET LOCAL SESSION AUTHORIZATION %I', super);
  DROP ROLE stowage_handover;

  -- Its settings, who was a member of it, and what others may do with what it makes.
  FOR one IN
    SELECT d.datname, split_part(c.value, '=', 1) AS setting, substr(c.value, strpos(c.value, '=') + 1) AS value
      FROM pg_db_role_setting AS s LEFT JOIN pg_database AS d ON d.oid = s.setdatabase, unnest(s.setconfig) AS c (value)
      WHERE s.setrole = 10
  LOOP
    -- A list is kept as it was quoted.
    EXECUTE format(
      CASE WHEN one.setting IN ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries')
        THEN 'ALTER ROLE %I%s SET %I TO %s' ELSE 'ALTER ROLE %I%s SET %I TO %L' END,
      app, CASE WHEN one.datname IS NOT NULL THEN format(' IN DATABASE %I', one.datname) END, one.setting,
      CASE WHEN one.value = '' AND one.setting = 'search_path' THEN '''''' ELSE one.value END);
    EXECUTE format('ALTER ROLE %I%s RESET %I', super,
      CASE WHEN one.datname IS NOT NULL THEN format(' IN DATABASE %I', one.datname) END, one.setting);
  END LOOP;
  FOR one IN SELECT r.rolname FROM pg_auth_members AS m JOIN pg_roles AS r ON r.oid = m.member WHERE m.roleid = 10 LOOP
    EXECUTE format('REVOKE %I FROM %I', super, one.rolname);
    EXECUTE format('GRANT %I TO %I', app, one.rolname);
  END LOOP;
  FOR one IN
    SELECT n.nspname, a.privilege_type AS may, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(r.rolname) END AS whom,
        CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' ELSE 'SCHEMAS' END AS kind
      FROM pg_default_acl AS d LEFT JOIN pg_namespace AS n ON n.oid = d.defaclnamespace, aclexplode(d.defaclacl) AS a
      LEFT JOIN pg_roles AS r ON r.oid = a.grantee
      WHERE d.defaclrole = 10 AND a.grantee <> 10
  LOOP
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s GRANT %s ON %s TO %s', app,
      CASE WHEN one.nspname IS NOT NULL THEN format(' IN SCHEMA %I', one.nspname) END, one.may, one.kind, one.whom);
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s REVOKE %s ON %s FROM %s', super,
      CASE WHEN one.nspname IS NOT NULL THEN format(' IN SCHEMA %I', one.nspname) END, one.may, one.kind, one.whom);
  END LOOP;

  -- Whatever it made. What an extension brought stays with it; a sequence of a column goes with its table.
  FOR one IN SELECT datname FROM pg_database WHERE (datname <> 'postgres' OR datname = here) AND NOT datistemplate AND datdba = 10 LOOP
    EXECUTE format('ALTER DATABASE %I OWNER TO %I', one.datname, app);
  END LOOP;
  FOR one IN
    SELECT CASE i.type WHEN 'statistics object' THEN 'STATISTICS' ELSE upper(i.type) END AS kind, i.identity
    FROM (
      SELECT 'pg_namespace'::regclass AS catalog, oid, nspowner AS owner FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'
      UNION ALL SELECT 'pg_class'::regclass, oid, relowner FROM pg_class AS c
        WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND relpersistence <> 't' AND NOT EXISTS (
          SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND refclassid = 'pg_class'::regclass
            AND deptype IN ('a', 'i') AND c.relkind = 'S')
      -- What an event trigger runs, everybody runs, the superuser, too: nobody else may change it.
      UNION ALL SELECT 'pg_proc'::regclass, oid, proowner FROM pg_proc AS p WHERE NOT EXISTS (SELECT FROM pg_event_trigger WHERE evtfoid = p.oid)
      UNION ALL SELECT 'pg_type'::regclass, t.oid, typowner FROM pg_type AS t LEFT JOIN pg_class AS c ON c.oid = t.typrelid
        WHERE (typtype IN ('d', 'e', 'r') OR c.relkind = 'c' OR (typtype = 'b' AND typcategory <> 'A'))
      UNION ALL SELECT 'pg_operator'::regclass, oid, oprowner FROM pg_operator
      UNION ALL SELECT 'pg_opclass'::regclass, oid, opcowner FROM pg_opclass
      UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfowner FROM pg_opfamily
      UNION ALL SELECT 'pg_collation'::regclass, oid, collowner FROM pg_collation
      UNION ALL SELECT 'pg_conversion'::regclass, oid, conowner FROM pg_conversion
      UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, stxowner FROM pg_statistic_ext
      UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgowner FROM pg_ts_config
      UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictowner FROM pg_ts_dict
      UNION ALL SELECT 'pg_largeobject'::regclass, oid, lomowner FROM pg_largeobject_metadata
    ) AS o, pg_identify_object(o.catalog, o.oid, 0) AS i
    WHERE o.owner = 10 AND (o.oid >= 16384 OR (o.catalog = 'pg_namespace'::regclass AND i.identity = 'public'))
      AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = o.catalog AND d.objid = o.oid AND d.deptype = 'e')
  LOOP
    EXECUTE format('ALTER %s %s OWNER TO %I', one.kind, one.identity, app);
  END LOOP;
END
$handover$;
\endif
