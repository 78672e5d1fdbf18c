/**
 * Text inside a recipe of a Makefile. A shell word must be quoted for the shell first.
 * @throws RangeError for a line break, which would end the recipe's line
 */
export function makeText(value: string): string {
  if (/[\n\r\0]/.test(value)) throw new RangeError('a line break cannot stand in a line of a Makefile');
  return value.replaceAll('$', '$$$$');
}

/**
 * The name of a target.
 * @throws RangeError for a name in which make would find a pattern, a variable, a second target or a special target
 */
export function makeTarget(name: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name)) return name;
  throw new RangeError(`"${name}" cannot be the name of a target of a Makefile`);
}

/** Text of a comment: one line, that a backslash at its end does not join with the next. */
export function makeComment(text: string): string {
  const line = text.replace(/[\s\0]+/g, ' ').trim();
  return line.endsWith('\\') ? `${line}.` : line;
}
