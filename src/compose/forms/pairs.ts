import type { At, Fault, Form } from '../form.ts';
import { isWritten, refuse } from '../form.ts';
import { isMisspelled, readText, spellText } from '../interpolation.ts';
import type { Text } from '../text.ts';
import { literal, splitText } from '../text.ts';
import { text } from './scalars.ts';

/** Values by name, written as a map or as a list. */
interface Spelling<Value> {
  /** The value beside a name of the map. */
  readonly inMap: Form<Value>;
  /** The value of an item of the list: a name, or a name, a separator and a text. */
  readonly inList: {
    readonly separators: readonly string[];
    of(said: Text | undefined): Value | undefined;
    /** What follows the separator; undefined for a name alone. */
    print(value: Value): readonly Text[] | undefined;
  };
  /** Whether the list is printed. @default - where a name depends on a variable: the names of a map are not replaced */
  readonly asList?: (values: readonly Value[]) => boolean;
  /** What becomes of a second value for one name. @default - it takes the place of the first */
  readonly also?: (first: Value, second: Value) => Value;
}

/**
 * Values by name. A name is spelled as Compose reads a text: a dollar sign is doubled in it, and a variable, which only the list form
 * may have, stands as `${NAME}`.
 */
export function byName<Value>({
  inMap,
  inList,
  asList = () => false,
  also = (_, second) => second,
}: Spelling<Value>): Form<ReadonlyMap<string, Value>> {
  return {
    read(written, at, faults) {
      const pairs = Array.isArray(written)
        ? written.map((item, i) => readItem(item, [...at, String(i)], faults))
        : isWritten(written)
          ? Object.entries(written).map(([name, value]) => readPair(name, value, at, faults))
          : [refuse(faults, at, 'neither a map nor a list', 'write a map')];
      const values = new Map<string, Value>();
      for (const pair of pairs) {
        if (pair === undefined) return undefined;
        const first = values.get(pair.name);
        values.set(pair.name, first === undefined ? pair.value : also(first, pair.value));
      }
      return values;
    },
    print(values) {
      const pairs: [string, unknown][] = [];
      for (const [name, value] of values) {
        const plain = plainName(name);
        if (plain !== undefined) pairs.push([plain, inMap.print(value)]);
      }
      if (pairs.length === values.size && !asList([...values.values()])) return Object.fromEntries(pairs);
      const [separator = ''] = inList.separators;
      return [...values].flatMap(
        ([name, value]) =>
          inList.print(value)?.map((said) => `${name}${separator}${spellText(said)}`) ?? [name],
      );
    },
  };

  function readItem(item: unknown, at: At, faults: Fault[]) {
    const whole = text.read(item, at, faults);
    if (whole === undefined) return undefined;
    const separator = inList.separators.find((one) => splitText(whole, one, 2).length > 1);
    const [name = [], said] = separator === undefined ? [whole] : splitText(whole, separator, 2);
    const value = inList.of(said);
    if (value === undefined)
      return refuse(faults, at, `${spellText(whole)} has a name and no value`, `write ${spellText(name)}=…`);
    return { name: spellText(name), value };
  }

  function readPair(name: string, written: unknown, at: At, faults: Fault[]) {
    const value = inMap.read(written, [...at, name], faults);
    return value === undefined ? undefined : { name: spellText([name]), value };
  }
}

/** The name as a map has it; undefined when it depends on a variable. */
function plainName(name: string): string | undefined {
  if (!name.includes('$')) return name;
  const read = readText(name);
  return isMisspelled(read) ? undefined : literal(read);
}
