import { Unspellable } from './unspellable.ts';

/**
 * One word of a POSIX shell command line.
 * @throws Unspellable for a NUL byte, which no argument can hold
 */
export function shellWord(value: string): string {
  if (value.includes('\0')) throw new Unspellable(value, 'cannot stand in a shell word: it has a NUL byte');
  return /^[\w@%+:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
