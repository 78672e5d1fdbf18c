import { shellWord } from '../../syntax/shell.ts';
import type { Shell } from './script.ts';
import { functions, heading, part } from './script.ts';

const install = [
  'npx stowage completion zsh > ~/.stowage-completion.zsh',
  "echo '. ~/.stowage-completion.zsh' >> ~/.zshrc",
];
const list = (words: readonly string[]) => `(${words.map(shellWord).join(' ')})`;
/** What is typed, and beside it what it does; a colon stands between them. */
const said = (what: string, does: string) => `${what.replaceAll(':', '\\:')}:${does}`;

/** zsh. @see https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
export const zsh: Shell = {
  install,
  script: (typed) =>
    [
      heading('zsh', install),
      functions(typed, {
        file: '_files',
        folder: '_files -/',
        words: (words) => `compadd -- ${words.map(shellWord).join(' ')}`,
        command: ({ commands, words, options }) =>
          [
            `commands=${list(commands.map(({ name, does }) => said(name, does)))}`,
            `known=${list(words)}`,
            `options=${list(options.map(({ flag, says }) => said(flag, says)))}`,
          ].join(' '),
      }),
      part('./completion.zsh'),
    ].join('\n'),
};
