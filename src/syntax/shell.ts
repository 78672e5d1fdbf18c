import { Unspellable } from '../model/unspellable.ts';

/**
 * One word of a POSIX shell command line.
 * @throws Unspellable for a NUL byte, which no argument can hold
 */
export function shellWord(value: string): string {
  if (value.includes('\0')) throw new Unspellable(value, 'cannot stand in a shell word: it has a NUL byte');
  return /^[\w@%+:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

/**
 * A piece of a word, between double quotes.
 * @throws Unspellable for a NUL byte
 */
export function shellInside(value: string): string {
  if (value.includes('\0')) throw new Unspellable(value, 'cannot stand in a shell word: it has a NUL byte');
  return value.replace(/["$`\\]/g, '\\$&');
}

/**
 * Lines of shell, as they are: they are a product's own, and no value.
 * @throws Unspellable for a NUL byte, at which bash stops to read
 */
export function shellLines(text: string): string {
  const wrong = text.split('\n').find((line) => line.includes('\0'));
  if (wrong !== undefined) throw new Unspellable(wrong, 'cannot stand in a shell script: it has a NUL byte');
  return text.replace(/\n+$/, '');
}
