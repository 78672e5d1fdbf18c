import { Unspellable } from '../model/unspellable.ts';
import { oneLine } from './one-line.ts';

/**
 * A value of `.env` as Compose reads it: bare where nothing in it means anything, else in single quotes, where only
 * the quote itself is special, else in double quotes.
 * @throws Unspellable for a NUL byte, which no variable can hold
 * @see https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
 */
export function dotenvValue(value: string): string {
  if (value.includes('\0')) throw new Unspellable(value, 'cannot stand in .env: it has a NUL byte');
  if (/^[\w@%+=:,./-]*$/.test(value)) return value;
  // In single quotes a backslash stands for itself, unless a quote follows: then nothing can stand for the backslash.
  if (!/\\('|$)|[\n\r]/.test(value)) return `'${value.replaceAll("'", "\\'")}'`;
  const escapes = new Map([
    ['\n', '\\n'],
    ['\r', '\\r'],
  ]);
  return `"${value.replace(/[\\"$\n\r]/g, (char) => escapes.get(char) ?? `\\${char}`)}"`;
}

/** Text of a comment line of `.env`, or of a shell script. */
export function dotenvComment(text: string): string {
  return oneLine(text);
}
