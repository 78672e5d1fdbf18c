#!/bin/bash
# pypiserver as its own user, to whom the packages belong.
set -euo pipefail
chown -R pypiserver:pypiserver /data/packages
exec setpriv --reuid pypiserver --regid pypiserver --init-groups pypi-server "$@"
