import { shellWord } from '../../syntax/shell.ts';
import type { Shell } from './script.ts';
import { functions, heading, part } from './script.ts';

const install = [
  'npx stowage completion bash > ~/.stowage-completion.bash',
  "echo '. ~/.stowage-completion.bash' >> ~/.bashrc",
];
const list = (words: readonly string[]) => shellWord(words.join(' '));
const flags = (options: readonly { readonly flag: string }[]) => list(options.map(({ flag }) => flag));
const names = (commands: readonly { readonly name: string }[]) => list(commands.map(({ name }) => name));

/** Bash 3.2 and later. @see https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html */
export const bash: Shell = {
  install,
  script: (typed) =>
    [
      `${heading('bash', install)}# shellcheck shell=bash\n`,
      functions(typed, {
        file: '_stowage_paths default f',
        folder: '_stowage_paths dirnames d',
        words: (words) => `words=${list(words)}`,
        command: ({ commands, words, options }) =>
          `commands=${names(commands)} words=${list(words)} options=${flags(options)}`,
      }),
      part('./completion.bash'),
    ].join('\n'),
};
