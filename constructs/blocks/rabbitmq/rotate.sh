# Gives a user of RabbitMQ another password. Sourced, never run.
# shellcheck shell=bash

# rotate_rabbitmq SERVICE USER: rabbitmqctl comes in by the cookie of the node, and reads the password from standard input.
rotate_rabbitmq() {
  local password
  IFS= read -r password || return 1
  printf '%s\n' "$password" | compose exec -T "$1" rabbitmqctl --quiet change_password "$2" >/dev/null
}
