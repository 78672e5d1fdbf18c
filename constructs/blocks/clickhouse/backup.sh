# ClickHouse, by BACKUP DATABASE, whole or only what is new since a base: FOLDER NAME SERVICE DATABASE DISK
# FOLDER-OF-THE-DISK FULL-EVERY. FULL-EVERY is in days; 0 says that every backup is a full one. Sourced by stores.sh,
# after methods.sh.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the scripts set backup, backups, folder and counted, and read bases

# shellcheck source-path=SCRIPTDIR source=clickhouse-tables.sh
. scripts/clickhouse-tables.sh
# shellcheck source-path=SCRIPTDIR source=clickhouse-definitions.sh
. scripts/clickhouse-definitions.sh
# shellcheck source-path=SCRIPTDIR source=clickhouse-zip.sh
. scripts/clickhouse-zip.sh

# query SERVICE STATEMENT: the client takes user and password from the container's own environment. It waits a day: a
# backup says nothing until it is done.
query() {
  compose exec -T "$1" clickhouse-client --receive_timeout 86400 --query "$2" </dev/null
}

# statement SERVICE: the same with the statement from standard input, for what may hold a password.
statement() {
  compose exec -T "$1" clickhouse-client --receive_timeout 86400
}

# The rows of a materialized view without TO lie in a table inside it.
clickhouse_counts() {
  query "$1" "SELECT t.name, concat(t.engine, if(position(t.engine_full, ' TTL ') > 0, ' TTL', '')), ifNull(p.n, 0) FROM system.tables AS t
    LEFT JOIN (SELECT table, sum(rows) AS n FROM system.parts WHERE active AND database = '$2' GROUP BY table) AS p
    ON p.table = if(t.engine = 'MaterializedView', concat('.inner_id.', toString(t.uuid)), t.name) WHERE t.database = '$2' AND t.name NOT LIKE '.inner%' ORDER BY t.name"
}

# put_clickhouse SERVICE FILE-OF-THE-CONTAINER FILE
put_clickhouse() {
  # shellcheck disable=SC2016 # the container's shell expands it
  compose exec -T "$1" sh -c 'umask 022; cat >"$0"' "$2" <"$3"
}

save_clickhouse() {
  begin "$1" "$2"
  local to=$1/$2 service=$3 database=$4 disk=$5 inside=$6 zip base whole needed free there on=''
  zip=stowage-$backup.zip
  base=$(base_clickhouse "$2" "$service" "$7")
  whole=$backups/$base/$2/database.zip
  needed=$(query "$service" "SELECT intDiv(sum(bytes_on_disk), 1024) FROM system.parts WHERE active AND database = '$database'")
  [ -z "$base" ] || needed=$((needed + $(kibibytes_of "$whole")))
  free=$(compose exec -T "$service" df -Pk "$inside" </dev/null | awk 'NR == 2 { print $4 }')
  [ "$free" -gt "$needed" ] ||
    fail "$2 needs $(human "$needed") for its backup inside the container, and $inside has $(human "$free")" 'free some space where Docker keeps its volumes'
  if [ -n "$base" ]; then
    say "  Only what is new since $base."
    put_clickhouse "$service" "${inside}stowage-$base.zip" "$whole"
    on=" SETTINGS base_backup = Disk('$disk', 'stowage-$base.zip')"
    bases+="$2 $base $(sum_of "$base" "$2")"$'\n'
  fi
  clickhouse_counts "$service" "$database" >"$to/counts-before.tsv"
  query "$service" "BACKUP DATABASE \`$database\` TO Disk('$disk', '$zip')$on" >/dev/null
  clickhouse_counts "$service" "$database" >"$to/counts-after.tsv"
  query "$service" "SHOW CREATE DATABASE \`$database\` FORMAT TSVRaw" >"$to/database.sql"
  # A table that was made meanwhile may have missed the backup.
  clickhouse_tables "$service" "$database" |
    awk -F '\t' 'FILENAME == ARGV[1] { there[$1]; next } $1 in there' "$to/counts-before.tsv" - >"$to/tables.tsv"
  there=$(compose exec -T "$service" stat -c %s "$inside$zip" </dev/null)
  compose exec -T "$service" cat "$inside$zip" </dev/null >"$to/database.zip"
  [ "$there" = "$(stat -c %s "$to/database.zip")" ] || fail "$to/database.zip was cut short on its way out of the container"
  tidy_clickhouse "$@"
}

# base_clickhouse NAME SERVICE DAYS: the backup that the next one is made on, or nothing when that is a full one. A base
# is always a full one itself, so a backup never needs more than one other.
base_clickhouse() {
  local name last='' age
  if [ "$3" = 0 ] || [ "${FULL:-}" = yes ]; then return; fi
  while read -r name; do
    { [ -z "$name" ] || [ -n "$(bases_of "$name" "$1")" ] || [ ! -f "$backups/$name/$1/database.zip" ]; } || last=$name
  done < <(complete_backups)
  if [ -z "$last" ] || [[ ! $last < $backup ]]; then return; fi
  # To the nearest day: what begins at the same hour begins some seconds earlier or later.
  age=$(($(seconds_of "$backup") - $(seconds_of "$last")))
  [ "$(((age + 43200) / 86400))" -lt "$3" ] || return 0
  # One that was made by another system or another version of the server is no base.
  { grep -Fxq "project $PROJECT" "$backups/$last/manifest" &&
    [ "$(sed -n 's/^image //p' "$backups/$last/manifest" | plain_image | grep "^$2 ")" = "$(running_images | plain_image | grep "^$2 ")" ]; } ||
    return 0
  if [ "$(signature_of "$backups/$last" "$last")" != good ]; then
    warn "$last is not signed with a key that is here: the new backup will be a full one"
    return
  fi
  if [ "$(sum_of "$last" "$1")" != "$(sum_now "$last" "$1")" ]; then
    warn "$backups/$last/$1/database.zip is not what was saved: the new backup will be a full one, and those made on $last cannot be restored"
    return
  fi
  printf '%s\n' "$last"
}

# seconds_of BACKUP: when it was made, since 1970.
seconds_of() {
  date -u -d "${1:0:4}-${1:4:2}-${1:6:2} ${1:9:2}:${1:11:2}:${1:13:2}" +%s
}

# sum_of BACKUP NAME, sum_now BACKUP NAME: the checksum of its zip, as it was saved and as it is.
sum_of() {
  awk -v file="./$2/database.zip" '$2 == file { print $1 }' "$backups/$1/SHA256SUMS"
}

sum_now() {
  sha256sum <"$backups/$1/$2/database.zip" | cut -d ' ' -f 1
}

# Only one backup or restore runs at a time, so whatever lies there is left over.
tidy_clickhouse() {
  # shellcheck disable=SC2016 # the container's shell expands it
  compose exec -T "$3" sh -c 'rm -rf -- "$0"stowage-*.zip' "$6" </dev/null
}

check_clickhouse() {
  local from=$1/$2 file base sum on=''
  for file in database.zip database.sql tables.tsv counts-before.tsv counts-after.tsv; do not_empty "$from/$file"; done
  # The directory of a zip stands at its end: a file that was cut short has none.
  { [ "$(head -c 2 "$from/database.zip")" = PK ] && tail -c 22 "$from/database.zip" | grep -aq '^PK'; } ||
    problem "$from/database.zip is not a whole zip file"
  while IFS= read -r file; do problem "$file"; done < <(
    wrong_database "$from/database.sql" "$4"
    wrong_tables "$from/tables.tsv" "$4" "$signed"
  )
  while read -r base sum; do
    if [ ! -f "$backups/$base/$2/database.zip" ]; then
      problem "$from holds only what was new since $base, and $PWD/$backups/$base is not there: copy that backup back"
    elif [ "$(sum_now "$base" "$2")" != "$sum" ]; then
      problem "$backups/$base/$2/database.zip is not the one that $from was made on: copy the true $base back"
    else
      on=$backups/$base/$2/database.zip
    fi
  done < <(base_of "$2")
  [ "$signed" = yes ] || [ ! -f "$from/database.zip" ] ||
    while IFS= read -r file; do problem "$file"; done < <(wrong_zip "$from/database.zip" "$4" "$5" "$on")
}

load_clickhouse() {
  local from=$1/$2 service=$3 database=$4 disk=$5 inside=$6 base
  put_clickhouse "$service" "${inside}stowage-$backup.zip" "$from/database.zip"
  # The backup names its base as it was called when it was made.
  while read -r base _; do
    put_clickhouse "$service" "${inside}stowage-$base.zip" "$backups/$base/$2/database.zip"
  done < <(base_of "$2")
  query "$service" "DROP DATABASE IF EXISTS \`$database\` SYNC"
  statement "$service" <"$from/database.sql"
  load_tables "$2" "$service" "$database" "Disk('$disk', 'stowage-$backup.zip')" "$from/tables.tsv"
  tidy_clickhouse "$@"
}

count_clickhouse() {
  clickhouse_counts "$3" "$4" >"$1/$2.tsv"
}

# The server goes on writing and merging while it is saved, so each table was counted before and after. What came back
# must lie between the two. An engine that folds rows when it merges (Replacing, Collapsing, Aggregating, Summing,
# Graphite, and maybe what is inside a materialized view) may do so at any time: there only more rows than ever, or none where there were some, is a difference. With
# a TTL a merge drops rows that have expired, even all: there only more rows than ever is one.
# A table without parts (a view, Kafka, Distributed) must be there with the same engine.
compare_clickhouse() {
  local line
  line=$(awk -F '\t' -v store="$2" '
    FILENAME == ARGV[1] { engine[$1] = $2; low[$1] = high[$1] = $3; next }
    FILENAME == ARGV[2] {
      if (!($1 in engine)) { low[$1] = 0; high[$1] = $3; young[$1] = 1 }
      engine[$1] = $2; after[$1] = 1
      if ($3 < low[$1]) low[$1] = $3
      if ($3 > high[$1]) high[$1] = $3
      next
    }
    { there[$1] = 1; restored += $3
      if (!($1 in engine)) odd($1, "-", $3)
      else if (engine[$1] != $2) odd($1, engine[$1], $2)
      else if ($3 > high[$1]) odd($1, high[$1], $3)
      else if ($2 ~ / TTL$/) next
      else if ($2 ~ /(Replacing|Collapsing|Aggregating|Summing|Graphite|MaterializedView)/) { if ($3 == 0 && low[$1] > 0) odd($1, low[$1], $3) }
      else if ($3 < low[$1]) odd($1, low[$1], $3)
    }
    function odd(table, a, b) { printf "%-16s %-32s %14s %14s  %s\n", store, table, a, b, "DIFFERENT"; odds++ }
    END {
      for (table in engine) {
        tables++; least += low[table]; most += high[table]
        # Made or dropped while it was saved: either way is right.
        if (!(table in there) && (table in after) && !(table in young)) odd(table, high[table], "-")
      }
      between = least == most ? sprintf("%.0f", most) : sprintf("%.0f-%.0f", least, most)
      printf "%-16s %-32s %14s %14.0f  %s\n", store, "rows in " tables + 0 " tables", between, restored, odds ? "DIFFERENT" : restored < least ? "equal after merges" : "equal"
    }' "$1/$2/counts-before.tsv" "$1/$2/counts-after.tsv" "$counted/$2.tsv")
  verdict "$line"
}
