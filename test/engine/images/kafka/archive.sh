#!/bin/bash
# Writes the classes that a broker and its tools load into one archive, from which Java starts in a third of the time.
set -euo pipefail
folder=$(mktemp -d)
export KAFKA_OPTS=-XX:-UseContainerSupport KAFKA_HEAP_OPTS=-Xmx256m
printf '%s\n' "dataDir=$folder/zookeeper" clientPort=2181 admin.enableServer=false >"$folder/zookeeper.properties"
printf '%s\n' broker.id=1 "log.dirs=$folder/kafka" zookeeper.connect=127.0.0.1:2181 listeners=PLAINTEXT://127.0.0.1:9092 offsets.topic.replication.factor=1 >"$folder/server.properties"
kafka-class.sh org.apache.zookeeper.server.quorum.QuorumPeerMain "$folder/zookeeper.properties" &
zookeeper=$!
sed 's:-XX.SharedArchiveFile=[^ ]*:-XX\:ArchiveClassesAtExit=/opt/bitnami/kafka/classes.jsa:' "$(command -v kafka-class.sh)" >"$folder/archiving"
chmod +x "$folder/archiving"
"$folder/archiving" kafka.Kafka "$folder/server.properties" &
broker=$!
for _ in $(seq 60); do
  if kafka-topics.sh --bootstrap-server 127.0.0.1:9092 --list 2>/dev/null; then break; fi
  sleep 1
done
kill -TERM "$broker"
wait "$broker" || true
kill -KILL "$zookeeper"
rm -rf "$folder"
[ -s /opt/bitnami/kafka/classes.jsa ]
