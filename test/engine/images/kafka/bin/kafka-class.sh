#!/bin/bash
# shellcheck disable=SC2086 # the options are words
# The real image's Java 11 of before 11.0.17 dies so on a kernel from 6.12 on, in the broker and in every tool beside it.
if [[ " ${KAFKA_OPTS:-} ${KAFKA_HEAP_OPTS:-} " != *' -XX:-UseContainerSupport '* ]]; then
  echo 'java.lang.NullPointerException
	at java.base/jdk.internal.platform.cgroupv2.CgroupV2Subsystem.getInstance(CgroupV2Subsystem.java:80)
stand-in for Kafka: an old Java ends here on a kernel from 6.12 on, unless KAFKA_OPTS or KAFKA_HEAP_OPTS has -XX:-UseContainerSupport' >&2
  exit 1
fi
# Health checks start a Java machine each time: what it loads, and how, is cut to that.
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:SharedArchiveFile=/opt/bitnami/kafka/classes.jsa -Xshare:auto -Xlog:disable -Xlog:all=error:stderr \
  ${KAFKA_HEAP_OPTS:--Xmx256m} ${KAFKA_OPTS:-} -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp '/opt/bitnami/kafka/libs/*' "$@"
