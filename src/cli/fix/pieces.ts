/** A part of a file's text, and what stands there afterwards. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** An edit that would have two readings, or none. */
export class Unclear extends Error {}

/**
 * The text with all of them in it; what is said twice is done once.
 * @throws Unclear where two of them want one place
 */
export function applied(text: string, pieces: readonly Piece[]): string {
  const sorted = [...new Map(pieces.map((piece) => [JSON.stringify(piece), piece])).values()].sort(
    (one, other) => one.start - other.start || one.end - other.end,
  );
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, by } of sorted) {
    if (start < done) throw new Unclear('two edits want the same place');
    parts.push(text.slice(done, start), by);
    done = end;
  }
  return [...parts, text.slice(done)].join('');
}
