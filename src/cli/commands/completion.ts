import { StowageError } from '../../model/error.ts';
import { nearest } from '../../model/nearest.ts';
import { shells } from '../completion/shells.ts';
import { typed } from '../completion/typed.ts';
import { command } from './command.ts';

const names = [...shells.keys()];

/** What tells a shell all that can be typed: commands, options, and what may follow them. */
export const completion = command({
  name: 'completion',
  does: 'print what completes stowage in bash, zsh or fish; its first lines say how to have it in every shell',
  takes: [],
  word: 'bash, zsh or fish',
  words: () => names,
  /** @throws StowageError `usage` */
  run(_, name, env = {}, commands = []): string {
    const shell = shells.get(name ?? '');
    if (shell === undefined) throw notOne(name, env);
    return shell.script(typed(commands));
  },
  says: (script) => ({ out: script, err: '' }),
  exits: () => 0,
});

/** Who names none means his own. */
function notOne(name: string | undefined, env: NodeJS.ProcessEnv): StowageError {
  const own = env.SHELL?.split('/').at(-1);
  const near = name === undefined ? names.filter((one) => one === own) : nearest(name, names);
  return new StowageError(
    'usage',
    name === undefined ? 'the shell is not named' : `"${name}" is no shell that can be told`,
    `write ${(near.length === 0 ? names : near).map((one) => `stowage completion ${one}`).join(', or ')}`,
  );
}
