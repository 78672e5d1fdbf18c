# Who may do everything in PostgreSQL, and who owns what the application stores. Sourced by method-pg_dump.sh and adopt-postgres.sh.
# shellcheck shell=bash

# pg_sql SERVICE ROLE DATABASE STATEMENT...: statements of our own, as the image's own user. Each goes to the server as it is:
# psql looks for commands of its own only in what it reads from a file. What an application may have called like a function of
# PostgreSQL is not found.
pg_sql() {
  local service=$1 role=$2 database=$3 statement words=()
  shift 3
  for statement in "$@"; do words+=(--command "$statement"); done
  compose exec -T --user postgres --env PGOPTIONS='-c search_path=pg_catalog -c client_min_messages=error' "$service" \
    psql --username "$role" --dbname "$database" --no-password --no-psqlrc --no-align --tuples-only --quiet \
    --set ON_ERROR_STOP=1 "${words[@]}" </dev/null
}

# superuser_of SERVICE DATABASE OWNER: the role that the data directory was made with, whatever it is called now. PostgreSQL numbers
# it 10. It is OWNER where owner.sql did not run yet.
superuser_of() {
  local found
  found=$(pg_sql "$1" "$3" "$2" 'SELECT rolname FROM pg_roles WHERE oid = 10')
  [ -n "$found" ] || fail "PostgreSQL in $1 does not say who its superuser is" "see: make logs SERVICE=$1"
  printf '%s\n' "$found"
}

# hand_over SERVICE DATABASE OWNER: makes the application's role an owner and no superuser; does nothing when it is that already.
hand_over() {
  compose exec -T --user postgres "$1" psql --username "$3" --dbname "$2" --no-password --no-psqlrc --quiet --output /dev/null \
    --file - <"$1/owner.sql"
}

# make_databases SERVICE: the databases beside the first one and their roles, with the passwords that the container has.
make_databases() {
  compose exec -T --user postgres "$1" bash /docker-entrypoint-initdb.d/zzz-databases.sh </dev/null
}

# quoted_name TEXT: as a name in SQL.
quoted_name() {
  printf '"%s"' "${1//\"/\"\"}"
}
