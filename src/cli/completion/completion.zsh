_stowage() {
  local command='' option='' word=''
  local -a said commands options rest
  local -i i program=1 count=0
  if [[ ${words[1]:t} == npx ]]; then
    for ((program = 2; program < CURRENT; program++)); do
      [[ $words[program] == -* ]] || break
    done
    if [[ $words[program] != stowage ]] || ((program == CURRENT)); then
      _files
      return
    fi
  fi
  for ((i = program + 1; i < CURRENT; i++)); do
    word=$words[i]
    if [[ -n $option ]]; then
      option=''
    elif [[ $word == --*=* ]]; then
      said+=("${word%%=*}")
    elif [[ $word == -* ]]; then
      said+=("$word")
      if _stowage_valued "$word"; then option=$word; fi
    elif [[ -z $command ]]; then
      command=$word
    else
      count+=1
    fi
  done
  if [[ -z $option && $words[CURRENT] == --*=* ]]; then
    option=${words[CURRENT]%%=*}
    compset -P '*='
  fi
  if [[ -n $option ]]; then
    _stowage_value "$option"
    return
  fi
  local -a known
  _stowage_command "$command"
  ((count == 0)) || known=()
  for word in "${options[@]}"; do
    ((${said[(Ie)${word%%:*}]})) || rest+=("$word")
  done
  if [[ $words[CURRENT] == -* ]] || ((${#commands} + ${#known} == 0)); then
    _describe -t options option rest
  elif ((${#commands} > 0)); then
    _describe -t commands command commands
  else
    compadd -- "${known[@]}"
  fi
}

if ! ((${+functions[compdef]})); then
  autoload -Uz compinit && compinit
fi
compdef _stowage stowage
# Where nothing completes npx; what it runs besides is completed as before.
((${+_comps[npx]})) || compdef _stowage npx
