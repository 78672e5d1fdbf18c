#!/bin/bash
# Gitolite with its SSH server: host keys and repositories are made at the first start, which wants SSH_KEY.
set -euo pipefail
for kind in ed25519 rsa; do
  [ -f "/etc/ssh/keys/ssh_host_${kind}_key" ] || ssh-keygen -q -t "$kind" -N '' -f "/etc/ssh/keys/ssh_host_${kind}_key"
done
chown -R git:git /var/lib/git
if [ ! -f /var/lib/git/.ssh/authorized_keys ]; then
  if [ -z "${SSH_KEY:-}" ]; then
    echo 'You need to specify SSH_KEY on first run to setup gitolite' >&2
    exit 1
  fi
  key=/tmp/${SSH_KEY_NAME:-admin}.pub
  printf '%s\n' "$SSH_KEY" >"$key"
  su git -c "gitolite setup --pubkey '$key'"
  rm "$key"
else
  su git -c 'gitolite setup'
fi
[ "$1" != sshd ] || exec /usr/sbin/sshd -D -e
exec "$@"
