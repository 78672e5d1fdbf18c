#!/bin/bash
# shellcheck disable=SC2086 # the options are words
# Health checks start a Java machine each time: what it loads, and how, is cut to that.
home=$(cd -- "$(dirname -- "$0")/.." && pwd)
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "${KAFKA_ARCHIVE:--XX:SharedArchiveFile=$home/classes.jsa}" -Xshare:auto -Xlog:disable -Xlog:all=error:stderr \
  ${KAFKA_HEAP_OPTS:--Xmx256m} ${KAFKA_OPTS:-} -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$home/libs/*" "$@"
