# Gives a user of MariaDB or MySQL another password, as root inside the container. Sourced, never run.
# shellcheck shell=bash

# rotate_sql SERVICE VARIABLE...: of whom the container knows the password by these variables. The script that makes the users does it, told the
# new one in their place: it spells it for SQL.
rotate_sql() {
  local service=$1 word other
  shift
  IFS= read -r word && IFS= read -r other || return 1
  # shellcheck disable=SC2016 # the container's shell expands it
  printf '%s\n' "$word" "$other" | compose exec -T "$service" sh -c '
    IFS= read -r word && IFS= read -r other || exit 1
    for variable; do
      if [ "$variable" != MYSQL_ROOT_PASSWORD ]; then
        export "$variable=$word"
        users=yes
        continue
      fi
      # Root of MySQL comes in with the one that is to be replaced, or with the new one where a try before has come so far.
      for MYSQL_PWD in "$word" "$other"; do
        export MYSQL_PWD
        ! mysql --user=root --execute="SELECT 1" >/dev/null 2>&1 || break
      done
      quoted=$(printf %s "$word" | sed "s/\\\\/&&/g; s/'\''/&&/g")
      printf "SET SESSION sql_mode = \"\";\nALTER USER root@localhost IDENTIFIED BY \047%s\047;\n" "$quoted" | mysql --user=root || exit 1
      export "$variable=$word"
    done
    [ -z "${users:-}" ] || exec sh /docker-entrypoint-initdb.d/zz-users.sh' sh "$@" >/dev/null
}
