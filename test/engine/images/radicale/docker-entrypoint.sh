#!/bin/bash
# Radicale as its own user, to whom the data belong.
set -euo pipefail
chown -R radicale:radicale /data
exec setpriv --reuid radicale --regid radicale --init-groups "$@"
