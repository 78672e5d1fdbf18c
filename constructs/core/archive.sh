# A volume, by tar: FOLDER NAME SERVICE VOLUME. Sourced by stores.sh, after methods.sh.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts set backup, folder and counted

# shellcheck source-path=SCRIPTDIR source=archive-members.sh
. scripts/archive-members.sh

# files_of_tar: files and bytes, of the archive on standard input.
files_of_tar() {
  tar --list --verbose --numeric-owner --file - |
    awk '/^-/ { files++; bytes += $3 } END { printf "files\t%d\nbytes\t%.0f\n", files, bytes }'
}

# What a store's check found privileged files in.
declare -A privileged_archive=()

# Sockets, pipes and devices are no data: the programs that use them make them. They are left out where tar can do that, and what
# checks the archive takes none.
# shellcheck disable=SC2016 # the helper's shell expands it
pack_volume='
  odd=$(cd /volume && find . ! -type f ! -type d ! -type l 2>/dev/null | sed "s/[][*?\\\\]/\\\\&/g")
  if [ -z "$odd" ] || ! tar -X /dev/null -cf /dev/null /dev/null 2>/dev/null; then tar -cf - -C /volume .
  else printf "%s\n" "$odd" | tar -cf - -X - -C /volume .; fi'

save_archive() {
  begin "$1" "$2"
  local to=$1/$2 name image attempt
  name=$(volume_name "$4")
  image=$(volume_image "$4")
  existing "$name" || fail "the volume $name does not exist" "start $3 once first"
  # A file that changed while it was read is read again.
  for attempt in 1 2 3; do
    if helper "$image" "$pack_volume" "$name:/volume:ro" </dev/null >"$to/volume.tar"; then break; fi
    [ "$attempt" -lt 3 ] || fail "$2: the volume $name could not be read"
  done
  files_of_tar <"$to/volume.tar" >"$to/counts.tsv"
}

tidy_archive() { :; }

check_archive() {
  not_empty "$1/$2/volume.tar"
  not_empty "$1/$2/counts.tsv"
  local said
  privileged_archive[$2]=no
  if ! said=$(tar_members "$1/$2/volume.tar"); then
    problem "$1/$2/volume.tar is not what a backup writes: ${said:-it cannot be read}"
    return
  fi
  if [[ $said == *privileged ]]; then
    privileged_archive[$2]=yes
    warn "$1/$2/volume.tar holds files with a set-user-id or set-group-id bit: they come back without it"
    said=${said%$'\n'privileged}
  fi
  [ "$said" = "$(head -c 100 -- "$1/$2/counts.tsv")" ] || problem "$1/$2/volume.tar does not hold what $1/$2/counts.tsv says"
}

# The service is made and not started: its first start must find the files.
load_archive() {
  if [ -n "${drill:-}" ]; then
    docker volume create --label "com.docker.compose.project=$drill" "$(volume_name "$4")" >/dev/null
  else
    compose up --no-start --no-deps "$3" </dev/null
  fi
  empty_volume "$(volume_name "$4")" "$(volume_image "$4")"
  # That of a folder is no privilege, and stays.
  local unpack='tar -xf - -C /volume'
  [ "${privileged_archive[$2]:-yes}" = no ] ||
    unpack+='; find /volume -xdev -type f \( -perm -4000 -o -perm -2000 \) -exec chmod u-s,g-s {} +'
  helper "$(volume_image "$4")" "$unpack; sync" "$(volume_name "$4"):/volume" <"$1/$2/volume.tar"
}

count_archive() {
  helper "$(volume_image "$4")" "$pack_volume" "$(volume_name "$4"):/volume:ro" </dev/null | files_of_tar >"$1/$2.tsv"
}

# Exact.
compare_archive() {
  compare_pairs "$@"
}
