# zsh -f zsh-terminal.zsh SCRIPT RESULT LINE...: types each line and Tab in a terminal of its own that has read SCRIPT, and prints what is
# offered there, "== next" behind each. RESULT is a file that may be written.
zmodload zsh/zpty zsh/zselect

if [[ $1 == inside ]]; then
  PS1=''
  autoload -Uz compinit && compinit -u -D
  source $2
  result=$3
  compadd() {
    local -a offered
    if [[ -z ${(M)argv:#-[OAD]} ]]; then
      builtin compadd -O offered "$@"
      ((${#offered} == 0)) || print -rl -- $offered >>$result
    fi
    builtin compadd "$@"
  }
  unsetopt beep auto_list auto_menu
  offer() {
    zle complete-word
    print -r -- '== next' >>$result
  }
  zle -N offer
  bindkey '^I' offer
  print -r -- '== ready' >>$result
  return
fi

# Waits until the result has so many marks, and reads what the terminal shows meanwhile, so that it can go on.
await() {
  integer until=$((SECONDS + 20))
  local -a marks
  while ((SECONDS < until)); do
    zpty -r -t shell shown && seen+=$shown
    marks=(${(M)${(f)"$(<$result)"}:#== *})
    ((${#marks} >= $1)) && return
    zselect -t 1
  done
  print -ru2 -- "the terminal shows: ${(V)seen}"
  exit 1
}

result=$2 seen=''
: >$result
zpty -b shell zsh -f -i
zpty -w shell "source ${(q)ZSH_ARGZERO:A} inside ${(q)1} ${(q)result}"
integer line_number=1
await 1
for line in "${@:3}"; do
  zpty -w -n shell $'\x15'$line$'\t'
  await $((++line_number))
done
tail -n +2 $result
