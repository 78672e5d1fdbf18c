# What MariaDB and MySQL have in common when they are saved and brought back. Sourced by method-mariadb_dump.sh and method-mysqldump.sh.
# Of each database three words are told: DATABASE USER VARIABLE, the last of which holds the user's password in the container.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the scripts set counted, and read different

# shellcheck source-path=SCRIPTDIR source=sql-reader.sh
. scripts/sql-reader.sh
# shellcheck source-path=SCRIPTDIR source=sql-root.sh
. scripts/sql-root.sh

# Stores that this very run saved: what their check would ask the operator of a restore is said, and no reason to have no backup.
sql_saved=' '

# sql_dump SERVICE PROGRAM DATABASE WORD...: all of a database, of one moment where its tables are of InnoDB.
sql_dump() {
  local service=$1 program=$2 database=$3
  shift 3
  # A row of zeros and ones is twice as long in a dump as in its table.
  sql_root "$service" "$program" "$@" --single-transaction --quick --routines --triggers --events --hex-blob \
    --default-character-set=utf8mb4 --max-allowed-packet=1G --skip-dump-date "$database" </dev/null
}

# sql_save FOLDER NAME SERVICE CLIENT PROGRAM WORDS_OF_PROGRAM DATABASE USER VARIABLE...
sql_save() {
  begin "$1" "$2"
  local to=$1/$2 store=$2 service=$3 client=$4 program=$5 words odd
  read -ra words <<<"$6"
  shift 6
  : >"$to/counts.tsv"
  : >"$to/databases.tsv"
  while [ "$#" -gt 0 ]; do
    sql_ask "$service" "$client" "SELECT schema_name, default_character_set_name, default_collation_name FROM information_schema.schemata WHERE schema_name = '$1'" >>"$to/databases.tsv"
    odd=$(sql_ask "$service" "$client" "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '$1' AND table_type = 'BASE TABLE' AND engine <> 'InnoDB'")
    [ "$odd" = 0 ] || warn "$odd tables of $1 are not of InnoDB: what is written to them meanwhile may be saved in part"
    sql_dump "$service" "$program" "$1" "${words[@]}" | gzip >"$to/$1.sql.gz"
    gzip -dc -- "$to/$1.sql.gz" | sql_rows "$1" >>"$to/counts.tsv" || fail "the dump of $1 does not end" "see: make logs SERVICE=$service"
    shift 3
  done
  sql_saved+="$store "
}

# sql_check FOLDER NAME DATABASE USER VARIABLE...
sql_check() {
  local from=$1/$2 how=problem
  [[ $sql_saved != *" $2 "* ]] || how=warn
  shift 2
  sql_character_sets "$from" "$@" >/dev/null || problem "$from/databases.tsv does not say the character set of each database"
  while [ "$#" -gt 0 ]; do
    if [ -f "$from/$1.sql.gz" ]; then
      not_empty "$from/$1.sql.gz"
      sql_judge "$how" "$from/$1.sql.gz" "$2" < <(sql_read "$from/$1.sql.gz" "$2")
    else
      problem "$from holds nothing of the database $1: it is from before there was one, and is restored with the files of its time, or it is broken"
    fi
    shift 3
  done
}

# sql_let_in WHAT: whether ALLOW names it, as one of "WHAT; WHAT".
sql_let_in() {
  local allowed=";${ALLOW:-};"
  [[ ${allowed//; /;} == *";$1;"* ]]
}

# sql_judge HOW FILE USER: what the reader said. HOW: problem, fail, or warn for a backup that is being made.
sql_judge() {
  local what line text how=$1
  local -A named=()
  local ended=''
  while IFS=$'\t' read -r what line text; do
    case $what in
      end) ended=yes ;;
      refused) sql_object "$how" "line $line of $2: $text" ;;
      named)
        if [ -z "${named[$text]:-}" ] && ! sql_let_in "$text"; then
          sql_object "$how" "line $line of $2 runs in the name of another user than $3: $text; if you know it, say ALLOW='$text', and it becomes $3's"
        fi
        named[$text]=yes
        ;;
    esac
  done
  [ -n "$ended" ] || sql_object "$how" "$2 could not be read to its end"
}

# sql_object HOW MESSAGE
sql_object() {
  case $1 in
    warn) warn "a restore of this backup will be refused: $2" ;;
    *) "$1" "$2" ;;
  esac
}

# sql_character_sets FOLDER DATABASE USER VARIABLE...: a statement for each database, made of words that can be nothing else.
sql_character_sets() {
  local from=$1 set
  shift
  while [ "$#" -gt 0 ]; do
    set=$(awk -F '\t' -v of="$1" '$1 == of && NF == 3 && $2 ~ /^[a-z0-9_]+$/ && $3 ~ /^[a-z0-9_]+$/ { print $2 " COLLATE " $3; n++ } END { exit n != 1 }' "$from/databases.tsv") || return 1
    # shellcheck disable=SC2016 # the backquotes are SQL's
    printf 'ALTER DATABASE `%s` CHARACTER SET %s;\n' "$1" "$set"
    shift 3
  done
}

# sql_load FOLDER NAME SERVICE CLIENT DATABASE USER VARIABLE...: root runs nothing of a backup but the character sets. A dump is loaded by
# the application's own user, so that whatever stands in it can do what the application can, by a client that knows no commands of its own
# and sends no file.
sql_load() {
  local from=$1/$2 service=$3 client=$4 sets packet
  shift 4
  sets=$(sql_character_sets "$from" "$@") || fail "$from/databases.tsv does not say the character set of each database"
  sql_ask "$service" "$client" "$sets"
  # A row in hexadecimal digits is twice as long as when the application wrote it.
  packet=$(sql_ask "$service" "$client" 'SELECT @@GLOBAL.max_allowed_packet')
  sql_ask "$service" "$client" 'SET GLOBAL max_allowed_packet = 1073741824'
  while [ "$#" -gt 0 ]; do
    sql_judge fail "$from/$1.sql.gz" "$2" < <(sql_read "$from/$1.sql.gz" "$2")
    # shellcheck disable=SC2016 # the container's shell expands it
    gzip -dc -- "$from/$1.sql.gz" | sql_own "$2" |
      compose exec -T "$service" sh -c 'eval "export MYSQL_PWD=\"\$$1\""; shift; exec "$@"' sh "$3" "$client" --binary-mode \
        --local-infile=0 --default-character-set=utf8mb4 --max-allowed-packet=1G --user="$2" --database="$1" ||
      fail "$from/$1.sql.gz could not be loaded by $2" 'what was said above is the statement that it may not run, or the server does not know'
    shift 3
  done
  sql_ask "$service" "$client" "SET GLOBAL max_allowed_packet = ${packet//[!0-9]/}"
  # The users are those of .env, whatever the dump did to its own.
  compose exec -T "$service" sh /docker-entrypoint-initdb.d/zz-users.sh </dev/null
}

# sql_count FOLDER NAME SERVICE PROGRAM WORDS_OF_PROGRAM DATABASE USER VARIABLE...
sql_count() {
  local to=$1/$2.tsv service=$3 program=$4 words
  read -ra words <<<"$5"
  shift 5
  : >"$to"
  while [ "$#" -gt 0 ]; do
    sql_dump "$service" "$program" "$1" "${words[@]}" | sql_rows "$1" >>"$to"
    shift 3
  done
}

# sql_compare FOLDER NAME: exact, for the counts of a backup are those of the dump itself.
sql_compare() {
  local line
  line=$(awk -F '\t' -v store="$2" '
    function odd(what, a, b) { printf "%-16s %-32s %14s %14s  %s\n", store, what, a, b, "DIFFERENT"; odds++ }
    NR == FNR { saved[$1] = $2; of++; before += $2; next }
    { after += $2; if (!($1 in saved)) odd($1, "-", $2); else if (saved[$1] != $2) odd($1, saved[$1], $2); there[$1] }
    END {
      for (table in saved) if (!(table in there)) odd(table, saved[table], "-")
      printf "%-16s %-32s %14.0f %14.0f  %s\n", store, "rows in " of + 0 " tables", before, after, odds ? "DIFFERENT" : "equal"
    }' "$1/$2/counts.tsv" "$counted/$2.tsv")
  verdict "$line"
}
