/** What is asked of a value: whether it is like that, and if not, where it differs. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** As much of the value as was asked about: beside `expected` it shows what differs and nothing else. */
  readonly actual: unknown;
  readonly expected: unknown;
  /** Done once the whole is like that. @default - nothing */
  readonly kept?: readonly (() => void)[];
}

export interface Difference {
  /** Keys and places in lists, from the outside in. */
  readonly at: readonly (string | number)[];
  /** `wanted "a", there is "b"`. */
  readonly says: string;
}

const brand = Symbol.for('stowage.matcher');

/** A question to a value, made by `Match`. */
export class Matcher {
  /** As it is written: `Match.absent()`. */
  readonly name: string;
  /** @internal */
  readonly compare: (actual: unknown) => Comparison;

  /** @internal `Match` makes them. */
  constructor(name: string, compare: (actual: unknown) => Comparison) {
    this.name = name;
    this.compare = compare;
  }

  /** @internal Known by it also to another copy of the package. */
  get [brand](): true {
    return true;
  }

  /** As it is written. */
  toString(): string {
    return this.name;
  }
}

/** What other test runners call a question to a value: `expect.any(String)`. */
export interface Asymmetric {
  /** Whether a value is what is asked for. */
  asymmetricMatch(actual: unknown): boolean;
}

/** Whether it is one of ours, of whichever copy of the package. */
export function isMatcher(value: unknown): value is Matcher {
  return typeof value === 'object' && value !== null && brand in value;
}

export function isAsymmetric(value: unknown): value is Asymmetric {
  return (
    typeof value === 'object' && value !== null && typeof Reflect.get(value, 'asymmetricMatch') === 'function'
  );
}

/** Whether it is a map of keys: neither a list nor a question. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RegExp);
}

/** How much of a value a line bears. */
const longest = 160;

/** A value, or what is asked of it, on one line. */
export function shown(value: unknown): string {
  return cut(spelled(value));
}

/** As much of a text as a line bears. */
export function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

function spelled(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (isMatcher(value)) return value.name;
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return `[${value.map(spelled).join(', ')}]`;
  if (isAsymmetric(value) || typeof value !== 'object' || value === null)
    return JSON.stringify(value) ?? String(value);
  return `{${Object.entries(value)
    .map(([key, child]) => `${key}: ${spelled(child)}`)
    .join(', ')}}`;
}

/** Where in a value: `healthcheck.test[1]`, `labels["a.b"]`. */
function spelledPlace(at: Difference['at']): string {
  return at
    .map((key, i) => {
      if (typeof key === 'number') return `[${key}]`;
      return /^[\w-]+$/.test(key) ? `${i === 0 ? '' : '.'}${key}` : `[${JSON.stringify(key)}]`;
    })
    .join('');
}

/** Differences as lines of a message. */
export function listed(differences: readonly Difference[]): string {
  return differences
    .map(({ at, says }) => `  ${at.length === 0 ? '' : `${spelledPlace(at)}: `}${says}`)
    .join('\n');
}
