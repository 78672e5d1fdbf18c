import { StowageError } from './error.ts';

/** What a look at raw keys needs to know. */
interface Around {
  /** The path of the construct, where no line of the author's is in the trace. */
  readonly at?: string;
  /** The prop that they stand in. @default - compose */
  readonly within?: readonly string[];
  /** Whether this is a value that becomes text. @default - none is */
  isValue?(value: object): boolean;
}

/** A document that goes deeper, or holds more, is written by a program that has gone wrong. */
const most = { deep: 100, values: 1_000_000 };

/**
 * What no YAML file can hold among raw keys: a value that contains itself, a function, a symbol, an object of a class; and what nobody could read:
 * more levels or values than any file has. Undefined when it can hold all of them.
 * @param id the construct that says them, as its author calls it
 */
export function rawFault(
  id: string,
  raw: object | undefined,
  { at, within = ['compose'], isValue = () => false }: Around = {},
): StowageError | undefined {
  const found = lookAt(raw, { keys: within, around: new Set() }, new Map(), isValue);
  if (typeof found === 'number') return undefined;
  const options = at === undefined ? {} : { at };
  const key = found.keys.join('.');
  switch (found.kind) {
    case 'loop':
      return new StowageError(
        'raw-loop',
        `the raw keys of "${id}" contain themselves at ${key}: no file can hold that`,
        'write the values that are meant there, without the one around them',
        options,
      );
    case 'deep':
    case 'many':
      return new StowageError(
        'raw-huge',
        found.kind === 'deep'
          ? `the raw keys of "${id}" go more than ${most.deep} levels deep, at ${found.keys.slice(0, 10).join('.')}…`
          : `the raw keys of "${id}" hold more than ${most.values} values at ${key}: one that stands in several places counts in each`,
        'look for the loop that makes them',
        options,
      );
    default:
      return new StowageError(
        'raw-value',
        `the raw key ${key} of "${id}" is ${found.kind}: no file can hold that`,
        'write the value that is meant there: text, a number, true or false, a list, a map, or a variable, a secret, an address or a text`…` in the place of text',
        options,
      );
  }
}

interface Fault {
  /** What it is, in a sentence. */
  readonly kind: 'loop' | 'deep' | 'many' | 'a function' | 'a symbol' | `an object of the class ${string}`;
  /** The keys that lead to it. */
  readonly keys: readonly string[];
}

/** Where a value stands. */
interface Place {
  readonly keys: readonly string[];
  readonly around: ReadonlySet<unknown>;
}

/** How many values it is when it is written out, or what is wrong with it. A value that merely stands twice is no loop. */
function lookAt(
  value: unknown,
  { keys, around }: Place,
  sizes: Map<unknown, number>,
  isValue: (value: object) => boolean,
): number | Fault {
  if (typeof value === 'function') return { kind: 'a function', keys };
  if (typeof value === 'symbol') return { kind: 'a symbol', keys };
  if (typeof value !== 'object' || value === null) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  if (isValue(value)) return 1;
  if (around.has(value)) return { kind: 'loop', keys };
  const maker = classOf(value);
  if (maker !== undefined) return { kind: `an object of the class ${maker}`, keys };
  if (around.size > most.deep) return { kind: 'deep', keys };
  const within = new Set([...around, value]);
  let size = 1;
  for (const [key, child] of Object.entries(value)) {
    const found = lookAt(child, { keys: [...keys, key], around: within }, sizes, isValue);
    if (typeof found !== 'number') return found;
    size += found;
  }
  if (size > most.values) return { kind: 'many', keys };
  sizes.set(value, size);
  return size;
}

/** The class of an object that is neither a list nor a map of values. */
function classOf(value: object): string | undefined {
  if (Array.isArray(value)) return undefined;
  const prototype: { readonly constructor?: { readonly name?: unknown } } | null =
    Object.getPrototypeOf(value);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  const name = prototype.constructor?.name;
  return typeof name === 'string' && name !== '' ? name : 'without a name';
}
