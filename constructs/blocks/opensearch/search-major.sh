# Major versions of OpenSearch and Elasticsearch. Sourced by what tells those of one of them.
# shellcheck shell=bash

# search_majors VOLUME IMAGE PRODUCT: a node writes the number of its version with the state of its cluster, which is an index of Lucene:
# 8190799 is Elasticsearch 8.19.7, and 2190199 with the 28th bit OpenSearch 2.19.1. Of the image, its own library says it: to ask the program would
# start Java.
search_majors() {
  # shellcheck disable=SC2016 # the container's shell expands it
  look_into "$2" "$1" "product=$3"'
    LC_ALL=C
    program=$(command -v "$product")
    program=$(readlink -f "$program")
    image=""
    for at in "${program%/bin/*}/lib/$product"-[0-9]*.jar; do
      image=${at##*/"$product"-}
      image=${image%%.*}
    done
    case $image in "" | *[!0-9]*) echo "no library of $product says its version" >&2; exit 1 ;; esac
    echo "image $image"
    newest=$(for at in /volume/_state/segments_* /volume/nodes/0/_state/segments_*; do
      [ ! -s "$at" ] || echo "${#at} $at"
    done | sort -k 1n -k 2 | sed "\$!d; s/^[0-9]* //")
    [ -n "$newest" ] || exit 0
    number=$(tr -c "0-9a-z_" "\n" <"$newest" | sed -n "/^node_version\$/{n;/^[0-9][0-9]*\$/{p;q;};}")
    [ -n "$number" ] || exit 0
    wrote=elasticsearch named=Elasticsearch
    if [ "$number" -ge 134217728 ]; then
      number=$((number - 134217728)) wrote=opensearch named=OpenSearch
    fi
    data=$((number / 1000000))
    echo "data $data"
    if [ "$wrote" != "$product" ]; then
      echo "refused they are of $named; bring its indices over by a snapshot, or index them anew"
    elif [ "$image" -gt "$((data + 1))" ]; then
      echo "refused a node reads what the major version before it has written, and none that is older; go one major version at a time, each by its last release"
    fi'
}
