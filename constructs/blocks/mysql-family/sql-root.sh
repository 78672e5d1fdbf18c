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
