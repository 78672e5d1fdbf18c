import { join } from 'node:path';
import { compile } from '../../src/compile.ts';
import type { Compilable } from '../../src/model/app.ts';
import { write } from '../../src/out.ts';
import { stowageAlone } from './command.ts';
import { folder, tree } from './folder.ts';

/** What is written for an app in this process. */
export function written(from: Compilable): Record<string, string> {
  const out = folder();
  write(out, compile(from).artifacts);
  return tree(out);
}

/** Other places to be in, and the variables that say so. */
export const places = [
  ['Jakarta and Turkish', { TZ: 'Asia/Jakarta', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }],
  ['Newfoundland and no locale', { TZ: 'America/St_Johns', LC_ALL: 'C', LANG: 'C' }],
] as const;

/** What another process writes for an entry file, in another working directory. */
export async function writtenIn(entry: string, env: Readonly<Record<string, string>>) {
  const cwd = folder();
  const ended = await stowageAlone(cwd, ['synth', '--app', entry, '--out', 'x'], env);
  return { ...ended, files: tree(join(cwd, 'x')) };
}
