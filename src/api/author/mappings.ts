const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The source of a segment, its line and its column, from 0; a map says of each how far it is from the one before. */
type At = [source: number, line: number, column: number];

/**
 * The mappings of texts that stand one below the other, each of one source, in the order of the sources.
 * @param parts the mappings of each, and how many lines it has
 * @see https://tc39.es/ecma426/#sec-mappings
 */
export function below(parts: readonly { readonly mappings: string; readonly lines: number }[]): string {
  let written: At = [0, 0, 0];
  const lines = parts.flatMap(({ mappings, lines: count }, source) => {
    const at: At = [source, 0, 0];
    const own = mappings.split(';').map((line) =>
      line
        .split(',')
        .flatMap((segment) => {
          const [column = 0, , down, right] = decoded(segment);
          if (down === undefined || right === undefined) return [];
          at[1] += down;
          at[2] += right;
          const moved = at.map((value, i) => value - (written[i] ?? 0));
          written = [...at];
          return [[column, ...moved]];
        })
        .map((segment) => segment.map(encoded).join(''))
        .join(','),
    );
    return Array.from({ length: count }, (_, i) => own[i] ?? '');
  });
  return lines.join(';');
}

/** Numbers in base 64, five bits a digit, the least first; the last bit of each number is its sign. */
export function decoded(segment: string): readonly number[] {
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

export function encoded(number: number): string {
  let value = number < 0 ? (-number << 1) | 1 : number << 1;
  let text = '';
  do {
    const rest = value >> 5;
    text += digits.charAt((value & 31) | (rest > 0 ? 32 : 0));
    value = rest;
  } while (value > 0);
  return text;
}
