import { snake } from '../forms/collections.ts';
import { own } from '../own.ts';
import type { Text } from '../text.ts';
import { showText } from '../text.ts';
import type { Dialect } from './dialect.ts';
import { knows } from './dialect.ts';

/**
 * How a value is spelled in the JSON that Compose hashes; undefined where it leaves the key out. Variables have their
 * values by then.
 */
export type Spell<Value> = (value: Value, dialect: Dialect) => string | undefined;

/** A text as Go writes it: what could be taken for HTML is escaped. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export const plain = (text: Text): string => quoted(showText(text));
export const text: Spell<Text> = (value) => (value.length === 0 ? undefined : plain(value));
export const word: Spell<string> = (value) => (value === '' ? undefined : quoted(value));

/** What is true is said; false is as good as no word. */
export const flag: Spell<boolean | Text> = (value) => (value === true ? 'true' : undefined);
/** Either is said. */
export const eitherFlag: Spell<boolean | Text> = (value) => String(value === true);
/** What is false is said, from the version on that takes true for granted. */
export const unlessTrue: Spell<boolean | Text> = (value, dialect) =>
  dialect === '5.6' ? (value === true ? undefined : 'false') : flag(value, dialect);

/** A whole number; zero is as good as no word. */
export const integer: Spell<number | Text> = (value) => (value === 0 ? undefined : String(value));
export const anyInteger: Spell<number | Text> = (value) => String(value);
/** Bytes are text there. */
export const bytes: Spell<number | Text> = (value) => (value === 0 ? undefined : `"${value}"`);

/** A number of 32 bits with a point, in as few digits as tell it from its neighbours. */
export const float: Spell<number | Text> = (value) => {
  const wanted = Math.fround(Number(value));
  if (wanted === 0) return undefined;
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(wanted.toPrecision(digits));
    if (Math.fround(short) === wanted) return String(short);
  }
  return String(Number(wanted.toPrecision(9)));
};

const second = 1e9;

/** A span as Go says it: `1h0m5s`, `1.5s`, `250ms`. */
export const span: Spell<number | Text> = (value) => `"${spellSpan(Number(value))}"`;
export const spanUnlessNone: Spell<number | Text> = (value, dialect) =>
  value === 0 ? undefined : span(value, dialect);

function spellSpan(nanoseconds: number): string {
  const size = Math.abs(nanoseconds);
  const sign = nanoseconds < 0 ? '-' : '';
  if (size === 0) return '0s';
  if (size < 1e3) return `${sign}${size}ns`;
  if (size < 1e6) return `${sign}${size / 1e3}µs`;
  if (size < second) return `${sign}${size / 1e6}ms`;
  const minutes = Math.floor(size / (60 * second));
  const seconds = `${((size - minutes * 60 * second) / second).toFixed(9).replace(/\.?0+$/, '')}s`;
  if (minutes === 0) return `${sign}${seconds}`;
  return `${sign}${minutes < 60 ? '' : `${Math.floor(minutes / 60)}h`}${minutes % 60}m${seconds}`;
}

/** A list; an empty one is as good as none. */
export function list<Item>(item: Spell<Item>): Spell<readonly Item[]> {
  return (values, dialect) => (values.length === 0 ? undefined : anyList(item)(values, dialect));
}

export function anyList<Item>(item: Spell<Item>): Spell<readonly Item[]> {
  return (values, dialect) => `[${values.map((value) => item(value, dialect) ?? '""').join()}]`;
}

/** A map in the order of its names, as bytes; an empty one is as good as none. */
export function map<Value>(of: Spell<Value>): Spell<ReadonlyMap<string, Value>> {
  return (values, dialect) => {
    if (values.size === 0) return undefined;
    const names = [...values].sort(([a], [b]) => byBytes(a, b));
    return `{${names.map(([name, value]) => `${quoted(name)}:${of(value, dialect) ?? '""'}`).join()}}`;
  };
}

/** The same, where a name is spelled like a text: a dollar sign is doubled in it. */
export function named<Value>(of: Spell<Value>): Spell<ReadonlyMap<string, Value>> {
  return (values, dialect) =>
    map(of)(new Map([...values].map(([name, value]) => [name.replaceAll('$$', '$'), value])), dialect);
}

/** As UTF-8 has them: a surrogate stands for more than any other character of UTF-16. */
export function byBytes(a: string, b: string): number {
  const [one, other] = [[...a], [...b]];
  for (const [i, char] of one.entries()) {
    const difference = (char.codePointAt(0) ?? 0) - (other[i]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** What stands for nothing, where a name without more to say is a value of its own. */
export function orNull<Value>(of: Spell<Value>): Spell<Value | null> {
  return (value, dialect) => (value === null ? 'null' : of(value, dialect));
}

/** A key that older versions leave out of what they hash. */
export function since<Value>(first: Dialect, of: Spell<Value>): Spell<Value> {
  return (value, dialect) => (knows(dialect, first) ? of(value, dialect) : undefined);
}

/** How each key of a map with fixed keys is spelled, in the order in which Compose hashes them: all, but for those it leaves out. */
export type Spelled<Value, Left extends string> = {
  readonly [Key in Exclude<keyof Value & string, 'rest' | Left>]-?: Spell<Exclude<Value[Key], undefined>>;
};

/** A map with fixed keys. Without any it is `{}`. */
export function struct<Value extends object, Left extends string = never>(
  keys: Spelled<Value, Left>,
  /** What is said where the value says nothing. */ otherwise: Readonly<Record<string, string>> = {},
  /** The name of a key, where it is another one. */ called: (key: string) => string = snake,
): (value: Value, dialect: Dialect) => string {
  const spells = new Map<string, Spell<never>>(Object.entries(keys));
  return (value, dialect) => {
    const said = new Map<string, unknown>(Object.entries(value));
    const pairs = [...spells].flatMap(([key, spell]) => {
      // The compiler cannot follow the keys through the table; `Spelled` says that each has the spelling of its type.
      const one = said.get(key) as never;
      const json = (one === undefined ? undefined : spell(one, dialect)) ?? own(otherwise, key);
      return json === undefined ? [] : [`"${called(key)}":${json}`];
    });
    return `{${pairs.join()}}`;
  };
}
