#!/bin/bash
# Stand-in for the official postgres image's entrypoint (Debian postgresql-17).
set -Eeuo pipefail
file_env() { local v=$1 d=${2:-} f="${1}_FILE"; if [ -n "${!v:-}" ] && [ -n "${!f:-}" ]; then echo >&2 "error: both $v and $f are set (but are exclusive)"; exit 1; fi
  local x=$d; if [ -n "${!v:-}" ]; then x=${!v}; elif [ -n "${!f:-}" ]; then x=$(< "${!f}"); fi; export "$v"="$x"; unset "$f"; }
[ "${1:0:1}" = '-' ] && set -- postgres "$@"
if [ "$1" = postgres ] && [ "$(id -u)" = 0 ]; then
  # As the official one: a mode that it may not set is no fault, an owner is one.
  mkdir -p "$PGDATA"; chmod 00700 "$PGDATA" || :; mkdir -p /var/run/postgresql || :; chmod 03775 /var/run/postgresql || :
  find "$PGDATA" /var/run/postgresql \! -user postgres -exec chown postgres:postgres '{}' +
  exec setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/var/lib/postgresql "$BASH_SOURCE" "$@"
fi
if [ "$1" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
  file_env POSTGRES_PASSWORD; file_env POSTGRES_USER postgres; file_env POSTGRES_DB "$POSTGRES_USER"
  : "${POSTGRES_HOST_AUTH_METHOD:=}"
  if [ -z "$POSTGRES_PASSWORD" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != trust ]; then
    echo >&2 'Error: Database is uninitialized and superuser password is not specified.'; exit 1; fi
  pw=$(mktemp); printf '%s\n' "$POSTGRES_PASSWORD" > "$pw"
  initdb -D "$PGDATA" --username="$POSTGRES_USER" ${POSTGRES_PASSWORD:+--pwfile="$pw"} ${POSTGRES_INITDB_ARGS:-}; rm -f "$pw"
  printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >> "$PGDATA/pg_hba.conf"
  sed -i "s/^#\?listen_addresses.*/listen_addresses = '*'/" "$PGDATA/postgresql.conf"
  pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -p 5432" -w start
  q() { PGHOST= PGHOSTADDR= psql -v ON_ERROR_STOP=1 --no-psqlrc -U "$POSTGRES_USER" "$@"; }
  [ "$POSTGRES_DB" = postgres ] || q -d postgres -v db="$POSTGRES_DB" <<<'CREATE DATABASE :"db" ;'
  for f in /docker-entrypoint-initdb.d/*; do case "$f" in
    *.sh) if [ -x "$f" ]; then echo "$0: running $f"; "$f"; else echo "$0: sourcing $f"; . "$f"; fi ;;
    *.sql) echo "$0: running $f"; q -d "$POSTGRES_DB" -f "$f" ;;
    *.sql.gz) echo "$0: running $f"; gunzip -c "$f" | q -d "$POSTGRES_DB" ;;
    '/docker-entrypoint-initdb.d/*') ;; *) echo "$0: ignoring $f" ;; esac; done
  pg_ctl -D "$PGDATA" -m fast -w stop
  echo; echo 'PostgreSQL init process complete; ready for start up.'; echo
elif [ "$1" = postgres ]; then echo; echo 'PostgreSQL Database directory appears to contain a database; Skipping initialization'; echo; fi
exec "$@"
