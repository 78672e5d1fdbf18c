# A bucket, by mc mirror: FOLDER NAME SERVICE BUCKET CLIENT ALIAS. Sourced by stores.sh, after methods.sh.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts set backup, folder and counted

# mc CLIENT FOLDER[:ro] ARGUMENT...: the client in the job's image and with its variables, as whoever runs this script, so
# that the files are theirs; root may read those of a backup that another user brought here. A file carries an object's name and content; its type is guessed anew from the name.
mc() {
  local client=$1 mount=$2
  shift 2
  [[ $PWD != *:* ]] || fail "Docker cannot mount a folder with a colon in its path: $PWD" 'move it'
  compose run --rm --no-deps -T --user "$(id -u):$(id -g)" --cap-add DAC_OVERRIDE --volume "$PWD/$mount" --entrypoint mc "$client" "$@" </dev/null
}

# bucket_size CLIENT FOLDER ALIAS/BUCKET: objects and bytes, as two lines.
bucket_size() {
  mc "$1" "$2:/backup:ro" du --json "$3" |
    sed -nE 's/.*"size":([0-9]+),"objects":([0-9]+).*/objects\t\2\nbytes\t\1/p'
}

# size_of_objects FOLDER: the same, of what lies in a backup: files and folders alone, since its checksums know nothing else.
size_of_objects() {
  find "$1" -type f -printf '%s\n' |
    awk '{ objects++; bytes += $1 } END { printf "objects\t%d\nbytes\t%.0f\n", objects, bytes }'
}

save_bucket() {
  begin "$1" "$2"
  local to=$1/$2 bucket=$4 client=$5 alias=$6
  mkdir "$to/objects"
  mc "$client" "$to/objects:/backup" mirror --quiet --overwrite "$alias/$bucket" /backup >/dev/null
  chmod -R u=rwX,go= "$to/objects"
  size_of_objects "$to/objects" >"$to/counts.tsv"
  [ "$(bucket_size "$client" "$to" "$alias/$bucket")" = "$(cat "$to/counts.tsv")" ] ||
    warn "$2: the bucket changed while it was saved; objects that came late are in the next backup"
}

tidy_bucket() { :; }

check_bucket() {
  [ -d "$1/$2/objects" ] || problem "$1/$2/objects is missing"
  not_empty "$1/$2/counts.tsv"
  [ "$(size_of_objects "$1/$2/objects")" = "$(head -c 100 -- "$1/$2/counts.tsv")" ] ||
    problem "$1/$2/objects does not hold what $1/$2/counts.tsv says"
}

load_bucket() {
  # The job makes the bucket, and the user that the application knows.
  compose run --rm --no-deps -T "$5" </dev/null
  mc "$5" "$1/$2/objects:/backup:ro" mirror --quiet --overwrite /backup "$6/$4" >/dev/null
}

count_bucket() {
  bucket_size "$5" "$folder/$2" "$6/$4" >"$1/$2.tsv"
}

# Exact.
compare_bucket() {
  compare_pairs "$@"
}
