# Gives MongoDB's administrator another password. Sourced, never run.
# shellcheck shell=bash

# rotate_mongodb SERVICE: he comes in with the one that is to be replaced, or with the new one where a try before has come so far. 18 is the
# error AuthenticationFailed.
rotate_mongodb() {
  local word other
  IFS= read -r word && IFS= read -r other || return 1
  # shellcheck disable=SC2016 # the container's shell expands it
  printf '%s\n' "$word" "$other" | compose exec -T "$1" sh -c 'IFS= read -r WORD && IFS= read -r OTHER || exit 1
    export WORD OTHER
    exec mongosh --quiet --norc --nodb --eval "$1" </dev/null' sh '
const { WORD, OTHER } = process.env;
const as = (password) =>
  connect("mongodb://root:" + encodeURIComponent(password) + "@127.0.0.1:27017/admin?directConnection=true");
try {
  as(WORD);
} catch (error) {
  if (error.code !== 18) throw error;
  as(OTHER).changeUserPassword("root", WORD);
}' >/dev/null
}
