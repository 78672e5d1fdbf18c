# Elasticsearch's major versions: SERVICE ... . Sourced by majors.sh.
# shellcheck shell=bash

# shellcheck source-path=SCRIPTDIR source-path=SCRIPTDIR/../opensearch source=search-major.sh
. scripts/search-major.sh

# majors_elasticsearch SERVICE VOLUME IMAGE
majors_elasticsearch() { search_majors "$2" "$3" elasticsearch; }
