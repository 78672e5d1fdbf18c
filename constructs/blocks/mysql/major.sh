# MySQL's major versions: SERVICE ..., then DATABASE USER VARIABLE of each. Sourced by majors.sh.
# shellcheck shell=bash

# shellcheck source-path=SCRIPTDIR source-path=SCRIPTDIR/../mysql-family source=sql-root.sh
. scripts/sql-root.sh

# majors_mysql SERVICE VOLUME IMAGE: the first page of mysql.ibd says, in four bytes at the eighth, which server has its tables: 80411 is
# 8.4.11. Before 8.0 there is none, and tables are described by files of their own.
majors_mysql() {
  # shellcheck disable=SC2016 # the container's shell expands it
  look_into "$3" "$2" '
    mysqld --version | sed -n "s/.* Ver \([0-9]*\.[0-9]*\)\..*/image \1/p"
    if [ -f /volume/aria_log_control ]; then
      echo "data 10.0"
      echo "refused they are of MariaDB, whose tables no MySQL reads; dump them with MariaDB, and load the dump into an empty volume"
    elif [ -s /volume/mysql.ibd ]; then
      set -- $(od -An -tu1 -j8 -N4 /volume/mysql.ibd)
      version=$(((($1 * 256 + $2) * 256 + $3) * 256 + $4))
      [ "$version" -lt 80000 ] || [ "$version" -ge 1000000 ] || echo "data $((version / 10000)).$((version / 100 % 100))"
    elif [ -f /volume/mysql/user.frm ]; then
      echo "data 5.7"
    fi'
}

# lost_mysql SERVICE CONTAINER DATABASE USER VARIABLE...: databases and users that no file of the stack names.
lost_mysql() { sql_lost mysql "'', 'root', 'mysql.sys', 'mysql.session', 'mysql.infoschema'" "$@"; }

# carry_mysql SERVICE CONTAINER ...: its users are made at its first start, with the passwords of .env.
carry_mysql() { :; }
