/**
 * One word of a POSIX shell command line.
 * @throws RangeError for a NUL byte, which no argument can hold
 */
export function shellWord(value: string): string {
  if (value.includes('\0')) throw new RangeError('a NUL byte cannot stand in a shell word');
  return /^[\w@%+:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
