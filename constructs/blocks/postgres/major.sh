# PostgreSQL's major versions: SERVICE ..., then DATABASE USER of each. Sourced by majors.sh.
# shellcheck shell=bash

# shellcheck source-path=SCRIPTDIR source=pg-superuser.sh
. scripts/pg-superuser.sh

# majors_postgres SERVICE VOLUME IMAGE: from 18 on the image keeps its data in a folder of their version.
majors_postgres() {
  # shellcheck disable=SC2016 # the container's shell expands it
  look_into "$3" "$2" '
    image=$(postgres --version | sed "s/[^0-9]*\([0-9]*\).*/\1/")
    echo "image $image"
    for at in "/volume/$image/docker" /volume /volume/*/docker /volume/* /volume/*/*; do
      [ -s "$at/PG_VERSION" ] || continue
      echo "data $(sed 1q "$at/PG_VERSION")"
      break
    done'
}

# lost_postgres SERVICE CONTAINER DATABASE USER...: what pg_dump of these databases does not hold. What is set in the directory is
# said, for no file of the stack can say it.
lost_postgres() {
  local service=$1 database=$3 user=$4 root settings saved="'postgres'"
  root=$(superuser_of "$service" "$database" "$user")
  shift 2
  while [ "$#" -gt 0 ]; do
    saved+=", '${1//\'/\'\'}'"
    shift 2
  done
  pg_sql "$service" "$root" template1 "SELECT 'the database ' || datname FROM pg_database
    WHERE NOT datistemplate AND datname NOT IN ($saved)" \
    "SELECT 'the tablespace ' || spcname FROM pg_tablespace WHERE spcname NOT LIKE 'pg\\_%'"
  if [ "$database" != postgres ]; then
    pg_sql "$service" "$root" postgres "SELECT 'the table ' || c.relname || ' of the database postgres' FROM pg_class AS c
      WHERE c.relkind IN ('r', 'p', 'm') AND c.oid >= 16384 AND c.relpersistence <> 't' AND NOT EXISTS (
        SELECT FROM pg_depend AS d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')"
  fi
  settings=$(pg_sql "$service" "$root" template1 "SELECT string_agg(name, ', ' ORDER BY name) FROM pg_settings WHERE sourcefile LIKE '%/postgresql.auto.conf'")
  [ -z "$settings" ] || warn "$service: what ALTER SYSTEM has set stays behind; set it again afterwards, or in the stack: $settings"
}

# carry_postgres SERVICE CONTAINER DATABASE USER...: the passwords of roles, as the old server keeps them. Those of the application come
# from .env, and the superuser has none. Neither arguments nor logs see them.
carry_postgres() {
  local service=$1 old=$2 database=$3 user=$4 root ours users=''
  root=$(superuser_of "$service" "$database" "$user")
  shift 2
  while [ "$#" -gt 0 ]; do
    users+=${users:+$'\n'}$2
    shift 2
  done
  ours=$(docker exec --user postgres "$old" psql --username "$user" --dbname "$database" --no-password --no-psqlrc --no-align \
    --tuples-only --command 'SELECT rolname FROM pg_catalog.pg_roles WHERE oid = 10' </dev/null)
  # shellcheck disable=SC2016 # psql's own $
  docker exec --interactive --user postgres "$old" psql --username "$ours" --dbname "$database" --no-password --no-psqlrc --no-align \
    --tuples-only --quiet --set ON_ERROR_STOP=1 --set users="$users" --file - <<'END' |
SET search_path = pg_catalog;
SELECT format('ALTER ROLE %I PASSWORD %L;', rolname, rolpassword) FROM pg_authid
  WHERE rolpassword IS NOT NULL AND oid <> 10 AND rolname <> ALL (string_to_array(:'users', chr(10)));
END
    { printf "%s\n" "SET log_statement = 'none';" "SET log_min_duration_statement = -1;" "SET log_min_error_statement = 'panic';" && cat; } |
    compose exec -T --user postgres "$service" psql --username "$root" --dbname template1 --no-password --no-psqlrc --quiet \
      --output /dev/null --set ON_ERROR_STOP=1 --file - ||
    fail "the passwords of the other roles of $service could not be carried over" 'see what psql says above'
}
