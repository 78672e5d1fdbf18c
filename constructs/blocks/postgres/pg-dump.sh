# A dump of PostgreSQL: what it would do, before it does it. Sourced by method-pg_dump.sh.
# shellcheck shell=bash

# What an application makes in a database of its own, as pg_restore --list of PostgreSQL 12 to 18 calls it.
dump_kinds='AGGREGATE, BLOB, BLOB METADATA, BLOBS, CAST, CHECK CONSTRAINT, COLLATION, COMMENT, CONSTRAINT, CONVERSION, DEFAULT,
  DEFAULT ACL, DOMAIN, ENCODING, FK CONSTRAINT, FUNCTION, INDEX, INDEX ATTACH, MATERIALIZED VIEW, MATERIALIZED VIEW DATA, OPERATOR,
  POLICY, PROCEDURE, ROW SECURITY, RULE, SCHEMA, SEARCHPATH, SEQUENCE, SEQUENCE OWNED BY, SEQUENCE SET, SHELL TYPE, STATISTICS,
  STATISTICS DATA, STDSTRINGS, TABLE, TABLE ATTACH, TABLE DATA, TEXT SEARCH CONFIGURATION, TEXT SEARCH DICTIONARY, TRIGGER, TYPE, VIEW,
  ACL, DATABASE, DATABASE PROPERTIES, EXTENSION'
# What it also can hold, and what a superuser alone makes, or what reaches out of the database.
dump_kinds_named='ACCESS METHOD, EVENT TRIGGER, FOREIGN DATA WRAPPER, FOREIGN SERVER, FOREIGN TABLE, LARGE OBJECT, OPERATOR CLASS,
  OPERATOR FAMILY, PROCEDURAL LANGUAGE, PUBLICATION, PUBLICATION TABLE, PUBLICATION TABLES IN SCHEMA, SECURITY LABEL, SERVER, SUBSCRIPTION,
  SUBSCRIPTION TABLE, TEXT SEARCH PARSER, TEXT SEARCH TEMPLATE, TRANSFORM, USER MAPPING'
# Extensions that give an application types, functions and indexes, and no way to files, programs or other hosts.
# @see https://www.postgresql.org/docs/18/contrib.html
dump_extensions='bloom btree_gin btree_gist citext cube dict_int dict_xsyn earthdistance fuzzystrmatch hstore intarray isn lo ltree
  pg_stat_statements pg_trgm pgcrypto plpgsql postgis postgis_topology seg tablefunc tcn timescaledb tsm_system_rows tsm_system_time
  unaccent uuid-ossp vector'

# From what pg_restore --list --create prints, a line for each entry: database ID | extension NAME | entry ID SCHEMA | named WHAT |
# refused WHY. Comments on extensions belong to the superuser, and are left out.
# shellcheck disable=SC2016 # awk's own $
list_reader='
  BEGIN {
    database = ENVIRON["OF_DATABASE"]
    owner = ENVIRON["OF_OWNER"]
    count = split(ENVIRON["KINDS"] "," ENVIRON["NAMED"], kinds, /[ \n]*,[ \n]*/)
    known = split(ENVIRON["KINDS"], part, /[ \n]*,[ \n]*/)
    split(ENVIRON["EXTENSIONS"], part, /[ \n]+/)
    for (i in part) extension[part[i]]
  }
  /^;/ || /^$/ { next }
  {
    if (!match($0, /^[0-9]+; [0-9]+ [0-9]+ /)) { print "refused\tit lists what nobody can read: " shown($0); exit }
    id = $0
    sub(/;.*/, "", id)
    rest = substr($0, RLENGTH + 1)
    kind = ""
    for (i = 1; i <= count; i++)
      if (index(rest, kinds[i] " ") == 1 && length(kinds[i]) > length(kind)) { kind = kinds[i]; plain = i <= known }
    if (kind == "") { print "named\t" shown(rest); print "entry\t" id; next }
    tag = substr(rest, length(kind) + 2)
    sub(/^- /, "", tag)
    of = length(tag) >= length(owner) + 1 && substr(tag, length(tag) - length(owner)) == " " owner ? owner : tag
    if (of == owner) tag = substr(tag, 1, length(tag) - length(owner) - 1)
    else { sub(/.* /, "", of); sub(/ [^ ]*$/, "", tag) }
    if (kind == "EXTENSION") {
      if (!(tag in extension)) print "named\tEXTENSION " shown(tag)
      print "extension\t" tag
    } else if (kind == "DATABASE") {
      if (tag != database) print "refused\tit is of the database " shown(tag) ", not of " database
      print "database\t" id
      found++
    } else if (kind == "DATABASE PROPERTIES") print "database\t" id
    else if (kind == "COMMENT" && index(tag, "EXTENSION ") == 1) next
    else if ((kind == "COMMENT" || kind == "ACL") && index(tag, "DATABASE ") == 1) print "database\t" id
    else {
      if (!plain) print "named\t" kind " " shown(tag)
      else if (kind !~ /^(ACL|COMMENT|ENCODING|STDSTRINGS|SEARCHPATH)$/ && of != owner && of != "" && of != "pg_database_owner")
        print "named\t" kind " " shown(tag) " OWNER " shown(of)
      print "entry\t" id "\t" (kind == "SCHEMA" ? tag : "")
    }
  }
  function shown(text) { gsub(/[[:cntrl:]]|\302[\200-\237]/, "?", text); return text }
  END { if (!found) print "refused\tit says nothing of the database itself" }'

# From what pg_restore --schema-only prints: functions in a language that is not confined to the database, and in which schema an
# extension stands: named WHAT | schema EXTENSION SCHEMA.
# shellcheck disable=SC2016 # awk's own $
schema_reader='
  /^CREATE (FUNCTION|PROCEDURE) / { name = $0; sub(/^CREATE [A-Z]+ /, "", name); sub(/\(.*/, "", name) }
  /^ +LANGUAGE / && $2 !~ /^(sql|plpgsql)$/ {
    gsub(/[[:cntrl:]]|\302[\200-\237]/, "?", name)
    print "named\tFUNCTION " name " LANGUAGE " ($2 ~ /^[a-z0-9_]+$/ ? $2 : "?")
  }
  /^CREATE EXTENSION IF NOT EXISTS ("[a-z0-9_-]+"|[a-z0-9_]+) WITH SCHEMA ("[^"]+"|[a-z0-9_]+);$/ {
    schema = $0
    sub(/.* WITH SCHEMA /, "", schema)
    sub(/;$/, "", schema)
    gsub(/"/, "", schema)
    gsub(/"/, "", $6)
    print "schema\t" $6 "\t" schema
  }'

# pg_there WHERE PROGRAM WORD...: a program of PostgreSQL that reads a backup, as the image's own user: in the container of a
# service, @SERVICE, or in one of an image that can do nothing else.
pg_there() {
  local where=$1 program=$2
  shift 2
  case $where in
    @*) compose exec -T --user postgres "${where#@}" "$program" "$@" ;;
    *)
      docker run --rm --interactive --network none --user postgres --cap-drop ALL --security-opt no-new-privileges --read-only \
        --entrypoint "$program" "$where" "$@"
      ;;
  esac
}

# read_dump FILE WHERE DATABASE OWNER: "end" is its last line when it read all.
read_dump() {
  local list ids
  # Without --create it would not name what it holds of the database itself.
  if ! list=$(pg_there "$2" pg_restore --list --create <"$1"); then
    printf 'refused\tpg_restore cannot read it\nend\n'
    return
  fi
  list=$(KINDS=$dump_kinds NAMED=$dump_kinds_named EXTENSIONS=$dump_extensions OF_DATABASE=$3 OF_OWNER=$4 LC_ALL=C \
    awk "$list_reader" <<<"$list") || return 1
  grep -v '^database' <<<"$list" || true
  pg_there "$2" pg_restore --schema-only --no-owner --no-privileges --file - <"$1" | LC_ALL=C awk "$schema_reader" || return 1
  ids=$(awk -F '\t' '$1 == "database" { print $2 ";" }' <<<"$list") || return 1
  # The database itself, its settings and grants: pg_restore would run them as they stand. /dev/shm can be written where nothing else can.
  # shellcheck disable=SC2016 # the container's shell expands it
  [ -z "$ids" ] ||
    pg_there "$2" sh -c 'umask 077; printf "%s\n" "$1" >/dev/shm/database; pg_restore --create --use-list /dev/shm/database --file -' \
      sh "$ids" <"$1" | roles_of "$3" "$4" yes | awk -F '\t' -v OFS='\t' '$1 != "encoding" { print $1, $3 }' || return 1
  printf 'end\n'
}
