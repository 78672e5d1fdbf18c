#!/bin/bash
# As the official entrypoint: the folders of the server and of all disks are made where they lack, belong to the server's user, and
# the user of the environment is written beside the configuration.
set -eo pipefail
disks=$(cat /etc/clickhouse-server/config.d/*.xml 2>/dev/null | sed -n 's:.*<path>\(/[a-z].*/\)</path>.*:\1:p' | grep -v '^/clickhouse/' || true)
for folder in /var/lib/clickhouse /var/lib/clickhouse/{tmp,user_files,format_schemas} /var/log/clickhouse-server $disks; do
  mkdir -p "$folder"
  [ "$(stat -c %u:%g "$folder")" = 101:101 ] || chown -R 101:101 "$folder"
done
[ -z "${CLICKHOUSE_PASSWORD:-}" ] ||
  printf '<clickhouse><users><%s/></users></clickhouse>\n' "${CLICKHOUSE_USER:-default}" >/etc/clickhouse-server/users.d/default-user.xml
exec setpriv --reuid=101 --regid=101 --clear-groups python3 /usr/local/lib/standin/server.py
