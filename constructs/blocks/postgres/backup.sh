# PostgreSQL, by pg_dump: FOLDER NAME SERVICE, then DATABASE USER of each. Sourced by stores.sh, after methods.sh.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts set backup, folder and counted

# shellcheck source-path=SCRIPTDIR source=pg-superuser.sh
. scripts/pg-superuser.sh
# shellcheck source-path=SCRIPTDIR source=pg-roles.sh
. scripts/pg-roles.sh
# shellcheck source-path=SCRIPTDIR source=pg-dump.sh
. scripts/pg-dump.sh
# shellcheck source-path=SCRIPTDIR source=pg-timescaledb.sh
. scripts/pg-timescaledb.sh

# Rows of each table in a plain dump. A line break inside a value is written as \n, so a line is a row; no value
# is written as \. or \!.
# shellcheck disable=SC2016 # awk's own $
rows='
  $0 == "\\!failed" { failed = 1 }
  copying && $0 == "\\." { print table "\t" n; copying = 0; next }
  copying { n++; next }
  /^COPY .* FROM stdin;$/ {
    table = substr($0, 6)
    # schema.table; what follows are the columns. A name in quotes may hold anything.
    if (match(table, /^("([^"]|"")*"|[^" .(]+)\.("([^"]|"")*"|[^" (]+)/)) table = substr(table, 1, RLENGTH)
    n = 0
    copying = 1
  }
  END { exit failed || copying }'

# count_rows SERVICE PROGRAM...: of what the program prints. Counted inside the container: only the counts come out.
count_rows() {
  local service=$1
  shift
  # shellcheck disable=SC2016 # the container's shell expands it
  compose exec -T --user postgres "$service" sh -c 'awk=$1; shift; { LC_ALL=C "$@" || echo "\\!failed"; } | LC_ALL=C awk "$awk"' sh "$rows" "$@"
}

# What a backup has of the first database has a name from when there was one: its dump, and no word before its tables. Of another one, which
# has a name of letters, digits, "_" and "-", these say it.
file_pg_dump() { printf 'database%s.dump\n' "${2:+-$1}"; }
tables_pg_dump() { if [ -z "$2" ]; then cat; else sed "s/^/$1: /"; fi; }

# there_pg_dump SERVICE SUPERUSER DATABASE OTHER: whether the server has it. The first one it has in any case, and one that was said since
# its last start not yet.
there_pg_dump() {
  [ -z "$4" ] || [ -n "$(pg_sql "$1" "$2" template1 "SELECT 1 FROM pg_database WHERE datname = '$3'")" ]
}

# Stores that this very run saved: what their check would ask the operator of a restore is said, and no reason to have no backup.
saved_pg_dump=' '

save_pg_dump() {
  begin "$1" "$2"
  local to=$1/$2 store=$2 service=$3 database=$4 user=$5 root other='' file
  root=$(superuser_of "$service" "$database" "$user")
  [ "$root" != "$user" ] ||
    warn "in PostgreSQL of $service the application is the superuser $user; the runbook says how it becomes an owner (look for owner.sql)"
  # What the superuser and the owner may is no part of a backup: the files that restore it say so. Those of the version before took it
  # from here, and would take from the owner, with whom they restore, what he needs for that.
  compose exec -T --user postgres "$service" pg_dumpall --username "$root" --roles-only --no-role-passwords </dev/null |
    ROOT=$root OWNER=$user LC_ALL=C awk '
      function its(role) {
        if (index($0, "ALTER ROLE " role " WITH ") == 1) return 1
        gsub(/"/, "\"\"", role)
        return index($0, "ALTER ROLE \"" role "\" WITH ") == 1
      }
      its(ENVIRON["ROOT"]) || its(ENVIRON["OWNER"]) { next }
      { print }' >"$to/roles.sql"
  shift 3
  : >"$to/counts.tsv"
  [ "$#" = 2 ] || : >"$to/databases"
  while [ "$#" -gt 0 ]; do
    if ! there_pg_dump "$service" "$root" "$1" "$other"; then
      warn "the database $1 of $service is not there yet: make start makes it"
      shift 2
      continue
    fi
    file=$to/$(file_pg_dump "$1" "$other")
    compose exec -T --user postgres "$service" pg_dump --username "$root" --format custom --dbname "$1" </dev/null >"$file"
    pg_sql "$service" "$root" "$1" "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'" >"$file.timescaledb"
    [ -s "$file.timescaledb" ] || rm -f -- "$file.timescaledb"
    count_rows "$service" pg_restore --data-only --file - <"$file" | tables_pg_dump "$1" "$other" >>"$to/counts.tsv"
    [ ! -f "$to/databases" ] || printf '%s\n' "$1" >>"$to/databases"
    other=yes
    shift 2
  done
  saved_pg_dump+="$store "
}

tidy_pg_dump() { :; }

# let_in WHAT: whether ALLOW names it, as one of "WHAT; WHAT", or all of it by SUPERUSER.
let_in() {
  local allowed=";${ALLOW:-};"
  allowed=${allowed//; /;}
  [[ $allowed == *";$1;"* || $allowed == *';SUPERUSER;'* ]]
}

# object_pg_dump STORE MESSAGE
object_pg_dump() {
  if [[ $saved_pg_dump == *" $1 "* ]]; then
    warn "a restore of this backup will be refused: $2"
  else
    problem "$2"
  fi
}

# judge_pg_dump STORE FILE: what the readers said of a file, in which nothing may be refused and nothing named that is not let in.
judge_pg_dump() {
  local what line text where ended=''
  while IFS=$'\t' read -r what line text; do
    if [ -z "$text" ]; then text=$line where=$2; else where="line $line of $2"; fi
    case $what in
      end) ended=yes ;;
      refused) object_pg_dump "$1" "$where: $text" ;;
      named) let_in "$text" || object_pg_dump "$1" "$where would bring what an application needs not: $text; if you know it, say ALLOW='$text'" ;;
    esac
  done
  [ -n "$ended" ] || object_pg_dump "$1" "$2 could not be read to its end"
}

# holds_pg_dump FOLDER DATABASE OTHER: whether the backup has that database. It is from before there was another one, or from after.
holds_pg_dump() {
  [ -z "$3" ] || { [ -f "$1/databases" ] && grep -Fxq -- "$2" "$1/databases"; }
}

check_pg_dump() {
  local from=$1/$2 store=$2 service=$3 image file other='' line known=''
  not_empty "$from/database.dump"
  not_empty "$from/roles.sql"
  judge_pg_dump "$store" "$from/roles.sql" < <(read_roles "$from/roles.sql" "$4" "$5")
  image=$(images | awk -v id="$service" '$1 == id { print $2 }')
  if ! docker image inspect "$image" >/dev/null 2>&1; then
    warn "$image is not here, so $from/database.dump was not read"
    image=''
  fi
  shift 3
  while [ "$#" -gt 0 ]; do
    file=$from/$(file_pg_dump "$1" "$other")
    if ! holds_pg_dump "$from" "$1" "$other"; then
      warn "this backup is from before there was the database $1 in $service: it comes back without a table"
    else
      not_empty "$file"
      [ -z "$image" ] || judge_pg_dump "$store" "$file" < <(read_dump "$file" "$image" "$1" "$2")
    fi
    known+=$1$'\n'
    other=yes
    shift 2
  done
  [ -f "$from/databases" ] || return 0
  while IFS= read -r line; do
    grep -Fxq -- "$line" <<<"$known" ||
      warn "the stack does not name the database ${line//[^A-Za-z0-9_-]/?} of $service: it does not come back"
  done < <(sed 1d "$from/databases")
}

# Nothing of the backup is run as the superuser but statements that we wrote anew, or what ALLOW names. The dump is loaded by the
# role of its database, so that whatever stands in it can do what the application can, and no more.
load_pg_dump() {
  local from=$1/$2 store=$2 service=$3 database=$4 user=$5 root known what line text made='' ended='' other=''
  local encoding=() create=() early=() late=()
  root=$(superuser_of "$service" "$database" "$user")
  if [ "$root" = "$user" ]; then
    hand_over "$service" "$database" "$user"
    root=$(superuser_of "$service" "$database" "$user")
    [ "$root" != "$user" ] || fail "$user is still the superuser of PostgreSQL in $service" "$service/owner.sql says above why it left that so"
  fi
  # Roles with the passwords of .env, and the databases that a backup from before they were there does not hold.
  [ "$#" = 5 ] || make_databases "$service"
  known=$(pg_sql "$service" "$root" template1 "SELECT '\"' || replace(rolname, '\"', '\"\"') || '\"' FROM pg_roles")
  while IFS=$'\t' read -r what line text; do
    case $what in
      encoding) encoding=("SET client_encoding TO '$text'") ;;
      create)
        # A role that is there already, such as the owner, keeps the password that .env gave it.
        if ! grep -Fxq -- "$text" <<<"$known"; then create+=("CREATE ROLE $text") made+=" $text"; fi
        ;;
      early) early+=("$text") ;;
      late) late+=("$text") ;;
      named) let_in "$text" || fail "line $line of $from/roles.sql is not let in: $text" ;;
      end) ended+=roles ;;
      *) fail "line $line of $from/roles.sql: $text" ;;
    esac
  done < <(read_roles "$from/roles.sql" "$database" "$user")
  [ "$ended" = roles ] || fail "$from/roles.sql could not be read to its end" 'what was said above says why'
  pg_sql "$service" "$root" template1 "${encoding[@]}" "${create[@]}" "${early[@]}" 'SELECT' >/dev/null
  shift 3
  while [ "$#" -gt 0 ]; do
    ! holds_pg_dump "$from" "$1" "$other" || load_one_pg_dump "$from/$(file_pg_dump "$1" "$other")" "$store" "$service" "$root" "$1" "$2"
    other=yes
    shift 2
  done
  [ "${#late[@]}" = 0 ] || pg_sql "$service" "$root" template1 "${encoding[@]}" "${late[@]}" >/dev/null
  [ -z "$made" ] || warn "$store: these roles came back without their passwords:$made"
}

# load_one_pg_dump FILE STORE SERVICE SUPERUSER DATABASE USER: in the encoding of the roles, which load_pg_dump has set.
load_one_pg_dump() {
  local file=$1 store=$2 service=$3 root=$4 database=$5 user=$6 as=$6 what line text ended='' schema owned
  local late=() making=() entries='' extensions=()
  local -A placed=() made_schema=()
  while IFS=$'\t' read -r what line text; do
    case $what in
      make) making=("DROP DATABASE IF EXISTS $(quoted_name "$database")" "$line OWNER $(quoted_name "$user")") ;;
      extension) extensions+=("$line") ;;
      schema) placed[$line]=$text ;;
      entry) entries+="$line;$text"$'\n' ;;
      late) late+=("$line") ;;
      named)
        let_in "$line" || fail "$file is not let in: $line"
        # Extensions and settings are ours to make; what else is let in, no owner can.
        [[ $line =~ ^(EXTENSION|SETTING)\  ]] || as=$root
        ;;
      end) ended+=dump ;;
      *) fail "$file: $line" ;;
    esac
  done < <(read_dump "$file" "@$service" "$database" "$user")
  [ "$ended" = dump ] || fail "$file could not be read to its end" 'what was said above says why'
  [[ ";${ALLOW:-};" != *';SUPERUSER;'* ]] || as=$root
  [ "$as" = "$user" ] || warn "$store: ALLOW lets in what the superuser alone can make, so all of the dump is loaded by it"

  # The database is made anew, with its encoding: the first start knew none.
  [ "${#making[@]}" -gt 0 ] || fail "$file does not say how the database is made"
  pg_sql "$service" "$root" template1 "${encoding[@]}" "${making[@]}" >/dev/null
  # In PostgreSQL before 15 the schema public is the superuser's.
  owned="DO \$\$ BEGIN IF (SELECT nspowner FROM pg_namespace WHERE nspname = 'public') = 10 THEN ALTER SCHEMA public OWNER TO $(quoted_name "$user"); END IF; END \$\$"
  making=("$owned")
  for line in "${extensions[@]}"; do
    if [ "$line" = timescaledb ] && [ -f "$file.timescaledb" ]; then continue; fi
    schema=${placed[$line]:-public}
    if [ "$schema" != public ] && [ "$schema" != pg_catalog ]; then
      making+=("CREATE SCHEMA IF NOT EXISTS $(quoted_name "$schema") AUTHORIZATION $(quoted_name "$user")")
      made_schema[$schema]=yes
    fi
    making+=("CREATE EXTENSION IF NOT EXISTS $(quoted_name "$line") SCHEMA $(quoted_name "$schema")")
  done
  pg_sql "$service" "$root" "$database" "${making[@]}" >/dev/null
  [ ! -f "$file.timescaledb" ] || make_timescaledb "$file.timescaledb" "$service" "$root" "$database"
  text=''
  while IFS=';' read -r line schema; do
    [ -z "$line" ] || [ -n "${schema:+${made_schema[$schema]:-}}" ] || text+="$line;"$'\n'
  done <<<"$entries"
  if [ -n "$text" ]; then
    # Standard input is the dump's: the list goes before it. /dev/shm can be written where nothing else can.
    compose exec -T --user postgres "$service" sh -c 'umask 077; exec cat >/dev/shm/entries' <<<"$text"
    around_timescaledb pre "$file.timescaledb" "$service" "$root" "$database"
    # The owner of an event trigger must be a superuser when it is made.
    [ "$as" = "$user" ] || pg_sql "$service" "$root" template1 "ALTER ROLE $(quoted_name "$user") SUPERUSER" >/dev/null
    text=loaded
    compose exec -T --user postgres "$service" pg_restore --username "$as" --dbname "$database" --no-password \
      --use-list /dev/shm/entries --exit-on-error --no-tablespaces <"$file" || text=''
    [ "$as" = "$user" ] || pg_sql "$service" "$root" template1 "ALTER ROLE $(quoted_name "$user") NOSUPERUSER" >/dev/null
    around_timescaledb post "$file.timescaledb" "$service" "$root" "$database"
    compose exec -T --user postgres "$service" rm -f /dev/shm/entries </dev/null
    [ -n "$text" ] || fail "$file could not be loaded by $as" 'pg_restore says above which object it was; what the superuser alone can make, ALLOW=SUPERUSER lets in, once you have looked at it'
  fi
  [ "${#late[@]}" = 0 ] || pg_sql "$service" "$root" template1 "${encoding[@]}" "${late[@]}" >/dev/null
  pg_sql "$service" "$user" "$database" ANALYZE >/dev/null
}

count_pg_dump() {
  local to=$1/$2.tsv service=$3 root other=''
  root=$(superuser_of "$service" "$4" "$5")
  shift 3
  : >"$to"
  while [ "$#" -gt 0 ]; do
    ! there_pg_dump "$service" "$root" "$1" "$other" ||
      count_rows "$service" pg_dump --username "$root" --data-only --dbname "$1" </dev/null | tables_pg_dump "$1" "$other" >>"$to"
    other=yes
    shift 2
  done
}

# Exact: the counts of the backup are those of the dump itself.
compare_pg_dump() {
  local line
  line=$(awk -F '\t' -v store="$2" '
    FILENAME == ARGV[1] { saved[$1] = $2; tables++; rows += $2; next }
    { if (!($1 in saved)) odd($1, "-", $2); else { if (saved[$1] != $2) odd($1, saved[$1], $2); delete saved[$1] } restored += $2 }
    function odd(table, a, b) { printf "%-16s %-32s %14s %14s  %s\n", store, table, a, b, "DIFFERENT"; odds++ }
    END {
      for (table in saved) odd(table, saved[table], "-")
      printf "%-16s %-32s %14.0f %14.0f  %s\n", store, "rows in " tables + 0 " tables", rows, restored, odds ? "DIFFERENT" : "equal"
    }' "$1/$2/counts.tsv" "$counted/$2.tsv")
  verdict "$line"
}
