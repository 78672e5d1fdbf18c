# Gives OpenSearch's user admin another password. Sourced, never run.
# shellcheck shell=bash

# rotate_opensearch SERVICE USER: the user changes its own, logged in with the one that is to be replaced. Where a try before has come so far, it
# logs in with the new one.
# @see https://docs.opensearch.org/latest/security/access-control/api/#change-password
rotate_opensearch() {
  local word other
  IFS= read -r word && IFS= read -r other || return 1
  # shellcheck disable=SC2016 # the container's shell expands it
  printf '%s\n' "$word" "$other" | compose exec -T "$1" sh -c '
    IFS= read -r word && IFS= read -r other || exit 1
    user=$1
    quoted() { printf %s "$1" | sed "s/[\\\\\"]/\\\\&/g"; }
    account() { curl -fsS -o /dev/null -K - "$@" http://127.0.0.1:9200/_plugins/_security/api/account; }
    ! printf "user = \"%s\"\n" "$(quoted "$user:$word")" | account 2>/dev/null || exit 0
    body="{\"current_password\": \"$(quoted "$other")\", \"password\": \"$(quoted "$word")\"}"
    printf "user = \"%s\"\ndata = \"%s\"\n" "$(quoted "$user:$other")" "$(quoted "$body")" |
      account -X PUT -H "Content-Type: application/json"' sh "$2"
}
