/** Text in which no word starts a line of its own: white space and NUL bytes become single spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\s\0]+/g, ' ').trim();
}
