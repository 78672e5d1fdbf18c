import type { StackModel } from '../../../model/stack.ts';
import { shellWord } from '../../../syntax/shell.ts';
import { outsidersOf } from '../scripts/beside.ts';
import { envFilesOf } from '../scripts/env-files.ts';
import type { Step } from './step.ts';

/** What others make on a host and `make init` does not: networks and volumes, paths of it, and files with variables. */
export function madeForRun(stack: StackModel): readonly { readonly name: string; readonly line: string }[] {
  const { besides, hostPaths } = outsidersOf(stack);
  return [
    ...envFilesOf(stack).map(({ path }) => ({
      name: path,
      line: `install -D -m 600 /dev/null ${shellWord(path)}\n`,
    })),
    ...besides
      .filter(({ create }) => !create)
      .map(({ kind, name }) => ({ name, line: `docker ${kind} create ${shellWord(name)}\n` })),
    ...hostPaths.flatMap(({ path, kind, owner }) => {
      if (path === '' || kind === 'socket') return [];
      const word = shellWord(path);
      const made = kind === 'folder' ? `sudo mkdir -p ${word}\n` : `sudo install -D /dev/null ${word}\n`;
      return [
        { name: path, line: `${made}${owner === '' ? '' : `sudo chown ${shellWord(owner)} ${word}\n`}` },
      ];
    }),
  ];
}

/** A runner has none of it; there it is empty. */
export function makeBeside(stack: StackModel): Step | undefined {
  const made = madeForRun(stack);
  return made.length === 0
    ? undefined
    : { name: 'Make what others make on a host', run: made.map(({ line }) => line).join('') };
}
