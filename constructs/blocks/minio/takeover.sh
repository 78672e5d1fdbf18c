# MinIO's drive: SERVICE VOLUME BUCKET. Sourced by adopt.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the sourced files set the rest

# Its passwords need no setting: root's are those of its environment, and a job makes the application's user.
examine_minio() {
  local service=$1 bucket=$3 source looked
  source=$(source_of "$2")
  [ -n "$source" ] || return 0
  looked=$(helper "$(volume_image "$2")" "
    cat /volume/.minio.sys/format.json 2>/dev/null || true
    echo
    if [ -d /volume/$(quoted "$bucket") ]; then echo bucket; fi" "$source:/volume:ro" </dev/null)
  case ${looked//[[:space:]]/} in
    *'"format":"xl-single"'*) ;;
    *'"format":"fs"'*)
      objection "the drive on $source is in the format of before June 2022, which no MinIO after October 2022 reads" \
        'copy its objects with mc mirror, from a MinIO of before that into a new one'
      ;;
    *'"format":'*) objection "the drive on $source is one of several of a MinIO" 'copy its objects with mc mirror instead' ;;
    *) objection "the volume $source holds no drive of MinIO, which $service needs" 'is it the right project? see: docker volume ls' ;;
  esac
  [[ $looked == *$'\n'bucket ]] || warn "there is no bucket $bucket on $source: it will be made, empty"
}

settle_minio() { :; }

remains_minio() { :; }
