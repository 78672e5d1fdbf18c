#!/bin/bash
# Everything of one backup: restore.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")"
docker compose down
for archive in "$1"/*.tgz; do
  volume=home_$(basename "$archive" .tgz)
  docker volume rm -f "$volume"
  docker volume create "$volume"
  docker run --rm -v "$volume:/to" -v "$PWD/$1:/from:ro" debian tar -C /to -xzf "/from/$(basename "$archive")"
done
docker compose up -d --wait
