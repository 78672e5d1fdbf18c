/** Words that somebody may have meant, by what was written instead. */
export interface Spelling {
  /** A word that one slip of the hand makes of this one; undefined when there is none, or when it is a word itself. */
  nearest(written: string): string | undefined;
}

/** Long enough for every host name; a longer text is no misspelt word. */
const longest = 64;

/** An index of the words, made when the first question comes. */
export function spelling(words: Iterable<string>): Spelling {
  let index: ReadonlyMap<string, readonly string[]> | undefined;
  const known = new Set(words);
  return {
    nearest(written) {
      if (known.has(written) || written.length > longest) return undefined;
      index ??= indexed(known);
      return shorter(written)
        .flatMap((form) => index?.get(form) ?? [])
        .find((word) => isSlip(written, word));
    },
  };
}

/** Each word under itself and under each form that lacks one letter: two words that are close meet in one of them. */
function indexed(words: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const word of words) {
    if (word.length > longest) continue;
    for (const form of shorter(word)) {
      const others = index.get(form);
      if (others === undefined) index.set(form, [word]);
      else others.push(word);
    }
  }
  return index;
}

function shorter(word: string): readonly string[] {
  return [word, ...Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))];
}

/** One letter more, less or other, or two neighbours changed places; two-letter words have too many neighbours. */
function isSlip(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 3) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  let endA = a.length;
  let endB = b.length;
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const [x, y] = [a.slice(from, endA), b.slice(from, endB)];
  // A number is another one of its kind, not a slip: worker-1 and worker-2, OIDC_V1 and OIDC_V2.
  if (/\d/.test(x + y)) return false;
  return (x.length <= 1 && y.length <= 1) || (x.length === 2 && x[0] === y[1] && x[1] === y[0]);
}
