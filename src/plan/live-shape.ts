/** What a value of JSON must be. */
export type Shape =
  | 'text'
  | 'number'
  | 'truth'
  | 'text or null'
  | { readonly [member: string]: Shape | List };

interface List {
  readonly each: Shape;
  readonly list: true;
}

/** A list of which each member is that. */
export function listOf(each: Shape): List {
  return { each, list: true };
}

/** The first place where a value is not that, and what stands there: `containers[2].state is 5, not a text`. */
export function amiss(value: unknown, shape: Shape | List, at: string): string | undefined {
  if (typeof shape === 'string')
    return isOne(value, shape) ? undefined : `${at} is ${shown(value)}, not a ${shape}`;
  if (isList(shape)) {
    if (!Array.isArray(value)) return `${at} is ${shown(value)}, not a list`;
    return firstOf(value.map((each, i) => () => amiss(each, shape.each, `${at}[${i}]`)));
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return `${at === '' ? 'the whole' : at} is ${shown(value)}, not an object`;
  const members: ReadonlyMap<string, unknown> = new Map(Object.entries(value));
  return firstOf(
    Object.entries(shape).map(([name, each]) => () => {
      const place = at === '' ? name : `${at}.${name}`;
      return members.has(name) ? amiss(members.get(name), each, place) : `${place} is missing`;
    }),
  );
}

function isList(shape: object): shape is List {
  return 'list' in shape && shape.list === true;
}

function isOne(value: unknown, shape: 'text' | 'number' | 'truth' | 'text or null'): boolean {
  if (shape === 'text or null') return value === null || typeof value === 'string';
  return typeof value === { text: 'string', number: 'number', truth: 'boolean' }[shape];
}

function firstOf(all: readonly (() => string | undefined)[]): string | undefined {
  for (const one of all) {
    const found = one();
    if (found !== undefined) return found;
  }
  return undefined;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
