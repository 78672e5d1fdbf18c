import { Unspellable } from '../model/unspellable.ts';
import { oneLine } from './one-line.ts';

/**
 * Text inside a recipe of a Makefile. A shell word must be quoted for the shell first.
 * @throws Unspellable for a line break, which would end the recipe's line
 */
export function makeText(value: string): string {
  if (/[\n\r\0]/.test(value))
    throw new Unspellable(value, 'cannot stand in a Makefile: it has a line break or a NUL byte');
  return value.replaceAll('$', '$$$$');
}

/**
 * The name of a target.
 * @throws Unspellable for a name in which make would find a pattern, a variable, a second target or a special target
 */
export function makeTarget(name: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name)) return name;
  throw new Unspellable(name, 'cannot be the name of a target of a Makefile');
}

/** Text of a comment: one line, that a backslash at its end does not join with the next. */
export function makeComment(text: string): string {
  const line = oneLine(text);
  return line.endsWith('\\') ? `${line}.` : line;
}
