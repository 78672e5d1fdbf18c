# OpenSearch or Elasticsearch, by a snapshot into a repository: FOLDER NAME SERVICE VOLUME PATH OWN. The volume is empty between two
# backups; OWN is an expression for names of indices that the product makes itself. Sourced by stores.sh, after methods.sh.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts set counted

# shellcheck source-path=SCRIPTDIR source-path=SCRIPTDIR/../../core source=archive-members.sh
. scripts/archive-members.sh

# request_snapshot SERVICE METHOD PATH: with the body on standard input; prints the answer. One that refuses is an error. The login goes in by
# a file of curl's own: in the arguments, ps would show it.
request_snapshot() {
  local answer
  # shellcheck disable=SC2016 # the container's shell expands it
  answer=$(compose exec -T "$1" sh -c '
    curl --silent --show-error --request "$1" --header "Content-Type: application/json" --data-binary @- \
      --write-out "\n%{http_code}" --config /dev/fd/3 "http://127.0.0.1:9200/$2" 3<<EOF
user = "$(printf %s "$API_LOGIN" | sed "s/[\\\\\"]/\\\\&/g")"
EOF' sh "$2" "$3") || return 1
  if [[ ${answer##*$'\n'} != 2?? ]]; then
    shown "error: $1 answers $2 $3 with ${answer:0:600}" >&2
    return 1
  fi
  printf '%s\n' "${answer%$'\n'*}"
}

# foreign_snapshot OWN: of lines that begin with the name of an index, those that the product did not make for itself. Behind a data stream
# stand indices whose names begin with .ds- and that of the stream.
foreign_snapshot() {
  OWN=$1 awk '{ plain = $1; sub(/^\.ds-/, "", plain) } plain !~ ENVIRON["OWN"]'
}

# names_snapshot SERVICE OWN: the indices and data streams that are saved, a line each.
names_snapshot() {
  local indices streams
  indices=$(request_snapshot "$1" GET '_cat/indices?h=index&expand_wildcards=all' </dev/null)
  streams=$(request_snapshot "$1" GET '_data_stream?filter_path=data_streams.name' </dev/null)
  {
    awk '!/^\.ds-/ { print $1 }' <<<"$indices"
    grep -o '"name":"[^"]*"' <<<"$streams" | cut -d '"' -f 4 || true
  } | awk NF | foreign_snapshot "$2" | LC_ALL=C sort
}

# documents_snapshot SERVICE OWN: how many documents each index holds, a line each.
documents_snapshot() {
  request_snapshot "$1" POST '_refresh' </dev/null >/dev/null
  local said
  said=$(request_snapshot "$1" GET '_cat/indices?h=index,docs.count&expand_wildcards=all' </dev/null)
  awk 'NF { print $1 "\t" (NF > 1 ? $2 : "closed") }' <<<"$said" | foreign_snapshot "$2" | LC_ALL=C sort
}

# chosen_snapshot FILE MISSING: the body of a request that is about these and nothing else. Their names have been looked at.
chosen_snapshot() {
  awk -v missing="$2" '
    { all = all (NR > 1 ? "," : "") $0 }
    END { printf "{\"indices\":\"%s\",\"ignore_unavailable\":%s,\"include_global_state\":false}", all, missing }' "$1"
}

# open_snapshot SERVICE VOLUME PATH: lets the server see what lies in the volume.
open_snapshot() {
  local user
  user=$(compose exec -T "$1" id -u </dev/null)
  helper "$(volume_image "$2")" "chown -R $((user)) /volume" "$(volume_name "$2"):/volume" </dev/null
  request_snapshot "$1" PUT _snapshot/stowage <<<"{\"type\":\"fs\",\"settings\":{\"location\":\"$3\"}}" >/dev/null
}

save_snapshot() {
  begin "$1" "$2"
  local to=$1/$2 before answer
  names_snapshot "$3" "$6" >"$to/indices.txt"
  before=$(documents_snapshot "$3" "$6")
  open_snapshot "$3" "$4" "$5"
  if [ -s "$to/indices.txt" ]; then
    answer=$(chosen_snapshot "$to/indices.txt" false | request_snapshot "$3" PUT '_snapshot/stowage/stowage?wait_for_completion=true')
    [[ $answer == *'"state":"SUCCESS"'* ]] || fail "$2: its snapshot is not whole" "see: docker compose logs $3"
  fi
  # What is written meanwhile may be in the snapshot or not: each count has its two ends.
  LC_ALL=C join -t $'\t' <(printf '%s' "${before:+$before$'\n'}") <(documents_snapshot "$3" "$6") >"$to/counts.tsv"
  helper "$(volume_image "$4")" 'tar -cf - -C /volume .' "$(volume_name "$4"):/volume:ro" </dev/null >"$to/repository.tar"
  tidy_snapshot "$@"
}

# One that runs is ended by the first request.
tidy_snapshot() {
  request_snapshot "$3" DELETE _snapshot/stowage/stowage </dev/null >/dev/null 2>&1 || true
  request_snapshot "$3" DELETE _snapshot/stowage </dev/null >/dev/null 2>&1 || true
  empty_volume "$(volume_name "$4")" "$(volume_image "$4")"
}

check_snapshot() {
  local from=$1/$2 said name
  not_empty "$from/repository.tar"
  [ -e "$from/counts.tsv" ] || problem "$from/counts.tsv is missing"
  if [ ! -e "$from/indices.txt" ]; then
    problem "$from/indices.txt is missing"
    return
  fi
  while IFS= read -r name; do
    if [[ ! $name =~ ^[^][:cntrl:][:space:][:upper:]\"\\/*?\<\>|,#:[-][^][:cntrl:][:space:][:upper:]\"\\/*?\<\>|,#:[]*$ ]]; then
      problem "$from/indices.txt names what no index is called: $name"
    elif [ -z "$(foreign_snapshot "$6" <<<"$name")" ]; then
      problem "$from/indices.txt names $name, which the server makes itself"
    fi
  done <"$from/indices.txt"
  said=$(tar_members "$from/repository.tar") || problem "$from/repository.tar is not what a backup writes: ${said:-it cannot be read}"
}

load_snapshot() {
  local answer missing
  tidy_snapshot "$@"
  [ -s "$1/$2/indices.txt" ] || return 0
  helper "$(volume_image "$4")" 'tar -xf - -C /volume; sync' "$(volume_name "$4"):/volume" <"$1/$2/repository.tar"
  open_snapshot "$3" "$4" "$5"
  # OpenSearch's security plugin finds the name of no data stream in a snapshot, and would refuse all.
  answer=$(chosen_snapshot "$1/$2/indices.txt" true | request_snapshot "$3" POST '_snapshot/stowage/stowage/_restore?wait_for_completion=true')
  [[ $answer == *'"failed":0'* ]] || fail "$2: not every shard came back" "see: docker compose logs $3"
  missing=$(LC_ALL=C comm -23 "$1/$2/indices.txt" <(names_snapshot "$3" "$6"))
  [ -z "$missing" ] || fail "$2: these did not come back: ${missing//$'\n'/, }" "see: docker compose logs $3"
  request_snapshot "$3" GET '_cluster/health?wait_for_status=yellow&timeout=120s' </dev/null >/dev/null
  tidy_snapshot "$@"
}

count_snapshot() {
  documents_snapshot "$3" "$6" >"$1/$2.tsv"
}

# Exact, but for what was written while it was saved.
compare_snapshot() {
  local what before after restored line verdict
  while IFS=$'\t' read -r what before after; do
    restored=$(awk -F '\t' -v what="$what" '$1 == what { print $2 }' "$counted/$2.tsv")
    verdict=DIFFERENT
    if [ "$restored" = "$before" ] && [ "$before" = "$after" ]; then
      verdict=equal
    elif [ "$before" != "$after" ] && [[ $before$after$restored =~ ^[0-9]{1,54}$ ]] &&
      [ "$restored" -ge "$((before < after ? before : after))" ] && [ "$restored" -le "$((before < after ? after : before))" ]; then
      verdict='equal, or written meanwhile'
    fi
    line=$(row "$2" "$what" "$after" "${restored:--}" "$verdict")
    verdict "$line"
  done <"$1/$2/counts.tsv"
}
