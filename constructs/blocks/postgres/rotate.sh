# Gives a role another password, through the local socket, where PostgreSQL asks for none. Sourced, never run.
# shellcheck shell=bash
# shellcheck source-path=SCRIPTDIR source=pg-superuser.sh
. scripts/pg-superuser.sh

# rotate_postgres SERVICE DATABASE USER: the password is a line of standard input. psql makes the hash of it, so that no log has it.
rotate_postgres() {
  local password root role
  IFS= read -r password
  root=$(superuser_of "$@") || return 1
  role=$(quoted_name "$3")
  # Without a terminal, psql reads it from standard input, and once more.
  printf '%s\n' "$password" "$password" |
    compose exec -T --user postgres "$1" psql --username "$root" --dbname template1 --no-password --no-psqlrc --quiet \
      --set ON_ERROR_STOP=1 --command "\\password $role" >/dev/null
}
