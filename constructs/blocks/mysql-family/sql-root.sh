# How a server of MariaDB or MySQL is asked. Sourced by sql-dump.sh, and by what tells its major versions.
# shellcheck shell=bash

# sql_root SERVICE PROGRAM WORD...: as root, by the socket inside the container: MariaDB asks the kernel who comes, MySQL wants the password
# that its container has.
sql_root() {
  local service=$1
  shift
  # shellcheck disable=SC2016 # the container's shell expands it
  compose exec -T "$service" sh -c 'export MYSQL_PWD="${MYSQL_ROOT_PASSWORD:-}"; exec "$@" --user=root' sh "$@"
}

# sql_ask SERVICE CLIENT STATEMENT: what it answers, a row a line.
sql_ask() {
  sql_root "$1" "$2" --batch --skip-column-names --execute="$3" </dev/null
}

# sql_lost CLIENT USERS SERVICE CONTAINER, then DATABASE USER VARIABLE of each: other databases, and users beside these and USERS, which the
# server has itself.
sql_lost() {
  local client=$1 users=$2 service=$3 databases="'mysql', 'sys', 'information_schema', 'performance_schema'"
  shift 4
  while [ "$#" -gt 0 ]; do
    databases+=", '$1'"
    users+=", '$2'"
    shift 3
  done
  sql_ask "$service" "$client" "SELECT CONCAT('the database ', schema_name) FROM information_schema.schemata WHERE schema_name NOT IN ($databases)"
  sql_ask "$service" "$client" "SELECT DISTINCT CONCAT('the user ', user) FROM mysql.user WHERE user NOT IN ($users)"
}
