# PostgreSQL, by pg_dump: FOLDER NAME SERVICE DATABASE USER. Sourced by stores.sh, after methods.sh.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts set backup, folder and counted

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
  compose exec -T "$service" sh -c 'awk=$1; shift; { LC_ALL=C "$@" || echo "\\!failed"; } | LC_ALL=C awk "$awk"' sh "$rows" "$@"
}

save_pg_dump() {
  begin "$1" "$2"
  local to=$1/$2 service=$3 database=$4 user=$5
  compose exec -T "$service" pg_dump --username "$user" --format custom --dbname "$database" </dev/null >"$to/database.dump"
  compose exec -T "$service" pg_dumpall --username "$user" --roles-only --no-role-passwords </dev/null >"$to/roles.sql"
  count_rows "$service" pg_restore --data-only --file - <"$to/database.dump" >"$to/counts.tsv"
}

tidy_pg_dump() { :; }

check_pg_dump() {
  local from=$1/$2 image
  not_empty "$from/database.dump"
  not_empty "$from/roles.sql"
  image=$(images | awk -v id="$3" '$1 == id { print $2 }')
  if ! docker image inspect "$image" >/dev/null 2>&1; then
    warn "$image is not here, so $from/database.dump was not read"
  elif ! docker run --rm --interactive --network none --entrypoint pg_restore --cap-drop ALL \
    --security-opt no-new-privileges --read-only "$image" --list <"$from/database.dump" >/dev/null; then
    problem "pg_restore cannot read $from/database.dump"
  fi
}

load_pg_dump() {
  local from=$1/$2 service=$3 user=$5 known
  known=$(compose exec -T "$service" psql --username "$user" --dbname template1 --no-psqlrc --no-align --tuples-only \
    --command 'SELECT quote_ident(rolname) FROM pg_roles' </dev/null)
  # A role that is there already, such as the superuser, keeps the password that .env gave it.
  awk 'NR == FNR { known["CREATE ROLE " $0 ";"]; next } !($0 in known)' <(printf '%s\n' "$known") "$from/roles.sql" |
    compose exec -T "$service" psql --username "$user" --dbname template1 --no-psqlrc --quiet --set ON_ERROR_STOP=1 --output /dev/null
  # --create brings back the database's encoding, settings and grants, too; the first start made it without them.
  compose exec -T "$service" pg_restore --username "$user" --dbname template1 --create --clean --if-exists \
    --exit-on-error --no-tablespaces <"$from/database.dump"
  compose exec -T "$service" psql --username "$user" --dbname "$4" --no-psqlrc --quiet --command ANALYZE </dev/null
  local made
  made=$(awk 'NR == FNR { known["CREATE ROLE " $0 ";"]; next } /^CREATE ROLE / && !($0 in known) { sub(/^CREATE ROLE /, ""); sub(/;$/, ""); print }' \
    <(printf '%s\n' "$known") "$from/roles.sql" | paste -sd ' ' -)
  [ -z "$made" ] || warn "$2: these roles came back without their passwords: $made"
}

count_pg_dump() {
  count_rows "$3" pg_dump --username "$5" --data-only --dbname "$4" </dev/null >"$1/$2.tsv"
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
