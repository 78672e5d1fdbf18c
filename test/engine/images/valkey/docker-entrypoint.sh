#!/bin/sh
# As the official image starts: root hands the data over and becomes the user of the server.
set -e
case $1 in -* | *.conf) set -- valkey-server "$@" ;; esac
if [ "$1" = valkey-server ] && [ "$(id -u)" = 0 ]; then
  find . \! -user valkey -exec chown valkey '{}' +
  exec setpriv --reuid=valkey --regid=valkey --clear-groups -- "$0" "$@"
fi
[ "$1" != valkey-server ] || [ -w . ] || { echo 'error: the data are not writable' >&2; exit 1; }
[ "$(umask)" != 0022 ] || umask 0077
# shellcheck disable=SC2086 # words
exec "$@" $VALKEY_EXTRA_FLAGS
