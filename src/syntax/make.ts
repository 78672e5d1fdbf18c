/**
 * Text inside a recipe or a variable of a Makefile. A shell word must be quoted for the shell first.
 * @throws RangeError for a line break, which would end the recipe's line
 */
export function makeText(value: string): string {
  if (/[\n\r\0]/.test(value)) throw new RangeError('a line break cannot stand in a line of a Makefile');
  return value.replaceAll('$', '$$$$');
}
