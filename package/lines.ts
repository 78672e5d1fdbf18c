const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

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

/** Numbers in base 64, five bits a digit, the least first; the last bit of each number is its sign. */
function decoded(segment: string): readonly number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const digit of segment) {
    const bits = digits.indexOf(digit);
    value += (bits & 31) << shift;
    shift += 5;
    if (bits >= 32) continue;
    numbers.push((value & 1) === 0 ? value >> 1 : -(value >> 1));
    value = 0;
    shift = 0;
  }
  return numbers;
}

function encoded(number: number): string {
  let value = number < 0 ? (-number << 1) | 1 : number << 1;
  let text = '';
  do {
    const rest = value >> 5;
    text += digits.charAt((value & 31) | (rest > 0 ? 32 : 0));
    value = rest;
  } while (value > 0);
  return text;
}
