import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Mutant } from './mutant.ts';

const root = resolve(import.meta.dirname, '../..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');

/** Why an entry of the list can no longer be tried, as far as the files say it without a test being run. */
export function stale({ file, replace, by, fault, fails }: Mutant): readonly string[] {
  const at = `${file} (${fault})`;
  if (!existsSync(join(root, file))) return [`${at}: there is no such file`];
  const times = text(file).split(replace).length - 1;
  return [
    ...(times === 1 ? [] : [`${at}: ${JSON.stringify(replace)} stands there ${times} times, not once`]),
    ...(replace === by ? [`${at}: nothing would change`] : []),
    ...Object.entries(fails).flatMap(([test, title]) => {
      if (!existsSync(join(root, test))) return [`${at}: there is no ${test}`];
      return titled(text(test), title) ? [] : [`${at}: ${test} has no test "${title}…"`];
    }),
  ];
}

/** Whether a title begins so: it stands there, or each word of it does, since that of a table is put together. */
function titled(source: string, title: string): boolean {
  const literal = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (new RegExp(`\\(\\s*['"\`]${literal}`).test(source)) return true;
  const tables = source.includes('.each');
  const words = title.match(/[\p{L}\p{N}.]+/gu) ?? [];
  return tables && words.every((word) => source.includes(word));
}
