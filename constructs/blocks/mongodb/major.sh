# MongoDB's major versions: SERVICE ... . Sourced by majors.sh.
# shellcheck shell=bash

# majors_mongodb SERVICE VOLUME IMAGE: which server ran last on the files. Each file of its diagnostic data begins with a document that is not
# packed, and says so; up to which version the documents are compatible stands in a collection, where the server alone finds it.
majors_mongodb() {
  # shellcheck disable=SC2016 # the container's shell expands it
  look_into "$3" "$2" '
    LC_ALL=C
    image=$(mongod --version | sed -n "s/^db version v\([0-9]*\.[0-9]*\)\..*/\1/p")
    [ -n "$image" ] || exit 1
    echo "image $image"
    newest=""
    for at in /volume/diagnostic.data/metrics.[0-9]*; do newest=$at; done
    [ -s "$newest" ] || exit 0
    data=$(head -c 65536 "$newest" | tr "\000" "\n" | sed -n "/buildInfo\$/,\${/^[0-9]*\.[0-9]*\.[0-9]/{s/^\([0-9]*\.[0-9]*\)\..*/\1/p;q;};}")
    [ -n "$data" ] || exit 0
    echo "data $data"
    if [ "${image%%.*}" -gt "$((${data%%.*} + 1))" ]; then
      echo "refused a version reads the data of the one before it, and of none that is older; go one major version at a time, and finish each step"
    fi'
}
