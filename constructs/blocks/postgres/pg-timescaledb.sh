# TimescaleDB, while a dump of it is loaded. Sourced by method-pg_dump.sh, after pg-superuser.sh.
# shellcheck shell=bash

# make_timescaledb FILE SERVICE SUPERUSER DATABASE: of the version that wrote the dump, which no other one reads; in a session of its own.
# @see https://docs.timescale.com/self-hosted/latest/backup-and-restore/logical-backup/
make_timescaledb() {
  local version
  version=$(head -c 100 -- "$1")
  [[ $version =~ ^[0-9A-Za-z.+-]+$ ]] || fail "$1 says no version" 'choose another backup'
  pg_sql "$2" "$3" "$4" "CREATE EXTENSION timescaledb VERSION '$version'" >/dev/null ||
    fail "the image of $2 has no TimescaleDB $version, which wrote the dump" 'restore with an image that has it, then ALTER EXTENSION timescaledb UPDATE'
}

# around_timescaledb pre|post FILE SERVICE SUPERUSER DATABASE: its own triggers and workers rest while its catalog is loaded.
around_timescaledb() {
  [ -f "$2" ] || return 0
  compose exec -T --user postgres "$3" psql --username "$4" --dbname "$5" --no-password --no-psqlrc --quiet --output /dev/null \
    --set ON_ERROR_STOP=1 --command "SELECT timescaledb_$1_restore()" </dev/null
}
