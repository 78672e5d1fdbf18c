#!/bin/bash
# KAFKA_CFG_LOG_RETENTION_HOURS becomes log.retention.hours, as in Bitnami's image.
set -euo pipefail
properties=/opt/bitnami/kafka/config/server.properties
{
  echo "broker.id=${KAFKA_BROKER_ID:?}"
  echo "log.dirs=/bitnami/kafka/data"
  env | sed -n 's/^KAFKA_CFG_//p' | while IFS='=' read -r name value; do
    printf '%s=%s\n' "$(tr 'A-Z_' 'a-z.' <<<"$name")" "$value"
  done
} >"$properties"
[ "${ALLOW_PLAINTEXT_LISTENER:-no}" = yes ] || { echo 'ALLOW_PLAINTEXT_LISTENER is not yes' >&2; exit 1; }
exec "$@"
