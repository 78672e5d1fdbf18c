#!/bin/bash
set -euo pipefail
if [[ $1 == rabbitmq* && $(id -u) == 0 ]]; then
  [ "$1" != rabbitmq-server ] || find /var/lib/rabbitmq \! -user rabbitmq -exec chown rabbitmq '{}' +
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --clear-groups "${BASH_SOURCE[0]}" "$@"
fi
for name in $(compgen -v); do
  case $name in
    RABBITMQ_DEFAULT_PASS_FILE | RABBITMQ_DEFAULT_USER_FILE | RABBITMQ_MANAGEMENT_SSL_* | RABBITMQ_SSL_* | RABBITMQ_VM_MEMORY_HIGH_WATERMARK)
      [ -z "${!name}" ] || { echo "error: $name is set but deprecated" >&2; exit 1; }
      ;;
  esac
done
exec "$@"
