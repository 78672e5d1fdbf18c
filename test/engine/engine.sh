# shellcheck shell=bash
# A Docker engine with versions of Compose, unpacked beside the system: nothing is installed but what they stand on.
# Sourced. Afterwards DOCKER_HOST and PATH lead to the engine, and compose_config NAME prints a DOCKER_CONFIG with that Compose.

ENGINE=${STOWAGE_ENGINE:-/var/cache/stowage-engine}
# No Debian suite has it: tools.sh builds it.
LATEST_COMPOSE=5.6.0

need_packages() {
  local package missing=()
  for package in "$@"; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
  [ "${#missing[@]}" -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || { echo "these packages are missing, and only root can install them: ${missing[*]}" >&2; return 1; }
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# unpack SUITE TARGET PACKAGE...: packages of another Debian suite, from the mirror that this machine's apt uses, into a folder.
unpack() {
  local suite=$1 target=$2 apt=$ENGINE/apt-$1 mirror deb
  shift 2
  mkdir -p "$apt"/{lists/partial,cache/archives/partial,none,debs}
  : >"$apt/status"
  mirror=$(awk '/^URIs:/ { print $2; exit }' /etc/apt/sources.list.d/*.sources 2>/dev/null || true)
  [ -n "$mirror" ] || mirror=$(awk '$1 == "deb" { print $2; exit }' /etc/apt/sources.list)
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$apt/sources.list"
  local options=(-qq -o "Dir::Etc::sourcelist=$apt/sources.list" -o "Dir::Etc::sourceparts=$apt/none"
    -o "Dir::Etc::preferences=$apt/none/x" -o "Dir::Etc::preferencesparts=$apt/none" -o "Dir::State=$apt"
    -o "Dir::State::lists=$apt/lists" -o "Dir::State::status=$apt/status" -o "Dir::Cache=$apt/cache"
    -o Acquire::Languages=none -o Acquire::Retries=3 -o Acquire::Check-Valid-Until=false -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update && (cd "$apt/debs" && rm -f ./*.deb && apt-get "${options[@]}" download "$@") || return 1
  mkdir -p "$target"
  for deb in "$apt/debs"/*.deb; do dpkg -x "$deb" "$target"; done
}

# use_go: a Go that is new enough for what is built here: this machine's, or one of another suite unpacked beside the system.
use_go() {
  local release
  release=$({ go env GOVERSION 2>/dev/null || true; } | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
  [ "${release:-0}" -lt 24 ] || return 0
  [ -x "$ENGINE/go/usr/lib/go-1.24/bin/go" ] || unpack trixie "$ENGINE/go" golang-1.24-go golang-1.24-src
  # Debian's keeps to itself, where a module asks for a later one.
  export GOROOT=$ENGINE/go/usr/lib/go-1.24 PATH=$ENGINE/go/usr/lib/go-1.24/bin:$PATH GOTOOLCHAIN=auto
}

fetch_engine() {
  local suite
  [ ! -x "$ENGINE/root/usr/sbin/dockerd" ] || return 0
  for suite in forky sid; do
    rm -rf "$ENGINE/root"
    if unpack "$suite" "$ENGINE/root" docker.io docker-cli containerd docker-compose docker-buildx tini-static; then return 0; fi
  done
  rm -rf "$ENGINE/root"
  echo 'no Debian suite gave a Docker engine' >&2
  return 1
}

fetch_old_compose() {
  [ -x "$ENGINE/old/usr/libexec/docker/cli-plugins/docker-compose" ] || unpack trixie "$ENGINE/old" docker-compose docker-buildx
}

compose_config() {
  local config=$ENGINE/config-$1 plugins=$ENGINE/root/usr/libexec/docker/cli-plugins
  case $1 in
    old) plugins=$ENGINE/old/usr/libexec/docker/cli-plugins ;;
    latest) plugins=$ENGINE/sources/compose-$LATEST_COMPOSE ;;
  esac
  mkdir -p "$config"
  ln -sfn "$plugins" "$config/cli-plugins"
  echo "$config"
}

# start_engine: one that answers already is used, and left as it is. Ours has ranges of addresses for more networks than the 31 that an
# engine has by itself: several areas run beside each other, and each is a host of its own to those who wrote it.
start_engine() {
  local try
  PATH=$ENGINE/root/usr/bin:$ENGINE/root/usr/sbin:$PATH:/usr/sbin:/sbin
  DOCKER_CONFIG=$(compose_config new)
  export PATH DOCKER_CONFIG
  if [ -z "${DOCKER_HOST:-}" ]; then
    DOCKER_HOST=unix:///var/run/docker.sock
    docker --host "$DOCKER_HOST" version >/dev/null 2>&1 || DOCKER_HOST=unix://$ENGINE/run/docker.sock
  fi
  export DOCKER_HOST
  docker version >/dev/null 2>&1 && return 0
  mountpoint -q /sys/fs/cgroup || { echo 'no cgroups are mounted' >&2; return 1; }
  mkdir -p "$ENGINE/run" "$ENGINE/data"
  trap stop_engine EXIT
  setsid dockerd --host "$DOCKER_HOST" --data-root "$ENGINE/data" --exec-root "$ENGINE/run/exec" \
    --default-address-pool base=172.16.0.0/12,size=22 --pidfile "$ENGINE/run/docker.pid" >"$ENGINE/dockerd.log" 2>&1 </dev/null &
  for try in $(seq 120); do
    if docker version >/dev/null 2>&1; then return 0; fi
    sleep 0.5
  done
  echo "the engine did not start after $try tries; its log:" >&2
  tail -n 20 "$ENGINE/dockerd.log" >&2
  return 1
}

stop_engine() {
  local pid try
  pid=$(cat "$ENGINE/run/docker.pid" 2>/dev/null) || return 0
  kill "$pid" 2>/dev/null || return 0
  for try in $(seq 60); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.5
  done
  echo "the engine did not stop after $((try / 2)) seconds" >&2
}

engine() {
  mkdir -p "$ENGINE"
  need_packages runc iptables procps iproute2 ca-certificates debian-archive-keyring
  fetch_engine
  fetch_old_compose
  start_engine
}
