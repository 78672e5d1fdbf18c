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

# wrong_database FILE DATABASE: what is wrong with the statement that makes the database; it is run as it is.
wrong_database() {
  local said engine="(Atomic|Ordinary|Memory|Lazy\([0-9]+\)|(Replicated|Shared)\(('[^'\\\\]*'(, )?)*\))"
  said=$(head -c 4096 -- "$1" | tr '\000\n' '\001 ')
  [[ ${said% } =~ ^CREATE\ DATABASE\ \`?"$2"\`?(\ ENGINE\ =\ $engine)?(\ COMMENT\ \'[^\'\\]*\')?$ ]] ||
    printf '%s makes something else than the database %s\n' "$1" "$2"
}

# wrong_tables FILE DATABASE SIGNED: what is wrong with its lines. What a name can be stands in every statement; a definition is
# run where RESTORE fails. Of a backup that nobody here signed a definition must be one statement that makes this table, reads
# nothing while it is made, and starts no program.
wrong_tables() {
  if [ "$3" != yes ] && [ "$(stat -c %s -- "$1")" -gt 33554432 ]; then printf '%s has more than 32 MiB\n' "$1" && return; fi
  awk -F '\t' -v file="$1" -v database="$2" -v signed="$3" '
    function wrong(why) { print file ", line " NR ": " why; bad++ }
    # escapes TEXT: whether each backslash is one of those that a tab-separated file has.
    function escapes(s) { gsub(/\\[bfnrt\047\\]/, "", s); return !index(s, "\\") && s !~ /[\001-\010\013-\037]/ }
    function begins(word) { if (index(rest, word) != 1) return 0; rest = substr(rest, length(word) + 1); return 1 }
    bad > 9 { exit }
    signed != "yes" && length($0) > 262144 { wrong("it is longer than any definition"); next }
    NF != 4 || $1 == "" || $2 !~ /^[A-Za-z0-9]+$/ || $3 !~ /^(rows|definition)$/ { wrong("it is not one that a backup writes"); next }
    !escapes($1) { wrong("that is the name of no table"); next }
    signed == "yes" { next }
    {
      sql = $4
      if (!escapes(sql)) { wrong("its definition is not one that a backup writes"); next }
      gsub(/\\\\/, "\001", sql)
      gsub(/\\\047/, "\047", sql)
      gsub(/\\[bfnrt]/, " ", sql)
      gsub(/\001/, "\\", sql)
      rest = sql
      # A name that is not plain is written in backquotes, with escapes of its own.
      if (!sub(/^CREATE (TABLE|VIEW|MATERIALIZED VIEW|LIVE VIEW|WINDOW VIEW|DICTIONARY) /, "", rest) ||
          !(begins(database ".") || begins("`" database "`.")) ||
          !(begins($1 " ") || begins($1 "(") || begins("`" $1 "`") || $1 !~ /^[A-Za-z_][A-Za-z0-9_]*$/ && begins("`"))) {
        wrong("its definition makes something else")
        next
      }
      gsub(/\047([^\047\\]|\\.)*\047|`([^`\\]|\\.)*`|"([^"\\]|\\.)*"/, "_", sql)
      sql = toupper(sql)
      if (sql ~ /[\047"`;$#\\]|--|\/\*/) wrong("its definition is more than one statement")
      else if (sql ~ /(^|[^A-Z0-9_])EXECUTABLE(POOL)? *\(/) wrong("its definition starts a program")
      else if (sql ~ /[^A-Z0-9_](POPULATE|OUTFILE|INFILE|ON +CLUSTER)([^A-Z0-9_]|$)/) wrong("its definition does more than make it")
    }' "$1"
}
