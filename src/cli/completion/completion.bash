# The place of the word that is the program: "stowage" itself, or what npx runs.
_stowage_program() {
  local i=0
  if [ "${COMP_WORDS[0]##*/}" = npx ]; then
    for ((i = 1; i < COMP_CWORD; i++)); do
      case ${COMP_WORDS[i]} in
        stowage) break ;;
        -*) ;;
        *) return 1 ;;
      esac
    done
    [ "$i" -lt "$COMP_CWORD" ] || return 1
  fi
  printf '%s\n' "$i"
}

# Paths are for the shell itself to complete, where it can be asked to: it quotes them. Bash 3 cannot.
_stowage_paths() {
  if [ -n "$prefix" ] || ! compopt -o "$1" 2>/dev/null; then
    _stowage_reply < <(compgen -P "$prefix" "-$2" -- "$word")
  fi
}

_stowage_reply() {
  local line
  while IFS='' read -r line; do COMPREPLY+=("$line"); done
}

_stowage() {
  local IFS=$' \t\n' i program word=${COMP_WORDS[COMP_CWORD]} command='' option='' said=' ' count=0 prefix='' one
  local commands='' options='' words='' rest=''
  COMPREPLY=()
  program=$(_stowage_program) || return 0
  compopt +o default +o bashdefault 2>/dev/null
  for ((i = program + 1; i < COMP_CWORD; i++)); do
    one=${COMP_WORDS[i]}
    if [ "$one" = '=' ]; then # --format=json is three words to readline
      continue
    elif [ -n "$option" ]; then
      option=''
    elif [[ $one == --*=* ]]; then
      said+="${one%%=*} "
    elif [[ $one == -* ]]; then
      said+="$one "
      if _stowage_valued "$one"; then option=$one; fi
    elif [ -z "$command" ]; then
      command=$one
    else
      count=$((count + 1))
    fi
  done
  if [ -n "$option" ]; then
    [ "$word" != '=' ] || word=''
  elif [[ $word == --*=* ]]; then
    option=${word%%=*} prefix=$option= word=${word#*=}
  fi
  if [ -n "$option" ]; then
    _stowage_value "$option"
    [ -z "$words" ] || _stowage_reply < <(compgen -P "$prefix" -W "$words" -- "$word")
    return 0
  fi
  _stowage_command "$command"
  [ "$count" = 0 ] || words=''
  for one in $options; do
    [[ $said == *" $one "* ]] || rest+=" $one"
  done
  if [[ $word == -* ]] || [ -z "$commands$words" ]; then
    words=$rest
  else
    words="$commands $words"
  fi
  _stowage_reply < <(compgen -W "$words" -- "$word")
}

complete -F _stowage stowage
# Where nothing completes npx; what it runs besides is completed as before.
complete -p npx >/dev/null 2>&1 || complete -o bashdefault -o default -F _stowage npx
