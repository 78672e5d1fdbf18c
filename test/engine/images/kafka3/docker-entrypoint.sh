#!/bin/bash
# KAFKA_LOG_RETENTION_HOURS becomes log.retention.hours, as in Apache's image; then the folder of its messages is formatted, unless it is.
set -euo pipefail
config=/opt/kafka/config/server.properties
: "${CLUSTER_ID:=5L6g3nShT-eMCtK--X86sw}"
if [[ ${KAFKA_PROCESS_ROLES:-} == *broker* ]] && [ -z "${KAFKA_ADVERTISED_LISTENERS:-}" ]; then
  echo 'KAFKA_ADVERTISED_LISTENERS is required.' >&2
  exit 1
fi
# What these say is Java's or the image's, and no property.
env | grep '^KAFKA_' | grep -Ev '^KAFKA_(VERSION|OPTS|(HEAP|LOG4J|JMX|JVM_PERFORMANCE|GC_LOG)_OPTS|LOG4J_|TOOLS_LOG4J_)' |
  while IFS='=' read -r name value; do
    name=${name#KAFKA_}
    name=${name//___/-}
    name=${name//__/$'\t'}
    name=${name//_/.}
    name=${name//$'\t'/_}
    printf '%s=%s\n' "${name,,}" "$value"
  done >"$config"
said=$(/opt/kafka/bin/kafka-storage.sh format --cluster-id "$CLUSTER_ID" --config "$config" 2>&1) || grep -i 'already formatted' <<<"$said" || {
  printf '%s\n' "$said" >&2
  exit 1
}
exec /opt/kafka/bin/kafka-run-class.sh kafka.Kafka "$config"
