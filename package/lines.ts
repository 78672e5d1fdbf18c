import { decoded, encoded } from '../src/api/author/mappings.ts';

/** Lines that hold no statement: nothing, a comment (one that stays within an expression would swallow what closes that), and what closes the one before. */
const empty = /^(?:\/\/.*)?$/;
const closing = /^[)}\];,]+$/;

/**
 * A script with fewer lines, and its source map with a place for each line alone, at its beginning: a trace needs the line. Columns are four fifths of a
 * map, and every line has a place in it.
 * @param text of esbuild, which ends every statement with a semicolon, and without text that goes over several lines
 * @param isOurs whether a place in a file, by its number, is worth its room: that of what others wrote, or of what was made, is not
 * @see https://tc39.es/ecma426/#sec-mappings
 */
export function fewerLines(
  text: string,
  mappings: string,
  isOurs: (file: number) => boolean = () => true,
): { readonly text: string; readonly mappings: string } {
  const origins = originsOf(mappings).map((one) => (one !== undefined && isOurs(one[0]) ? one : undefined));
  const lines: { text: string; origin?: Origin | undefined }[] = [];
  for (const [i, written] of text.split('\n').entries()) {
    const line = written.trimStart();
    const last = lines.at(-1);
    if (last === undefined || !(empty.test(line) || closing.test(line)))
      lines.push({ text: line, origin: origins[i] });
    else if (!empty.test(line)) last.text += line;
  }
  let before: Origin = [0, 0];
  const said = lines.map(({ origin }, i) => {
    // The first of those without a place says so: else each would have that of the line before.
    if (origin === undefined) return lines[i - 1]?.origin === undefined ? '' : encoded(0);
    const [file, line] = [origin[0] - before[0], origin[1] - before[1]];
    before = origin;
    return [0, file, line, 0].map(encoded).join('');
  });
  return { text: lines.map((line) => line.text).join('\n'), mappings: said.join(';') };
}

/** A file of the sources, and a line of it. */
type Origin = readonly [file: number, line: number];

/** Where the first piece of each line comes from. */
function originsOf(mappings: string): readonly (Origin | undefined)[] {
  let [file, row] = [0, 0];
  return mappings.split(';').map((line) => {
    let first: Origin | undefined;
    for (const segment of line.split(',')) {
      const fields = decoded(segment);
      file += fields[1] ?? 0;
      row += fields[2] ?? 0;
      if (fields.length >= 4) first ??= [file, row];
    }
    return first;
  });
}
