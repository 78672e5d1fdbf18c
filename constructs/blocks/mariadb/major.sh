# MariaDB's major versions: SERVICE ..., then DATABASE USER VARIABLE of each. Sourced by majors.sh.
# shellcheck shell=bash

# shellcheck source-path=SCRIPTDIR source-path=SCRIPTDIR/../mysql-family source=sql-root.sh
. scripts/sql-root.sh

# majors_mariadb SERVICE VOLUME IMAGE: what makes a data directory, or brings its system tables up, writes its version there; since 11 under
# another name.
majors_mariadb() {
  # shellcheck disable=SC2016 # the container's shell expands it
  look_into "$3" "$2" '
    mariadbd --version | sed -n "s/.* Ver \([0-9]*\.[0-9]*\)\..*/image \1/p"
    for at in /volume/mariadb_upgrade_info /volume/mysql_upgrade_info; do
      [ -s "$at" ] || continue
      sed -n "1s/^\([0-9]*\.[0-9]*\)\..*/data \1/p" "$at"
      exit
    done
    [ ! -f /volume/mysql.ibd ] || {
      echo "data 8.0"
      echo "refused they are of MySQL, whose tables no MariaDB reads; dump them with MySQL, and load the dump into an empty volume"
    }'
}

# lost_mariadb SERVICE CONTAINER DATABASE USER VARIABLE...: databases and users that no file of the stack names.
lost_mariadb() {
  local service=$1 databases="'mysql', 'sys', 'information_schema', 'performance_schema'" users="'', 'root', 'mysql', 'mariadb.sys', 'healthcheck', 'PUBLIC'"
  shift 2
  while [ "$#" -gt 0 ]; do
    databases+=", '$1'"
    users+=", '$2'"
    shift 3
  done
  sql_ask "$service" mariadb "SELECT CONCAT('the database ', schema_name) FROM information_schema.schemata WHERE schema_name NOT IN ($databases)"
  sql_ask "$service" mariadb "SELECT DISTINCT CONCAT('the user ', user) FROM mysql.user WHERE user NOT IN ($users)"
}

# carry_mariadb SERVICE CONTAINER ...: its users are made at its first start, with the passwords of .env.
carry_mariadb() { :; }
