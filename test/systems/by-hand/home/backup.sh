#!/bin/bash
# A copy of each volume while what writes to it stands still; 30 days are kept. For cron.
set -euo pipefail
cd "$(dirname "$0")"
to=backups/$(date -u +%Y%m%dT%H%M%SZ)
mkdir -p "$to"
chmod 700 backups
docker compose stop gitolite radicale pypi
for volume in repositories collections packages caddy_data; do
  docker run --rm -v "home_$volume:/from:ro" -v "$PWD/$to:/to" debian tar -C /from -czf "/to/$volume.tgz" .
done
docker compose start gitolite radicale pypi
cp .env Caddyfile compose.yml "$to"
find backups -mindepth 1 -maxdepth 1 -mtime +30 -exec rm -rf {} +
