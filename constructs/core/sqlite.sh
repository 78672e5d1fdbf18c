# Databases of SQLite in a volume, and the files beside them: FOLDER NAME SERVICE VOLUME DATABASE..., each database by its path in
# the volume. Sourced by stores.sh, after methods.sh.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts set folder and counted

# shellcheck source-path=SCRIPTDIR source=method-archive.sh disable=SC1091 # it is archive.sh here
. scripts/method-archive.sh

# scratch_sqlite: the volume in which copies are made; make destroy takes it along, should a kill leave it.
scratch_sqlite() {
  printf '%s_sqlite-scratch\n' "${drill:-$PROJECT}"
}

# in_sh TEXT...: words for a shell.
in_sh() {
  local word
  for word in "$@"; do printf " '%s'" "${word//\'/\'\\\'\'}"; done
}

# Who may write a database, "USER:GROUP", and the way to it; it must be there.
# shellcheck disable=SC2016 # the helper's shell expands it
find_sqlite='
  [ ! -L "/volume/$1" ] || { echo "it is a link: its backup names the file itself" >&2; exit 1; }
  [ -f "/volume/$1" ] || { echo "it is not there" >&2; exit 1; }
  rm -rf /scratch/copy; mkdir /scratch/copy
  chown "$(stat -c %u:%g "/volume/$1")" /scratch/copy
  stat -c %u:%g "/volume/$1"'

# By SQLite itself, within one read transaction, while others write. 3: there is nothing here that knows SQLite.
# shellcheck disable=SC2016 # the helper's shell expands it
copy_sqlite='
  said=
  if command -v sqlite3 >/dev/null 2>&1; then
    printf "%s\n" ".bail on" ".timeout 60000" "BEGIN;" "SELECT count(*) FROM sqlite_master;" ".backup main /scratch/copy/db" |
      sqlite3 -batch -init /dev/null "/volume/$1" >/dev/null
    said=$(sqlite3 -batch -init /dev/null /scratch/copy/db "PRAGMA quick_check(1);" 2>/dev/null) || true
  elif python3 -c "import sqlite3" 2>/dev/null; then
    said=$(python3 -c "
import sqlite3, sys
source, copy = sqlite3.connect(sys.argv[1], timeout=60), sqlite3.connect(sys.argv[2])
source.backup(copy)
try: print(copy.execute(\"PRAGMA quick_check(1)\").fetchone()[0])
except sqlite3.OperationalError: pass
" "/volume/$1" /scratch/copy/db)
  else exit 3; fi
  case $said in ok | "") ;; *) echo "it is damaged: $said" >&2; exit 4 ;; esac'

# What was copied gets its place in a tree like that of the volume, with the same owners and modes.
# shellcheck disable=SC2016 # the helper's shell expands it
place_sqlite='
  like() { chown "$(stat -c %u:%g "$1")" "$2"; chmod "$(stat -c %a "$1")" "$2"; }
  mkdir -p /scratch/tree; like /volume /scratch/tree
  to=; rest=$1
  while :; do
    case $rest in */*) ;; *) break ;; esac
    to=$to/${rest%%/*}; rest=${rest#*/}
    [ -d "/scratch/tree$to" ] || { mkdir "/scratch/tree$to"; like "/volume$to" "/scratch/tree$to"; }
  done
  if [ -f /scratch/copy/db ]; then
    mv /scratch/copy/db "/scratch/tree/$1"; like "/volume/$1" "/scratch/tree/$1"
  else
    for part in "$1" "$1-wal" "$1-journal"; do
      [ ! -f "/volume/$part" ] || cp -p "/volume/$part" "/scratch/tree/$part"
    done
  fi
  rm -rf /scratch/copy'

# Everything of a volume but its databases; what is of the moment in them, too.
# shellcheck disable=SC2016 # the helper's shell expands it
pack_beside_sqlite='
  cd /volume
  { find . ! -type f ! -type d ! -type l 2>/dev/null || true
    for one in "$@"; do for end in "" -wal -shm -journal; do printf "./%s%s\n" "$one" "$end"; done; done
  } | sed "s/[][*?\\\\]/\\\\&/g" | tar -cf - -X - .'

# The sizes of the databases, a line for each file.
# shellcheck disable=SC2016 # the helper's shell expands it
sizes_sqlite='
  for one in "$@"; do
    for part in "$one" "$one-wal" "$one-journal"; do
      [ ! -f "/volume/$part" ] || stat -c %s "/volume/$part"
    done
  done'

# as_owner USER:GROUP IMAGE SCRIPT MOUNT...: a helper that is nobody but the owner of a database, so that what SQLite makes beside
# it is the owner's, too.
as_owner() {
  local owner=$1 image=$2 script=$3 mount mounts=()
  shift 3
  for mount in "$@"; do mounts+=(--volume "$mount"); done
  with_programs "$image" "$script" --user "$owner" --tmpfs /tmp "${mounts[@]}"
}

save_sqlite() {
  begin "$1" "$2"
  local to=$1/$2 name image scratch database owner status
  name=$(volume_name "$4")
  image=$(volume_image "$4")
  scratch=$(scratch_sqlite)
  existing "$name" || fail "the volume $name does not exist" "start $3 once first"
  docker volume create --label "stowage.cache=$PROJECT" "$scratch" >/dev/null
  for database in "${@:5}"; do
    owner=$(helper "$image" "set --$(in_sh "$database"); $find_sqlite" "$name:/volume:ro" "$scratch:/scratch" </dev/null) ||
      fail "$2: the database $database of $name cannot be saved" "start $3 once, or correct the path that its backup names"
    status=0
    as_owner "$owner" "$image" "set --$(in_sh "$database"); $copy_sqlite" "$name:/volume" "$scratch:/scratch" </dev/null || status=$?
    case $status in
      0) ;;
      3)
        say "Nothing in $image knows SQLite: $database is copied while nobody writes."
        pause_users "$name"
        ;;
      *) fail "$2: the database $database of $name could not be copied" 'look at what SQLite says above' ;;
    esac
    helper "$image" "set --$(in_sh "$database"); $place_sqlite" "$name:/volume:ro" "$scratch:/scratch" </dev/null
    go_on_from_rest
  done
  mkdir -- "$to/databases" "$to/files"
  helper "$image" 'tar -cf - -C /scratch/tree .' "$scratch:/scratch:ro" </dev/null >"$to/databases/volume.tar"
  files_beside_sqlite "$name" "$image" "${@:5}" >"$to/files/volume.tar" || fail "$2: the volume $name could not be read"
  files_of_tar <"$to/databases/volume.tar" >"$to/databases/counts.tsv"
  files_of_tar <"$to/files/volume.tar" >"$to/files/counts.tsv"
  tidy_sqlite
}

# files_beside_sqlite NAME IMAGE DATABASE...: an archive of everything else.
files_beside_sqlite() {
  local name=$1 image=$2
  shift 2
  helper "$image" "set --$(in_sh "$@"); $pack_beside_sqlite" "$name:/volume:ro" </dev/null
}

tidy_sqlite() {
  local scratch
  scratch=$(scratch_sqlite)
  if existing "$scratch"; then docker volume rm "$scratch" >/dev/null; fi
}

check_sqlite() {
  local database tar=$1/$2/databases/volume.tar start
  check_archive "$1" "$2/files"
  check_archive "$1" "$2/databases"
  for database in "${@:5}"; do
    start=$(tar -xOf "$tar" "./$database" 2>/dev/null | head -c 15 | tr -d '\0') || true
    # One that nobody has written to yet is empty.
    [ "$start" = 'SQLite format 3' ] || { [ -z "$start" ] && tar -tf "$tar" "./$database" >/dev/null 2>&1; } ||
      problem "$tar holds no database of SQLite at $database"
  done
}

load_sqlite() {
  load_archive "$1" "$2/files" "${@:3:2}"
  # Its folders are those of the files, which are there already.
  helper "$(volume_image "$4")" 'tar -xf - -C /volume; find /volume -xdev -type f \( -perm -4000 -o -perm -2000 \) -exec chmod u-s,g-s {} +; sync' \
    "$(volume_name "$4"):/volume" <"$1/$2/databases/volume.tar"
}

count_sqlite() {
  local name image
  name=$(volume_name "$4")
  image=$(volume_image "$4")
  mkdir -p -- "$1/$2"
  files_beside_sqlite "$name" "$image" "${@:5}" | files_of_tar >"$1/$2/files.tsv"
  helper "$image" "set --$(in_sh "${@:5}"); $sizes_sqlite" "$name:/volume:ro" </dev/null |
    awk '{ bytes += $1 } END { printf "files\t%d\nbytes\t%.0f\n", NR, bytes }' >"$1/$2/databases.tsv"
}

# Exact: they are counted before anything writes to them.
compare_sqlite() {
  compare_pairs "$1" "$2/files"
  compare_pairs "$1" "$2/databases"
}
