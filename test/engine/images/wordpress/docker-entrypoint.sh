#!/bin/bash
# The first start fills the volume; a later one leaves what is there.
set -euo pipefail
if [ ! -e index.php ] && [ ! -e wp-includes/version.php ]; then
  echo "WordPress not found in $PWD - copying now..." >&2
  tar --create --file - --directory /usr/src/wordpress . | tar --extract --file -
fi
if [ ! -e wp-config.php ] && compgen -e | grep -q '^WORDPRESS_'; then
  install -o www-data -g www-data -m 644 wp-config-docker.php wp-config.php
fi
exec "$@"
