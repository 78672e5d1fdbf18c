import type { At, Fault, Form, Rest } from '../form.ts';
import { isWritten, refuse, shown } from '../form.ts';
import { nearest } from '../nearest.ts';

/** A list of one kind. When one of them cannot be read, the whole list stays as it was written. */
export function listOf<Value>(form: Form<Value>): Form<readonly Value[]> {
  return {
    read(written, at, faults) {
      if (!Array.isArray(written))
        return refuse(faults, at, `${shown(written)} where a list is wanted`, 'write a list');
      const values = written.map((item, i) => form.read(item, [...at, String(i)], faults));
      return values.every((value) => value !== undefined) ? values : undefined;
    },
    print: (values) => values.map(form.print),
  };
}

/** A list, or one of its items alone. */
export function oneOrMore<Value>(form: Form<Value>): Form<readonly Value[]> {
  const list = listOf(form);
  return {
    read(written, at, faults) {
      if (Array.isArray(written)) return list.read(written, at, faults);
      const value = form.read(written, at, faults);
      return value === undefined ? undefined : [value];
    },
    print: list.print,
  };
}

/** A map whose names the author chose. */
export function mapOf<Value>(form: Form<Value>): Form<ReadonlyMap<string, Value>> {
  return {
    read(written, at, faults) {
      if (!isWritten(written))
        return refuse(faults, at, `${shown(written)} where a map is wanted`, 'write a map');
      const values = Object.entries(written).map(
        ([name, value]) => [name, form.read(value, [...at, name], faults)] as const,
      );
      const read = values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
      return read.length === values.length ? new Map(read) : undefined;
    },
    print(values) {
      const printed: [string, unknown][] = [];
      for (const [name, value] of values) printed.push([name, form.print(value)]);
      return Object.fromEntries(printed);
    },
  };
}

/** What a map with fixed keys knows beside the form of each. */
export interface Fixed<Value> {
  /** What holds without the key. It is read as if it were written, and not printed. */
  readonly otherwise?: Partial<Value>;
  /** The keys without which it means nothing. */
  readonly required?: readonly (keyof Value & string)[];
  /** The keys of which nothing at all is as good as no key. */
  readonly mayBeEmpty?: readonly (keyof Value & string)[];
}

/** A form for every key of a type, in the order in which they are printed. Keys are in capitals here and have low lines in the document. */
export type FormsOf<Value> = {
  readonly [Key in Exclude<keyof Value & string, 'rest'>]-?: Form<Exclude<Value[Key], undefined>>;
};

/**
 * A map with fixed keys. What has no place among them is kept in `rest` as it was written; but for `x-` keys that is a fault. Nothing at
 * all is an empty map.
 */
export function fields<Value extends { readonly rest?: Rest }>(
  forms: FormsOf<Value>,
  { otherwise = {}, required = [], mayBeEmpty = [] }: Fixed<Value> = {},
): Form<Value> {
  const keys = Object.keys(forms);
  const places = new Map(keys.map((key) => [snake(key), key]));
  const table = new Map(
    Object.entries<Form<unknown>>(forms).map(([key, form], at) => [key, { at, name: snake(key), form }]),
  );
  const empty: ReadonlySet<string | undefined> = new Set(mayBeEmpty);
  const defaults = new Map<string, unknown>(Object.entries(otherwise));
  return {
    read(written, at, faults) {
      if (written !== null && !isWritten(written))
        return refuse(faults, at, `${shown(written)} where a map is wanted`, `write ${example(keys)}`);
      const known = new Map<string, unknown>();
      const rest = new Map<string, unknown>();
      for (const [key, value] of Object.entries(written ?? {})) {
        const place = places.get(key);
        if (value === null && empty.has(place)) continue;
        const read = place && table.get(place)?.form.read(value, [...at, key], faults);
        if (place !== undefined && read !== undefined) known.set(place, read);
        else rest.set(key, value);
        if (place === undefined && !key.startsWith('x-')) unknown(key, at, faults, [...places.keys()]);
      }
      // Without these the rest means nothing: all of it stays as it was written.
      if ([...required, ...defaults.keys()].some((key) => rest.has(snake(key)))) return undefined;
      for (const key of required)
        if (!known.has(key))
          return refuse(faults, at, `there is no ${snake(key)} here`, `write what ${snake(key)} is`);
      for (const [key, value] of defaults) if (!known.has(key)) known.set(key, value);
      const inOrder = keys.filter((key) => known.has(key)).map((key) => [key, known.get(key)]);
      // The compiler cannot follow the keys through the table; `FormsOf` says that each has the form of its type.
      return Object.fromEntries([...inOrder, ...(rest.size > 0 ? [['rest', rest]] : [])]) as Value;
    },
    // A service knows a hundred keys and says ten: those that are said are put in order.
    print(value) {
      const said: { readonly at: number; readonly pair: readonly [string, unknown] }[] = [];
      let last = -1;
      let inOrder = true;
      for (const [key, one] of Object.entries(value)) {
        const place = table.get(key);
        if (place === undefined || one === undefined) continue;
        if (defaults.has(key) && same(one, defaults.get(key))) continue;
        const { at, name, form } = place;
        inOrder &&= at > last;
        last = at;
        said.push({ at, pair: [name, form.print(one)] });
      }
      if (!inOrder) said.sort((one, other) => one.at - other.at);
      return Object.fromEntries([...said.map(({ pair }) => pair), ...(value.rest ?? [])]);
    },
  };
}

/** A map that may also be spelled otherwise: as one text, most of all. */
export function alsoAs<Value>(
  long: Form<Value>,
  short: {
    /** The value of another spelling; `long` leaves it to the map. */
    read(written: unknown, at: At, faults: Fault[]): Value | undefined | 'long';
    /** The other spelling, where it says all; undefined leaves it to the map. */
    print(value: Value): unknown;
  },
): Form<Value> {
  return {
    read(written, at, faults) {
      const read = short.read(written, at, faults);
      return read === 'long' ? long.read(written, at, faults) : read;
    },
    print: (value) => short.print(value) ?? long.print(value),
  };
}

/** The keys of a value that are said, but for those of `less`. */
export function saidBeside(value: object, less: readonly string[]): readonly string[] {
  return Object.entries(value).flatMap(([key, one]) =>
    one === undefined || less.includes(key) ? [] : [key],
  );
}

/** The name of a key as the Specification spells it: `depends_on`. */
export function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function same(one: unknown, other: unknown): boolean {
  return one === other || (Array.isArray(one) && JSON.stringify(one) === JSON.stringify(other));
}

function unknown(key: string, at: At, faults: Fault[], known: readonly string[]): void {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[_-]/g, '');
  const near = known.find((one) => plain(one) === plain(key)) ?? nearest(key, known)[0];
  refuse(
    faults,
    [...at, key],
    `Compose knows no ${key} here`,
    near === undefined ? `take it out, or call it x-${key}` : `write ${near}`,
  );
}

function example(keys: readonly string[]): string {
  return `a map with keys such as ${keys.slice(0, 3).map(snake).join(', ')}`;
}
