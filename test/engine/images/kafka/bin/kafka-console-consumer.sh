#!/bin/sh
exec "$(dirname "$0")/kafka-class.sh" kafka.tools.ConsoleConsumer "$@"
