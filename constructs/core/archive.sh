# A volume, by tar: FOLDER NAME SERVICE VOLUME. Sourced by stores.sh, after methods.sh.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts set backup, folder and counted

# files_of_tar: files and bytes, of the archive on standard input.
files_of_tar() {
  tar --list --verbose --numeric-owner --file - |
    awk '/^-/ { files++; bytes += $3 } END { printf "files\t%d\nbytes\t%.0f\n", files, bytes }'
}

save_archive() {
  begin "$1" "$2"
  local to=$1/$2 name image attempt
  name=$(volume_name "$4")
  image=$(volume_image "$4")
  existing "$name" || fail "the volume $name does not exist" "start $3 once first"
  # A file that changed while it was read is read again.
  for attempt in 1 2 3; do
    if helper "$image" 'tar -cf - -C /volume .' "$name:/volume:ro" </dev/null >"$to/volume.tar"; then break; fi
    [ "$attempt" -lt 3 ] || fail "$2: the volume $name could not be read"
  done
  files_of_tar <"$to/volume.tar" >"$to/counts.tsv"
}

tidy_archive() { :; }

check_archive() {
  not_empty "$1/$2/volume.tar"
  not_empty "$1/$2/counts.tsv"
  tar --list --file "$1/$2/volume.tar" >/dev/null || problem "$1/$2/volume.tar cannot be read"
}

# The service is made and not started: its first start must find the files.
load_archive() {
  if [ -n "${drill:-}" ]; then
    docker volume create --label "com.docker.compose.project=$drill" "$(volume_name "$4")" >/dev/null
  else
    compose up --no-start --no-deps "$3" </dev/null
  fi
  empty_volume "$(volume_name "$4")" "$(volume_image "$4")"
  helper "$(volume_image "$4")" 'tar -xf - -C /volume; sync' "$(volume_name "$4"):/volume" <"$1/$2/volume.tar"
}

count_archive() {
  helper "$(volume_image "$4")" 'tar -cf - -C /volume .' "$(volume_name "$4"):/volume:ro" </dev/null | files_of_tar >"$1/$2.tsv"
}

# Exact.
compare_archive() {
  compare_pairs "$@"
}
