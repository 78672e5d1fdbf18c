import type { Shell } from './script.ts';
import { heading, part } from './script.ts';
import type { Typed, TypedOption } from './typed.ts';

const install = [
  'mkdir -p ~/.config/fish/conf.d',
  'npx stowage completion fish > ~/.config/fish/conf.d/stowage-completion.fish',
];

/** One word of fish: between single quotes only the quote and the backslash mean something. */
const word = (value: string) => (/^[\w/:.,-]+$/.test(value) ? value : `'${value.replace(/['\\]/g, '\\$&')}'`);

/** fish 3 and later. @see https://fishshell.com/docs/current/completions.html */
export const fish: Shell = {
  install,
  script: (typed) =>
    [
      heading('fish', install),
      `set -g __stowage_valued ${typed.options.flatMap(({ flag, value }) => (value === undefined ? [] : [flag])).join(' ')}\n`,
      part('./completion.fish'),
      `for program in stowage npx\n${lines(typed)
        .map((line) => `    complete -c $program ${line}\n`)
        .join('')}end\n`,
    ].join('\n'),
};

function lines({ commands, options }: Typed): readonly string[] {
  return [
    '-n __stowage_runs -f',
    ...commands.map(({ name, does }) => `-n __stowage_wants_command -a ${name} -d ${word(does)}`),
    ...commands
      .filter(({ words }) => words.length > 0)
      .map(({ name, words }) => `-n '__stowage_wants_word ${name}' -a ${word(words.join(' '))}`),
    ...options.map((option) => {
      const { flag, says, of } = option;
      return `-n '__stowage_takes ${flag} ${of.join(' ')}' -l ${flag.slice(2)}${valued(option)} -d ${word(says)}`;
    }),
  ];
}

function valued({ value }: TypedOption): string {
  if (value === undefined) return '';
  if (value === 'file') return ' -r -F';
  return value === 'folder'
    ? " -x -a '(__fish_complete_directories)'"
    : ` -x${value.length === 0 ? '' : ` -a ${word(value.join(' '))}`}`;
}
