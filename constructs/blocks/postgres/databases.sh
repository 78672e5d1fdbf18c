# The other databases of this PostgreSQL and their roles, with the passwords of .env. The image sources this at the end of the first start,
# after owner.sql; a job runs it at each start, and a restore before it loads. What is there already stays. None of the passwords stands in
# an argument of a program, and psql hashes them.
# shellcheck shell=bash

# stowage_sql ROLE DATABASE WORD...: by the socket, which asks for no password.
stowage_sql() {
  stowage_as=$1
  stowage_in=$2
  shift 2
  PGOPTIONS='-c client_min_messages=warning' psql --username "$stowage_as" --dbname "$stowage_in" --no-password --no-psqlrc \
    --quiet --no-align --tuples-only --set ON_ERROR_STOP=1 "$@"
}

# stowage_database DATABASE USER PASSWORD EXTENSION...: the application's role has its password already.
stowage_database() {
  stowage_name=$1
  stowage_user=$2
  stowage_password=$3
  shift 3
  if [ -z "$stowage_password" ] && [ "$stowage_user" != "$POSTGRES_USER" ]; then
    echo "error: $stowage_user, who owns the database $stowage_name, has no password" >&2
    return 1
  fi
  stowage_found=$(stowage_sql "$stowage_root" "$POSTGRES_DB" --set name="$stowage_name" --set owner="$stowage_user" <<'END'
SET search_path = pg_catalog;
SELECT format('CREATE ROLE %I LOGIN', :'owner') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'owner') \gexec
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'owner') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name')
UNION ALL
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'name') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = :'name';
END
  ) || return 1
  if [ "$stowage_found" != "$stowage_user" ]; then
    echo "error: the database $stowage_name belongs to $stowage_found, and the stack says that it is $stowage_user's" >&2
    echo "       ALTER DATABASE and REASSIGN OWNED in psql give it over with what stands in it; or name its owner in the stack" >&2
    return 1
  fi
  # Without a terminal, psql reads it from standard input, and once more.
  [ -z "$stowage_password" ] || stowage_found=$(printf '%s\n%s\n' "$stowage_password" "$stowage_password" | stowage_sql "$stowage_root" "$POSTGRES_DB" \
    --command "\\password \"$(printf '%s' "$stowage_user" | sed 's/"/""/g')\"" 2>&1 >/dev/null) || {
    printf '%s\n' "$stowage_found" >&2
    return 1
  }
  # Before PostgreSQL 15 the schema public is the superuser's.
  stowage_sql "$stowage_root" "$stowage_name" --set owner="$stowage_user" <<'END' || return 1
SELECT pg_catalog.format('ALTER SCHEMA public OWNER TO %I', :'owner') FROM pg_catalog.pg_namespace WHERE nspname = 'public' AND nspowner = 10 \gexec
END
  for stowage_extension; do
    stowage_sql "$stowage_root" "$stowage_name" --command "CREATE EXTENSION IF NOT EXISTS \"$stowage_extension\" CASCADE" || return 1
  done
}

stowage_databases() (
  stowage_root=$(stowage_sql "$POSTGRES_USER" "$POSTGRES_DB" --command 'SELECT rolname FROM pg_catalog.pg_roles WHERE oid = 10') || return 1
  [ -n "$stowage_root" ] || return 1
  # Whoever owns another database has no business in the first one. Where there are roles by hand, an operator has said who has.
  stowage_sql "$stowage_root" "$POSTGRES_DB" --set owner="$POSTGRES_USER" <<'END' || return 1
SELECT pg_catalog.format('REVOKE ALL ON DATABASE %I FROM PUBLIC', pg_catalog.current_database())
  WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolcanlogin AND oid <> 10 AND rolname <> :'owner') \gexec
END
  # Databases stand here.
)

stowage_databases
