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
lost_mariadb() { sql_lost mariadb "'', 'root', 'mysql', 'mariadb.sys', 'healthcheck', 'PUBLIC'" "$@"; }

# carry_mariadb SERVICE CONTAINER ...: its users are made at its first start, with the passwords of .env.
carry_mariadb() { :; }
