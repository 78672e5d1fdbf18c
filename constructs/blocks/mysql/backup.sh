# MySQL, by mysqldump: FOLDER NAME SERVICE, then DATABASE USER VARIABLE of each. Sourced by stores.sh, after methods.sh.
# shellcheck shell=bash

# shellcheck source-path=SCRIPTDIR source-path=SCRIPTDIR/../mysql-family source=sql-dump.sh
. scripts/sql-dump.sh

save_mysqldump() {
  local store=("$1" "$2" "$3")
  shift 3
  sql_save "${store[@]}" mysql mysqldump --set-gtid-purged=OFF "$@"
}
tidy_mysqldump() { :; }
check_mysqldump() {
  local store=("$1" "$2")
  shift 3
  sql_check "${store[@]}" "$@"
}
load_mysqldump() {
  local store=("$1" "$2" "$3")
  shift 3
  sql_load "${store[@]}" mysql "$@"
}
count_mysqldump() {
  local store=("$1" "$2" "$3")
  shift 3
  sql_count "${store[@]}" mysqldump --set-gtid-purged=OFF "$@"
}
compare_mysqldump() { sql_compare "$1" "$2"; }
