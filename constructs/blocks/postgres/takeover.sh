# PostgreSQL's data directory: SERVICE VOLUME, then DATABASE USER of each. Sourced by adopt.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the sourced files set the rest

# shellcheck source-path=SCRIPTDIR source=pg-superuser.sh
. scripts/pg-superuser.sh

# check_cluster WHAT VERSION OWNER IMAGE FOLDER: whether this image may go on with a directory of that version and owner, in that folder of
# a volume: from 18 on, the image looks for its own in one of its version.
check_cluster() {
  local here user folder=''
  # shellcheck disable=SC2016 # the helper's shell expands it
  here=$(helper "$4" 'echo "$(postgres --version | sed "s/[^0-9]*\([0-9]*\).*/\1/") $(id -u postgres)"' </dev/null)
  user=${here#* } here=${here%% *}
  [ "$2" = "$here" ] ||
    objection "$1 is of PostgreSQL $2, and this stack runs $here" "a directory belongs to one major version: dump it with PostgreSQL $2, and load the dump into a new volume here"
  [ "$here" -lt 18 ] || folder=/$here/docker
  [ "$2" != "$here" ] || [ "$5" = "$folder" ] ||
    objection "$1 has its data directory in ${5:-its root}, and the image of PostgreSQL $here looks for it in ${folder:-the root} of its volume" \
      'dump it there, and load the dump into a new volume here'
  # The official images: 70 is Alpine's postgres, 999 Debian's.
  case $3/$user in
    70/999 | 999/70)
      objection "$1 was written by an image of another kind (user $3; here $user)" \
        'they sort text differently, so its indexes would be wrong: dump it there, and load the dump into a new volume here'
      ;;
  esac
}

examine_postgres() {
  local service=$1 image source looked version='' owner='' condition=''
  source=$(source_of "$2")
  image=$(volume_image "$2")
  case $source in
    '') return ;;
    tar)
      check_cluster "$tar" "$tar_version" "$tar_owner" "$image" "$tar_folder"
      return
      ;;
  esac
  # shellcheck disable=SC2016 # the helper's shell expands it
  looked=$(helper "$image" '
    for at in /volume /volume/*/docker; do [ ! -s "$at/PG_VERSION" ] || break; done
    [ -s "$at/PG_VERSION" ] || exit 0
    echo "at ${at#/volume}"
    echo "version $(cat "$at/PG_VERSION")"
    echo "owner $(stat -c %u "$at/PG_VERSION")"
    LC_ALL=C pg_controldata "$at" 2>/dev/null | sed -n "s/^Database cluster state: */condition /p"' "$source:/volume:ro" </dev/null)
  version=$(awk '$1 == "version" { print $2 }' <<<"$looked")
  owner=$(awk '$1 == "owner" { print $2 }' <<<"$looked")
  condition=$(sed -n 's/^condition //p' <<<"$looked")
  if [ -z "$version" ]; then
    objection "the volume $source holds no data directory of PostgreSQL, which $service needs" 'is it the right project? see: docker volume ls'
    return
  fi
  check_cluster "the volume $source" "$version" "$owner" "$image" "$(awk '$1 == "at" { print $2 }' <<<"$looked")"
  case $condition in
    '' | 'shut down') ;;
    *) warn "PostgreSQL did not end by itself on $source ($condition); it will mend that from its log when it starts here" ;;
  esac
}

# The password is in the data. The image lets its own socket in without one; the new one comes from the container's
# environment, and neither arguments nor logs see it.
settle_postgres() {
  local service=$1 database=$3 user=$4 root
  if [ -z "$(source_of "$2")" ] || noted "settled $service"; then return 0; fi
  up "$service" </dev/null
  root=$(superuser_of "$service" "$database" "$user")
  say "Giving PostgreSQL's user $user the password of .env."
  compose exec -T --user postgres "$service" psql --username "$root" --dbname template1 --no-psqlrc --quiet \
    --set ON_ERROR_STOP=1 --set user="$user" --output /dev/null <<'END' ||
SET search_path = pg_catalog;
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';
SELECT set_config('password_encryption', 'scram-sha-256', false)
  WHERE EXISTS (SELECT FROM pg_hba_file_rules WHERE auth_method = 'scram-sha-256');
\set password `printf %s "$POSTGRES_PASSWORD"`
ALTER ROLE :"user" PASSWORD :'password';
END
    fail "the password of $user in $database could not be set" 'its user or its database has another name, or pg_hba.conf lets no local socket in'
  # As the application comes in: not by the socket, and not from this host itself.
  # shellcheck disable=SC2016 # the container's shell expands it
  compose exec -T "$service" sh -c 'set -- "$1" "$2" $(hostname -i)
    PGPASSWORD=$POSTGRES_PASSWORD exec psql --no-password --username "$1" --dbname "$2" --host "$3" --no-psqlrc --quiet --output /dev/null --command "SELECT 1"' \
    sh "$user" "$database" </dev/null ||
    fail "$user cannot come in with the password of .env" 'see pg_hba.conf in the volume: the line "host all all all" is what the image writes'
  [ "$(source_of "$2")" != tar ] || prove_postgres "$service" "$database" "$root"
  say "Making $user the owner of $database, and no superuser."
  hand_over "$service" "$database" "$user"
  [ "$#" = 4 ] || make_databases "$service"
  note "settled $service"
}

# prove_postgres SERVICE DATABASE SUPERUSER: files that were copied while a server wrote to them may not fit together. Every
# row is read, and every index compared with its table where the image has amcheck.
prove_postgres() {
  say 'Reading every row of the archive, and comparing every index with its table.'
  # shellcheck disable=SC2016 # the container's shell expands it
  { compose exec -T --user postgres "$1" sh -c 'exec pg_dumpall --username "$1" >/dev/null' sh "$3" </dev/null &&
    compose exec -T --user postgres "$1" psql --username "$3" --dbname "$2" --no-psqlrc --quiet --set ON_ERROR_STOP=1 --output /dev/null <<'END'; } ||
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'amcheck') AS there \gset
\if :there
BEGIN;
CREATE EXTENSION IF NOT EXISTS amcheck;
SELECT bt_index_check(i.indexrelid, true) FROM pg_index AS i
  JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_am AS a ON a.oid = c.relam
  WHERE a.amname = 'btree' AND c.relpersistence <> 't' AND c.relkind = 'i' AND i.indisready AND i.indisvalid;
ROLLBACK;
\endif
END
    fail 'the archive is damaged: it was made while PostgreSQL wrote to its files' 'scripts/adopt --undo, then take an older archive, or the volume itself'
  warn 'all of the archive can be read, and its indexes fit; that it is of one moment nobody can prove'
}

remains_postgres() { :; }
