#!/bin/bash
# KAFKA_CFG_LOG_RETENTION_HOURS becomes log.retention.hours, as in Bitnami's image.
set -euo pipefail
config=/opt/bitnami/kafka/config
protocols=${KAFKA_CFG_LISTENER_SECURITY_PROTOCOL_MAP:-}
{
  echo "broker.id=${KAFKA_BROKER_ID:?}"
  echo "log.dirs=/bitnami/kafka/data"
  env | sed -n 's/^KAFKA_CFG_//p' | while IFS='=' read -r name value; do
    printf '%s=%s\n' "$(tr 'A-Z_' 'a-z.' <<<"$name")" "$value"
  done
} >"$config/server.properties"
[ "${ALLOW_PLAINTEXT_LISTENER:-no}" = yes ] || { echo 'ALLOW_PLAINTEXT_LISTENER is not yes' >&2; exit 1; }
# Where any listener asks for a password, that of 2.8 takes KAFKA_OPTS for a file with the logins, whatever it was. It writes that file for a
# listener CLIENT alone, and has a login for whoever names none.
if [[ $protocols == *CLIENT:SASL* ]]; then
  printf 'KafkaServer {\n  org.apache.kafka.common.security.plain.PlainLoginModule required\n  user_%s="%s";\n};\n' \
    "${KAFKA_CLIENT_USERS:-user}" "${KAFKA_CLIENT_PASSWORDS:-bitnami}" >"$config/kafka_jaas.conf"
fi
if [[ $protocols == *SASL* ]]; then export KAFKA_OPTS="-Djava.security.auth.login.config=$config/kafka_jaas.conf"; fi
exec "$@"
