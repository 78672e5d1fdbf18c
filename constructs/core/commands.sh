# A dump, by commands in the service: FOLDER NAME SERVICE, then what writes it to standard output, what reads it from standard
# input, and what prints counts, each after the number of its words (0: nothing prints counts). Sourced by stores.sh, after methods.sh.
# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts set counted and signed

# nth_words N NUMBER WORD...: sets words to the first, second or third of the commands.
nth_words() {
  local nth=$1
  shift
  while [ "$nth" -gt 1 ]; do
    shift "$(($1 + 1))"
    nth=$((nth - 1))
  done
  words=("${@:2:$1}")
}

# nth_command N SERVICE NUMBER WORD...: runs it, if it is said.
nth_command() {
  local words
  nth_words "$1" "${@:3}"
  [ "${#words[@]}" = 0 ] || compose exec -T "$2" "${words[@]}"
}

# counts_by_command STORE SERVICE NUMBER WORD...: a line for each count, its name and the number. A number alone is called "count".
counts_by_command() {
  local store=$1
  shift
  nth_command 3 "$@" </dev/null | tr -d '\r' | awk -v store="$store" '
    !NF { next }
    /^[ \t]*[0-9]+[ \t]*$/ { name = "count"; number = $1 }
    !/^[ \t]*[0-9]+[ \t]*$/ {
      if (!match($0, /[ \t|]+[0-9]+[ \t|]*$/) || RSTART == 1) odd("prints \"" substr($0, 1, 60) "\", neither a number nor a name and a number")
      name = substr($0, 1, RSTART - 1)
      number = substr($0, RSTART)
      gsub(/^[ \t|]+|[ \t|]+$/, "", name)
      gsub(/[ \t|]/, "", number)
      gsub(/\t/, " ", name)
    }
    length(number) > 18 { odd("prints a number of more than 18 digits") }
    seen[name]++ { odd("prints two counts that are called \"" substr(name, 1, 60) "\"") }
    { printf "%s\t%s\n", name, number }
    function odd(what) { print "error: the command that counts " store " " what | "cat >&2"; failed = 1; exit }
    END { exit failed }'
}

# What changed while it was dumped has the counts from before and after: what is dumped lies between.
save_commands() {
  begin "$1" "$2"
  local to=$1/$2 name=$2 service=$3
  shift 3
  counts_by_command "$name" "$service" "$@" >"$to/before"
  nth_command 1 "$service" "$@" </dev/null >"$to/dump"
  counts_by_command "$name" "$service" "$@" | awk -F '\t' '
    FILENAME == ARGV[1] { before[$1] = $2; next }
    { first = $1 in before ? before[$1] : 0; delete before[$1]; put($1, first, $2) }
    function put(name, a, b) {
      if (a + 0 > b + 0) printf "%s\t%s\t%s\n", name, b, a
      else if (a == b) printf "%s\t%s\n", name, a
      else printf "%s\t%s\t%s\n", name, a, b
    }
    END { for (name in before) put(name, before[name], 0) }' "$to/before" - >"$to/counts.tsv"
  rm -f -- "$to/before"
}

tidy_commands() { :; }

# What the load makes of a dump, nobody but its author knows: one that this system did not write is let in by name alone.
check_commands() {
  local words
  not_empty "$1/$2/dump"
  [ -f "$1/$2/counts.tsv" ] || problem "$1/$2/counts.tsv is missing"
  if [ "${signed:-no}" != yes ] && [[ "; ${ALLOW:-};" != *"; LOAD $2;"* ]]; then
    nth_words 2 "${@:4}"
    problem "nobody here signed $1/$2/dump, and \"${words[*]}\" may run in $3 what stands in it; if you know it, say ALLOW='LOAD $2'"
  fi
}

load_commands() {
  nth_command 2 "$3" "${@:4}" <"$1/$2/dump"
}

count_commands() {
  counts_by_command "$2" "$3" "${@:4}" >"$1/$2.tsv"
}

# A count fits when it is what was counted before or after the dump, or lies between.
compare_commands() {
  local what low high restored line verdict
  if [ ! -s "$1/$2/counts.tsv" ]; then
    line=$(row "$2" dump - - 'loaded, nothing counts it')
    verdict "$line"
    return
  fi
  while IFS=$'\t' read -r what low high; do
    restored=$(WHAT=$what awk -F '\t' '$1 == ENVIRON["WHAT"] { print $2 }' "$counted/$2.tsv")
    verdict=DIFFERENT
    if [[ $restored =~ ^[0-9]{1,18}$ && $low =~ ^[0-9]{1,18}$ && ${high:-$low} =~ ^[0-9]{1,18}$ ]] &&
      [ "$((10#$restored))" -ge "$((10#$low))" ] && [ "$((10#$restored))" -le "$((10#${high:-$low}))" ]; then
      verdict=equal
      [ -z "$high" ] || verdict='within'
    fi
    line=$(row "$2" "$what" "$low${high:+ to $high}" "${restored:--}" "$verdict")
    verdict "$line"
  done <"$1/$2/counts.tsv"
}
