# An archive of PostgreSQL's volume: what of it can be seen without a server. A part of scripts/adopt-tar.sh.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # adopt sets and reads the rest

# look_into_tar: reads it to its end; sets tar, tar_root, tar_folder, tar_version, tar_owner and tar_kibibytes.
look_into_tar() {
  local list part odd path
  [ -f "$tar" ] || fail "there is no file $tar" "$usage"
  tar=$(realpath -- "$tar")
  [[ $tar != *$'\n'* ]] || fail 'the path of the archive has a line break in it' 'give it another name'
  list=$(unzipped 2>/dev/null | tar --list --verbose --numeric-owner --file - 2>/dev/null) ||
    refuse_tar 'it cannot be read to its end' 'it was cut short, or is no tar: take another one'
  grep -q '^[^d]' <<<"$list" ||
    refuse_tar 'it holds an empty folder' 'whoever made it named a volume that did not exist, and Docker made one, empty: there is nothing in it'
  # Each database has a PG_VERSION, too: the one with the shortest path is that of all.
  path=$(awk '/^-/ && $6 ~ /(^|\/)PG_VERSION$/ { n = split($6, part, "/"); if (!least || n < least) { least = n; path = $6 } } END { print path }' <<<"$list")
  [ -n "$path" ] || refuse_tar 'it holds no data directory of PostgreSQL (no PG_VERSION)' 'take the archive of the volume of PostgreSQL'
  tar_root=${path%PG_VERSION}
  [[ $tar_root =~ ^[A-Za-z0-9._/-]*$ ]] || refuse_tar "its folder is called \"$tar_root\"" 'unpack it, and pack its data directory alone'
  for part in global/pg_control pg_wal/ base/; do
    grep -Fq -- " $tar_root$part" <<<"$list" || refuse_tar "its data directory is not whole: $tar_root$part is missing" 'take another archive, or the volume itself'
  done
  odd=$(grep -Em 1 '^[^d-]|[ /]\.\.(/|$)' <<<"$list" || true)
  [ -z "$odd" ] || refuse_tar "it holds what leads out of a volume: ${odd##* }" 'tablespaces and links are not taken over: take the volume itself'
  tar_kibibytes=$(awk '/^-/ { sum += int(($3 + 4095) / 4096) * 4 } END { print sum + 0 }' <<<"$list")
  tar_owner=$(awk -v path="$path" '$6 == path { split($2, who, "/"); print who[1]; exit }' <<<"$list")
  tar_version=$(unzipped | tar --extract --to-stdout --file - -- "$path" 2>/dev/null | head -c 16 | tr -d '\n')
  [[ $tar_version =~ ^[0-9]+$ ]] || refuse_tar "its PG_VERSION says \"$tar_version\"" 'PostgreSQL before 10 is not taken over: load a dump'
  # Since 18 the folder is a part of the volume.
  tar_folder=''
  if [[ /$tar_root == */$tar_version/docker/ ]]; then
    tar_folder=/$tar_version/docker
    tar_root=${tar_root%"$tar_version/docker/"}
  fi
  warn 'an archive of a volume may have been made while PostgreSQL wrote to it: it is examined once PostgreSQL has started'
}
