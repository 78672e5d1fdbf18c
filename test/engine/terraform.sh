# shellcheck shell=bash
# Terraform, which the machine has or not, and its provider for Docker, which is built here beside the rest. Sourced after engine.sh,
# whose `use_go` it uses.

PROVIDER_VERSION=4.6.0
PROVIDER_RECIPE=test/engine/terraform-provider

# begin_terraform: says where everything will be, and begins to build the provider where it is not there yet.
begin_terraform() {
  local recipe=("$PROVIDER_RECIPE"/{go.mod,go.sum,tools.go} test/engine/terraform.sh) os
  if ! command -v terraform >/dev/null; then
    [ "${CI:-}" != true ] || { echo 'terraform is missing, and CI must have it' >&2; return 1; }
    echo 'skipped, the areas of Terraform: there is no terraform'
    return 0
  fi
  use_go
  os=$(go env GOOS)_$(go env GOARCH)
  PROVIDER_FOLDER=$ENGINE/sources/terraform-$(cat -- "${recipe[@]}" | sha256sum | cut -c1-16)
  PROVIDER=$PROVIDER_FOLDER/registry.terraform.io/kreuzwerker/docker/$PROVIDER_VERSION/$os/terraform-provider-docker_v$PROVIDER_VERSION
  PROVIDER_LOG=$PROVIDER_FOLDER/build.log
  mkdir -p "$(dirname -- "$PROVIDER")"
  # Nothing else is asked: what is not in the mirror is not installed.
  printf 'provider_installation {\n  filesystem_mirror {\n    path = "%s"\n  }\n}\n' "$PROVIDER_FOLDER" >"$PROVIDER_FOLDER/terraform.rc"
  export STOWAGE_TERRAFORM=$PROVIDER_FOLDER/terraform.rc
  [ ! -x "$PROVIDER" ] || return 0
  build_provider >"$PROVIDER_LOG" 2>&1 &
  PROVIDER_ID=$!
}

# Of the provider, the resource that is Compose itself is left out: a fifth of the work. Go's caches of it are 1.5 GB, and go with it.
build_provider() {
  local work status=0
  renice -n 10 "$BASHPID"
  work=$(mktemp -d)
  cp -- "$PROVIDER_RECIPE"/{go.mod,go.sum,tools.go} "$work"
  (cd -- "$work" && export GOMODCACHE=$work/modules GOCACHE=$work/built GOTOOLCHAIN=auto CGO_ENABLED=0 &&
    GOFLAGS='-mod=mod -modcacherw -buildvcs=false' go build -tags no_compose -trimpath \
      -ldflags "-s -w -X main.version=$PROVIDER_VERSION" -o "$PROVIDER.part" \
      github.com/terraform-providers/terraform-provider-docker && mv -- "$PROVIDER.part" "$PROVIDER") || status=$?
  rm -rf -- "$work"
  return "$status"
}

# await_provider: until it is built, or not. It may be the child of another shell.
await_provider() {
  [ -n "${STOWAGE_TERRAFORM:-}" ] || return 0
  [ -z "${PROVIDER_ID:-}" ] || tail --pid="$PROVIDER_ID" -f /dev/null
  [ ! -x "$PROVIDER" ] || return 0
  echo "the provider of Terraform was not built; the end of $PROVIDER_LOG:" >&2
  tail -n 20 -- "$PROVIDER_LOG" >&2
  return 1
}

# The CDK that ended, beside its continuation: whoever still has it gets the same. Its own peer is installed with it.
fetch_cdktf() {
  STOWAGE_CDKTF=$ENGINE/sources/cdktf-0.21.0
  export STOWAGE_CDKTF
  [ ! -d "$STOWAGE_CDKTF/node_modules/cdktf" ] || return 0
  rm -rf -- "$STOWAGE_CDKTF.part"
  mkdir -p "$STOWAGE_CDKTF.part"
  echo '{"private":true}' >"$STOWAGE_CDKTF.part/package.json"
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$STOWAGE_CDKTF.part" cdktf@0.21.0 constructs@10.4.2 || return 1
  mv -- "$STOWAGE_CDKTF.part" "$STOWAGE_CDKTF"
}
