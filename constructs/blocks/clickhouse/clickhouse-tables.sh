# The tables of a ClickHouse database: listed with their definitions, and brought back one by one, each after those that
# it needs. Sourced by method-clickhouse.sh, which has query and statement.
# shellcheck shell=bash

# clickhouse_tables SERVICE DATABASE: a line for each table, view and dictionary: name, engine, whether rows of its own
# are saved with it, and the statement that makes it; tabs and line ends in them are escaped. The table inside a
# materialized view without TO belongs to the view.
clickhouse_tables() {
  query "$1" "WITH (SELECT groupArray(name) FROM system.tables WHERE database = '$2' AND name LIKE '.inner%') AS inside
    SELECT name, engine, if(engine IN ('View', 'LiveView', 'Distributed', 'Buffer', 'Merge', 'Dictionary', 'Null', 'Kafka', 'RabbitMQ', 'NATS', 'FileLog')
      OR (engine = 'MaterializedView' AND NOT has(inside, concat('.inner_id.', toString(uuid))) AND NOT has(inside, concat('.inner.', name))), 'definition', 'rows'),
    create_table_query FROM system.tables WHERE database = '$2' AND name NOT LIKE '.inner%' ORDER BY name"
}

# in_order FILE: tables, then what only points at tables, then views, and last what begins to read from outside as soon
# as it is there.
in_order() {
  awk -F '\t' '{
    turn = 1
    if ($2 ~ /^(Distributed|Buffer|Merge|Dictionary)$/) turn = 2
    if ($2 ~ /View$/) turn = 3
    if ($2 ~ /^(Kafka|RabbitMQ|NATS|FileLog)$/ || $2 ~ /Queue$/) turn = 4
    print turn "\t" $0
  }' "$1" | sort -s -k 1,1n | cut -f 2-
}

# load_tables STORE SERVICE DATABASE BACKUP FILE: whatever needs a table that is not there yet waits for the next round.
# When a round brings nothing, what keeps no rows is made by its saved definition: the restorer of the server has
# refused views that the server itself makes (https://github.com/ClickHouse/ClickHouse/issues/39416).
load_tables() {
  local store=$1 service=$2 database=$3 from=$4 pending left line name engine keeps create table said way=restored
  local -A why=()
  pending=$(in_order "$5")
  while [ -n "$pending" ]; do
    left=''
    while IFS= read -r line; do
      IFS=$'\t' read -r name engine keeps create <<<"$line"
      # What a tab-separated file escapes is escaped in a quoted name, too, but for the quote.
      table="\`$database\`.\`${name//\`/\\\`}\`"
      if said=$("$way" 2>&1); then
        [ "$way" = restored ] || say "  $name of $store is made by its definition; RESTORE said: ${why[$name]-nothing}"
      else
        [ -z "$said" ] || why[$name]=$(grep -m 1 '^Code:' <<<"$said" || head -n 1 <<<"$said")
        left+=$line$'\n'
      fi
    done <<<"$pending"
    left=${left%$'\n'}
    if [ "$left" != "$pending" ]; then
      way=restored
    elif [ "$way" = restored ]; then
      way=defined
    else
      break
    fi
    pending=$left
  done
  [ -n "$pending" ] || return 0
  while IFS=$'\t' read -r name engine _; do
    shown "error: $name ($engine) of $store was not restored: ${why[$name]-nothing was said}" >&2
  done <<<"$pending"
  fail "$(wc -l <<<"$pending") of $(wc -l <"$5") tables and views of $store were not restored" 'mend what ClickHouse says above, then begin again; see: make backups'
}

# restored, defined: one try with the table that load_tables is at. What a failed try leaves would be in the way of the next.
restored() {
  query "$service" "RESTORE TABLE $table FROM $from" || remnant
}

# A newer server hides passwords in a definition: that one would make a table that cannot work.
defined() {
  if [ "$keeps" = rows ] || [[ $create == *'[HIDDEN]'* ]]; then return 1; fi
  # The backslash before a quote is the one escape that printf does not know.
  printf '%b\n' "${create//\\\'/\'}" | statement "$service" || remnant
}

remnant() {
  local kind=TABLE
  [[ $create != 'CREATE DICTIONARY '* ]] || kind=DICTIONARY
  query "$service" "DROP $kind IF EXISTS $table SYNC" >/dev/null 2>&1 || true
  return 1
}
