# ClickHouse's data: SERVICE VOLUME DATABASE ITS-NAME-ON-THE-DISK CLUSTER SHARD REPLICA. Sourced by adopt.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the sourced files set the rest

# element FILE NAME: what is in the first element of that name, tags of others included.
element() {
  awk -v name="$2" '
    { text = text $0 "\n" }
    END {
      while (from = index(text, "<!--")) {
        rest = substr(text, from + 4)
        to = index(rest, "-->")
        text = substr(text, 1, from - 1) (to ? substr(rest, to + 3) : "")
      }
      if (!match(text, "<" name "([ \t\n][^>]*)?>")) exit
      text = substr(text, RSTART + RLENGTH)
      printf "%s", substr(text, 1, index(text, "</" name ">") - 1)
    }' "$1"
}

# The server writes the configuration that it went by into its data. Its macros stand in the ZooKeeper paths of every
# replicated table, and its cluster in every distributed one: with others here, none of them would find its data.
examine_clickhouse() {
  local service=$1 database=$3 file=$4 cluster=$5 shard=$6 replica=$7 source looked macros
  source=$(source_of "$2")
  [ -n "$source" ] || return 0
  looked=$(helper "$(volume_image "$2")" "
    [ -d /volume/metadata ] || exit 0
    if [ -e /volume/metadata/$(quoted "$file.sql") ]; then echo '<!--database-->'; else echo '<!--data-->'; fi
    cat /volume/preprocessed_configs/config.xml 2>/dev/null || true" "$source:/volume:ro" </dev/null)
  case $looked in
    '<!--database-->'*) ;;
    '<!--data-->'*) objection "ClickHouse has no database $database on the volume $source" 'is it the right project? see: docker volume ls' ;;
    *) objection "the volume $source holds no data of ClickHouse, which $service needs" 'is it the right project? see: docker volume ls' ;;
  esac
  macros=$(element <(printf '%s\n' "$looked") macros)
  if [ -z "$macros" ]; then
    warn "which macros ClickHouse had on $source cannot be seen; its replicated tables will tell when it has started"
    return
  fi
  same_macro "$source" shard "$(element <(printf '%s\n' "$macros") shard)" "$shard"
  same_macro "$source" replica "$(element <(printf '%s\n' "$macros") replica)" "$replica"
  [ -n "$(element <(element <(printf '%s\n' "$looked") remote_servers) "$cluster")" ] ||
    warn "ClickHouse knew no cluster $cluster on $source: distributed tables of another one cannot be read here"
}

# same_macro SOURCE NAME THERE HERE
same_macro() {
  [ "$3" = "$4" ] ||
    objection "the macro $2 of ClickHouse was \"$3\" on $1, and is \"$4\" here: its replicated tables would not find their data in ZooKeeper" \
      "give the cluster of the source the same macro"
}

# ask_clickhouse SERVICE STATEMENT: the client takes the password from the container's environment.
ask_clickhouse() {
  compose exec -T "$1" clickhouse-client --query "$2" </dev/null
}

# Its password needs no setting: it is that of its environment. Whether ZooKeeper's data belong to it shows here: a
# table whose replica is not active takes no row. The session of a server that was killed holds it for half a minute.
# ADOPT_SECONDS is how long they may take.
settle_clickhouse() {
  local service=$1 tables dead='' end
  if [ -z "$(source_of "$2")" ] || noted "settled $service"; then return 0; fi
  up "$service" </dev/null
  tables=$(ask_clickhouse "$service" "SELECT count() FROM system.tables WHERE engine LIKE 'Replicated%'")
  say "Waiting until every replicated table of ClickHouse is active; there are $tables."
  end=$((SECONDS + ${ADOPT_SECONDS:-240}))
  until [ "$tables" = 0 ] || { dead=$(ask_clickhouse "$service" "SELECT concat(database, '.', table) FROM system.replicas WHERE is_readonly OR active_replicas = 0 ORDER BY 1 LIMIT 5" | paste -sd ' ' -) && [ -z "$dead" ]; }; do
    [ "$SECONDS" -lt "$end" ] ||
      fail "tables of ClickHouse stay read-only: ${dead:-it does not answer}" "see: make logs SERVICE=$service; the volumes of ClickHouse and ZooKeeper must be of the same moment"
    sleep 3
  done
  note "settled $service"
}

# Log tables that the old configuration kept, and this one does not write any more.
remains_clickhouse() {
  local tables
  [ -n "$(source_of "$2")" ] || return 0
  tables=$(ask_clickhouse "$1" "SELECT concat('  DROP TABLE system.', name, ';  -- ', formatReadableSize(total_bytes)) FROM system.tables WHERE database = 'system' AND match(name, '_log(_[0-9]+)?$') AND engine LIKE '%MergeTree' ORDER BY name") || return 0
  [ -z "$tables" ] || say $'\n'"Log tables that the old ClickHouse left. Where they take space and nobody needs them, in its client:"$'\n'"$tables"
}
