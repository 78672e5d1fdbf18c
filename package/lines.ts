import { decoded, encoded } from '../src/api/author/mappings.ts';

/**
 * The mappings of a source map with the first of each line alone, at its beginning: a trace needs the line, and columns are four fifths of a map.
 * @see https://tc39.es/ecma426/#sec-mappings
 */
export function firstOfLines(mappings: string): string {
  const sums: [number, number, number, number] = [0, 0, 0, 0]; // column, file, line and column of the source
  let written = [0, 0, 0];
  return mappings
    .split(';')
    .map((line) => {
      sums[0] = 0;
      let first: readonly number[] | undefined;
      for (const segment of line.split(',')) {
        const fields = decoded(segment);
        for (const i of [0, 1, 2, 3] as const) sums[i] += fields[i] ?? 0;
        if (fields.length >= 4) first ??= [...sums];
      }
      if (first === undefined) return '';
      const source = first.slice(1);
      const said = [0, ...source.map((value, i) => value - (written[i] ?? 0))];
      written = source;
      return said.map(encoded).join('');
    })
    .join(';');
}
