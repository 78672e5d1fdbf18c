#!/bin/sh
# As the official entrypoint: the folders of all disks belong to the server's user.
set -e
chown -R 101:101 /var/lib/clickhouse
cat /etc/clickhouse-server/config.d/*.xml 2>/dev/null | sed -n 's:.*<path>\(/[a-z].*/\)</path>.*:\1:p' | while read -r folder; do
  case $folder in /clickhouse/*) continue ;; esac
  mkdir -p "$folder" && chown 101:101 "$folder"
done
exec setpriv --reuid=101 --regid=101 --clear-groups python3 /usr/local/lib/standin/server.py
