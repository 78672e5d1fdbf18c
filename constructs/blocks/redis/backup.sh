# Redis or Valkey, by BGSAVE: FOLDER NAME SERVICE VOLUME PROGRAM (redis or valkey). Sourced by stores.sh, after methods.sh.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts set counted and signed

# A snapshot that began before this one was asked for may lack what was written since, and no second one runs beside it or
# beside a rewrite of the append-only file: it is asked again until one begins.
# shellcheck disable=SC2016 # the container's shell expands it
snapshot_of_rdb='
  said() { "$1-cli" INFO persistence | tr -d "\r" | sed -n "s/^$2://p"; }
  try=0
  until answer=$("$1-cli" BGSAVE) && case $answer in *started*) ;; *) false ;; esac; do
    try=$((try + 1))
    if [ "$try" -gt 600 ]; then echo "error: it begins no snapshot: $answer" >&2; exit 1; fi
    sleep 1
  done
  while [ "$(said "$1" rdb_bgsave_in_progress)" = 1 ]; do sleep 1; done
  [ "$(said "$1" rdb_last_bgsave_status)" = ok ] || { echo "error: its last snapshot failed; see its log" >&2; exit 1; }'

# keys_of_rdb FILE IMAGE PROGRAM: how many keys have no time to live, and how many have one, by the image's own checker. It reads the
# file to its last byte, or fails: what is behind the end would be taken for commands. The line that says so is the last of
# its kind, whatever the file itself makes it print.
keys_of_rdb() {
  local said
  # shellcheck disable=SC2016 # the helper's shell expands it
  said=$(helper "$2" "$3"'-check-rdb /dev/stdin' <"$1" 2>&1) || return 1
  SIZE=$(stat -c %s -- "$1") awk '
    /^\[offset [0-9]+\] / { last = $0; keys = timed = "" }
    /^\[info\] [0-9]+ keys read$/ { keys = $2 }
    /^\[info\] [0-9]+ expires$/ { timed = $2 }
    END {
      if (index(last, "[offset " ENVIRON["SIZE"] "] \\o/ RDB looks OK!") != 1 || keys == "" || timed == "") exit 1
      printf "keys\t%d\nkeys with a time to live\t%d\n", keys - timed, timed
    }' <<<"$said"
}

save_rdb() {
  begin "$1" "$2"
  local to=$1/$2
  compose exec -T "$3" sh -c "$snapshot_of_rdb" sh "$5" </dev/null
  compose exec -T "$3" cat /data/dump.rdb </dev/null >"$to/dump.rdb"
  keys_of_rdb "$to/dump.rdb" "$(volume_image "$4")" "$5" >"$to/counts.tsv" ||
    fail "$2: what was saved cannot be read to its end" 'is the disk full? make backup tries again'
}

tidy_rdb() { :; }

# Functions in it are Lua, and run while it is loaded.
check_rdb() {
  local from=$1/$2 image counts
  not_empty "$from/dump.rdb"
  not_empty "$from/counts.tsv"
  if [ "${signed:-no}" != yes ] && [[ "; ${ALLOW:-};" != *"; LOAD $2;"* ]]; then
    problem "nobody here signed $from/dump.rdb, and $3 runs the functions that stand in it; if you know it, say ALLOW='LOAD $2'"
    return
  fi
  image=$(volume_image "$4")
  if ! docker image inspect "$image" >/dev/null 2>&1; then
    warn "$image is not here, so $from/dump.rdb was not read"
  elif ! counts=$(keys_of_rdb "$from/dump.rdb" "$image" "$5"); then
    problem "$from/dump.rdb cannot be read to its end by $image"
  else
    [ "$counts" = "$(head -c 200 -- "$from/counts.tsv")" ] || problem "$from/dump.rdb does not hold what $from/counts.tsv says"
  fi
}

# An append-only file may begin with a snapshot, and this one ends with it. A dump.rdb is not read where there is an append-only
# file; where that is not in a folder of its own, as from version 7 on, the server puts it into one when it starts.
load_rdb() {
  compose stop "$3" </dev/null
  # shellcheck disable=SC2016 # the helper's shell expands it
  helper "$(volume_image "$4")" '
    cd /volume
    rm -rf -- ..?* .[!.]* *
    cat >appendonly.aof
    chown "$(stat -c %u:%g .)" appendonly.aof
    chmod 600 appendonly.aof
    sync' "$(volume_name "$4"):/volume" <"$1/$2/dump.rdb"
  compose up --detach --wait --no-deps "$3" </dev/null
}

count_rdb() {
  compose exec -T "$3" "$5-cli" INFO keyspace </dev/null | tr -d '\r' | awk -F '[=,]' '
    /^db[0-9]+:keys=/ { keys += $2 - $4; timed += $4 }
    /^# Keyspace/ { said = 1 }
    END {
      if (!said) exit 1
      printf "keys\t%d\nkeys with a time to live\t%d\n", keys, timed
    }' >"$1/$2.tsv"
}

# Of what has a time to live some may have gone since.
compare_rdb() {
  local what saved restored line verdict
  while IFS=$'\t' read -r what saved; do
    restored=$(awk -F '\t' -v what="$what" '$1 == what { print $2 }' "$counted/$2.tsv")
    verdict=DIFFERENT
    if [ "$saved" = "$restored" ]; then
      verdict=equal
    elif [ "$what" != keys ] && [[ $saved =~ ^[0-9]{1,18}$ && $restored =~ ^[0-9]{1,18}$ ]] && [ "$restored" -le "$saved" ]; then
      verdict='equal, or their time is over'
    fi
    line=$(row "$2" "$what" "$saved" "${restored:--}" "$verdict")
    verdict "$line"
  done <"$1/$2/counts.tsv"
}
