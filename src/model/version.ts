/**
 * Numbers with dots between them: `2.26`.
 * @form a version
 * @pattern \d+(\.\d+)*
 * @example '2.26'
 */
export type Version = string;

/** Which of two versions is later, number by number: below zero for the first one being older. `14` is `14.0`. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [a, b].map((version) => version.split('.').map(Number));
  const length = Math.max(one?.length ?? 0, other?.length ?? 0);
  for (let i = 0; i < length; i++) {
    const difference = (one?.[i] ?? 0) - (other?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const comparator = /^(>=|<=|>|<|=)(\d+(?:\.\d+)*)$/;

/** Whether a text is a range: comparators with a space between, all of which must hold: `>=11.0 <15`. */
export function isRange(range: string): boolean {
  return range.split(' ').every((part) => comparator.test(part));
}

/** Whether a version is in a range. */
export function isInRange(version: string, range: string): boolean {
  return range.split(' ').every((part) => {
    const [, sign, bound = ''] = comparator.exec(part) ?? [];
    const order = compareVersions(version, bound);
    if (sign === '>=') return order >= 0;
    if (sign === '<=') return order <= 0;
    if (sign === '>') return order > 0;
    return sign === '<' ? order < 0 : order === 0;
  });
}
