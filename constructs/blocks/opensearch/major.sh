# OpenSearch's major versions: SERVICE ... . Sourced by majors.sh.
# shellcheck shell=bash

# shellcheck source-path=SCRIPTDIR source=search-major.sh
. scripts/search-major.sh

# majors_opensearch SERVICE VOLUME IMAGE
majors_opensearch() { search_majors "$2" "$3" opensearch; }
