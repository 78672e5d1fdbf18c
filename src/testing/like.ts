import { own } from '../compose/own.ts';
import { nearest } from '../model/nearest.ts';
import type { Comparison, Difference } from './pattern.ts';
import { cut, isAsymmetric, isMap, isMatcher, shown } from './pattern.ts';

/** A map, as YAML and JSON have them. */
type Keyed = Readonly<Record<string, unknown>>;

/** Whether a value is what a pattern says: of maps the keys that it names, of lists every entry, of a text what a RegExp finds in it. */
export function like(actual: unknown, pattern: unknown): Comparison {
  if (isMatcher(pattern)) return pattern.compare(actual);
  if (isAsymmetric(pattern)) return told(pattern.asymmetricMatch(actual), actual, pattern);
  if (pattern instanceof RegExp)
    return told(typeof actual === 'string' && finds(pattern, actual), actual, pattern);
  if (Array.isArray(pattern)) return listEquals(actual, pattern);
  if (isMap(pattern)) return mapLike(actual, pattern);
  return told(Object.is(actual, pattern), actual, pattern);
}

/** A whole answer to a question that knows only yes and no. */
export function told(holds: boolean, actual: unknown, pattern: unknown): Comparison {
  if (holds) return { differences: [], actual, expected: actual };
  const is = actual === undefined ? 'and there is nothing' : `there is ${shown(actual)}`;
  const question = isMatcher(pattern) || isAsymmetric(pattern) || pattern instanceof RegExp;
  return {
    differences: [{ at: [], says: `wanted ${shown(pattern)}, ${is}` }],
    actual: question && typeof actual === 'string' ? cut(actual) : actual, // nobody looks for a word in a whole file
    expected: question ? shown(pattern) : pattern,
  };
}

/** A RegExp with the flag `g` or `y` remembers where it was. */
function finds(pattern: RegExp, text: string): boolean {
  return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(text);
}

/** The keys of the pattern; others may be there. */
export function mapLike(actual: unknown, pattern: Keyed): Comparison {
  if (!isMap(actual)) return told(false, actual, pattern);
  const parts = Object.entries(pattern).map(([key, wanted]) => {
    const there = Object.hasOwn(actual, key);
    return [
      key,
      under(key, like(own(actual, key), wanted), there ? [] : misspelled(key, actual, pattern)),
    ] as const;
  });
  const part = (of: 'actual' | 'expected') =>
    Object.fromEntries(parts.flatMap(([key, one]) => (one[of] === undefined ? [] : [[key, one[of]]])));
  return { ...together(parts.map(([, one]) => one)), actual: part('actual'), expected: part('expected') };
}

/** The same, and no other key. */
export function mapEquals(actual: unknown, pattern: Keyed): Comparison {
  const named = mapLike(actual, pattern);
  if (!isMap(actual)) return named;
  const spare = Object.keys(actual).filter((key) => !Object.hasOwn(pattern, key));
  const differences = spare.map((key) => ({
    at: [key],
    says: `not wanted, and there is ${shown(own(actual, key))}`,
  }));
  return { ...named, differences: [...named.differences, ...differences], actual };
}

/** Every entry, in order, and no other one. */
export function listEquals(actual: unknown, pattern: readonly unknown[]): Comparison {
  if (!Array.isArray(actual)) return told(false, actual, pattern);
  const parts = pattern.map((wanted, i) => under(i, like(actual[i], wanted)));
  const spare = actual
    .slice(pattern.length)
    .map((one, i) => ({ at: [pattern.length + i], says: `not wanted, and there is ${shown(one)}` }));
  const whole = together(parts);
  return {
    ...{ ...whole, differences: [...whole.differences, ...spare] },
    ...{ actual, expected: parts.map(({ expected }) => expected) },
  };
}

/** Each of these entries, in this order, whatever stands between them. */
export function listWith(actual: unknown, pattern: readonly unknown[]): Comparison {
  if (!Array.isArray(actual)) return told(false, actual, pattern);
  const parts: Comparison[] = [];
  const missing: Difference[] = [];
  let from = 0;
  for (const wanted of pattern) {
    const rest: readonly unknown[] = actual.slice(from);
    const tried = rest.map((one) => like(one, wanted));
    const i = tried.findIndex(({ differences }) => differences.length === 0);
    const found = tried[i];
    if (found === undefined)
      missing.push({ at: [], says: `no entry is ${shown(wanted)}${closest(rest, tried, from)}` });
    else {
      parts.push(found);
      from += i + 1;
    }
  }
  const whole = together(parts);
  return {
    ...whole,
    differences: missing,
    actual,
    expected: missing.length === 0 ? actual : pattern.map(shown),
  };
}

function closest(rest: readonly unknown[], tried: readonly Comparison[], from: number): string {
  const counts = tried.map(({ differences }) => differences.length);
  const i = counts.indexOf(Math.min(...counts));
  const where = from === 0 ? '' : ` after [${from - 1}]`;
  return i < 0 ? where : `${where}; the closest is [${from + i}] ${shown(rest[i])}`;
}

function under(key: string | number, one: Comparison, hint: readonly string[] = []): Comparison {
  const differences = one.differences.map(({ at, says }) => ({
    at: [key, ...at],
    says: [says, ...hint].join(' '),
  }));
  return { ...one, differences };
}

/** Which key that nobody asked for may have been meant. */
function misspelled(key: string, actual: Keyed, pattern: Keyed): readonly string[] {
  const [near] = nearest(
    key,
    Object.keys(actual).filter((one) => !Object.hasOwn(pattern, one)),
  );
  return near === undefined ? [] : [`(did you mean ${JSON.stringify(near)}?)`];
}

function together(parts: readonly Comparison[]): Pick<Comparison, 'differences' | 'kept'> {
  return {
    differences: parts.flatMap(({ differences }) => differences),
    kept: parts.flatMap(({ kept = [] }) => kept),
  };
}
