# MariaDB, by mariadb-dump: FOLDER NAME SERVICE, then DATABASE USER VARIABLE of each. Sourced by stores.sh, after methods.sh.
# shellcheck shell=bash

# shellcheck source-path=SCRIPTDIR source-path=SCRIPTDIR/../mysql-family source=sql-dump.sh
. scripts/sql-dump.sh

save_mariadb_dump() {
  local store=("$1" "$2" "$3")
  shift 3
  sql_save "${store[@]}" mariadb mariadb-dump '' "$@"
}
tidy_mariadb_dump() { :; }
check_mariadb_dump() {
  local store=("$1" "$2")
  shift 3
  sql_check "${store[@]}" "$@"
}
load_mariadb_dump() {
  local store=("$1" "$2" "$3")
  shift 3
  sql_load "${store[@]}" mariadb "$@"
}
count_mariadb_dump() {
  local store=("$1" "$2" "$3")
  shift 3
  sql_count "${store[@]}" mariadb-dump '' "$@"
}
compare_mariadb_dump() { sql_compare "$1" "$2"; }
