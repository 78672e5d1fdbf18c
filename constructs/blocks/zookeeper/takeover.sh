# ZooKeeper's data: SERVICE SNAPSHOTS LOG. Sourced by adopt.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the sourced files set the rest

# Snapshots without their log, or a log without its snapshots, are not what the server knew.
examine_zookeeper() {
  local service=$1 volume source
  shift
  for volume in "$@"; do
    source=$(source_of "$volume")
    [ -n "$source" ] || continue
    # shellcheck disable=SC2016 # the helper's shell expands it
    [ "$(helper "$(volume_image "$volume")" 'set -- /volume/version-2/*; if [ -e "$1" ]; then echo there; fi' "$source:/volume:ro" </dev/null)" = there ] ||
      objection "the volume $source holds no data of ZooKeeper, which $service needs" 'is it the right project? see: docker volume ls'
  done
}

settle_zookeeper() { :; }

remains_zookeeper() { :; }
