#!/bin/bash
# What the official image of MariaDB does before its server runs: its variables, its user, its first start, its refusals.
set -eo pipefail
shopt -s nullglob
note() { echo "$(date --rfc-3339=seconds) [Note] [Entrypoint]: $*"; }
refuse() { echo "$(date --rfc-3339=seconds) [ERROR] [Entrypoint]: $*" >&2; exit 1; }

[ "${1:0:1}" != - ] || set -- mariadbd "$@"
[ "$1" = mariadbd ] || exec "$@"
if ! wrong=$("$@" --verbose --help 2>&1 >/dev/null); then refuse "mariadbd failed while attempting to check config: $wrong"; fi
# configured NAME COMMAND...: what the server takes for it.
configured() { "${@:2}" --verbose --help 2>/dev/null | awk -v name="$1" '$1 == name && /^[^ \t]/ { print $2; exit }'; }
data=$(configured datadir "$@")
socket=$(configured socket "$@")
mkdir -p "$data"
if [ "$(id -u)" = 0 ]; then
  find "$data" ! -user mysql -exec chown mysql: '{}' +
  find "${socket%/*}" -maxdepth 0 ! -user mysql -exec chown mysql: '{}' ';'
  note "Switching to dedicated user 'mysql'"
  exec setpriv --reuid=mysql --regid=mysql --init-groups "$0" "$@"
fi
# Each variable may have its older name, or stand in a file.
for name in ROOT_HOST DATABASE USER PASSWORD ROOT_PASSWORD RANDOM_ROOT_PASSWORD; do
  maria=MARIADB_$name old=MYSQL_$name file=MARIADB_${name}_FILE
  value=${!maria:-${!old:-}}
  [ -z "${!file:-}" ] || { [ -z "$value" ] || refuse "Both $maria and $file are set (but are exclusive)"; value=$(<"${!file}"); }
  export "$maria=$value" "$old=$value"
done
: "${MARIADB_ROOT_HOST:=%}" "${MARIADB_ALLOW_EMPTY_ROOT_PASSWORD:=${MYSQL_ALLOW_EMPTY_PASSWORD:-}}"

as_root() { MYSQL_PWD=$MARIADB_ROOT_PASSWORD mariadb --protocol=socket -uroot -hlocalhost --socket="$socket" ${MARIADB_DATABASE:+--database="$MARIADB_DATABASE"} "$@"; }
# shellcheck disable=SC2120 # scripts of the first start say more
docker_process_sql() { as_root "$@"; }
temporary() {
  "$@" --skip-networking --default-time-zone=SYSTEM --socket="$socket" --wsrep_on=OFF --loose-innodb_buffer_pool_load_at_startup=0 &
  server=$!
  for _ in {1..60}; do
    if MYSQL_PWD='' mariadb --protocol=socket -uroot --socket="$socket" --database=mysql <<<'SELECT 1' >/dev/null 2>&1; then return 0; fi
    sleep 0.5
  done
  refuse 'Unable to start server.'
}
quoted() { local text=${1//\\/\\\\}; printf "'%s'" "${text//\'/\\\'}"; }

if [ ! -d "$data/mysql" ]; then
  [ -n "$MARIADB_ROOT_PASSWORD$MARIADB_ALLOW_EMPTY_ROOT_PASSWORD$MARIADB_RANDOM_ROOT_PASSWORD" ] ||
    refuse 'Database is uninitialized and password option is not specified'
  note 'Initializing database files'
  mariadb-install-db --datadir="$data" --rpm --auth-root-authentication-method=normal "${@:2}" --skip-test-db --default-time-zone=SYSTEM \
    --enforce-storage-engine= --skip-log-bin >/dev/null
  temporary "$@"
  mariadb-tzinfo-to-sql --skip-write-binlog /usr/share/zoneinfo 2>/dev/null | MYSQL_PWD='' mariadb -uroot --socket="$socket" --database=mysql
  if [ -n "$MARIADB_RANDOM_ROOT_PASSWORD" ]; then
    export MARIADB_ROOT_PASSWORD
    MARIADB_ROOT_PASSWORD=$(pwgen --numerals --capitalize --symbols --remove-chars="'\\" -1 32)
    note "GENERATED ROOT PASSWORD: $MARIADB_ROOT_PASSWORD"
  fi
  {
    echo "DROP USER IF EXISTS root@'127.0.0.1', root@'::1';"
    # shellcheck disable=SC2028 # the backslashes are SQL's
    echo "EXECUTE IMMEDIATE CONCAT('DROP USER IF EXISTS root@\\'', @@hostname, '\\'');"
    echo "SET PASSWORD FOR root@localhost = PASSWORD($(quoted "$MARIADB_ROOT_PASSWORD"));"
    [ "$MARIADB_ROOT_HOST" = localhost ] ||
      echo "CREATE USER root@'$MARIADB_ROOT_HOST' IDENTIFIED BY $(quoted "$MARIADB_ROOT_PASSWORD"); GRANT ALL ON *.* TO root@'$MARIADB_ROOT_HOST' WITH GRANT OPTION;"
    [ -z "$MARIADB_DATABASE" ] || echo "CREATE DATABASE IF NOT EXISTS \`$MARIADB_DATABASE\`;"
    if [ -n "$MARIADB_USER" ] && [ -n "$MARIADB_PASSWORD" ]; then
      echo "CREATE USER '$MARIADB_USER'@'%' IDENTIFIED BY $(quoted "$MARIADB_PASSWORD");"
      [ -z "$MARIADB_DATABASE" ] || echo "GRANT ALL ON \`${MARIADB_DATABASE//_/\\_}\`.* TO '$MARIADB_USER'@'%';"
    fi
  } | MYSQL_PWD='' mariadb -uroot --socket="$socket" --database=mysql --binary-mode
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh)
        if [ -x "$file" ]; then
          note "$0: running $file"
          "$file"
        else
          note "$0: sourcing $file"
          # shellcheck disable=SC1090
          . "$file"
        fi
        ;;
      *.sql) note "$0: running $file"; as_root <"$file" ;;
      *) note "$0: ignoring $file" ;;
    esac
  done
  note 'Stopping temporary server'
  kill "$server"
  wait "$server"
  note 'MariaDB init process done. Ready for start up.'
fi
exec "$@"
