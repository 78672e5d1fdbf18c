#!/bin/sh
# Options, and the names of its commands, are for traefik; anything else is a program.
set -e
if [ "${1#-}" != "$1" ] || traefik "$1" --help >/dev/null 2>&1; then set -- traefik "$@"; fi
exec "$@"
