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

/**
 * What no YAML file can hold among raw keys: a value that contains itself, a function, a symbol, an object of a class. Undefined when it
 * can hold all of them.
 * @param id the construct that says them, as its author calls it
 */
export function rawFault(
  id: string,
  raw: object | undefined,
  { at, within = ['compose'], isValue = () => false }: Around = {},
): StowageError | undefined {
  const found = faultIn(raw, { keys: within, around: new Set() }, new Set(), isValue);
  if (found === undefined) return undefined;
  const options = at === undefined ? {} : { at };
  const key = found.keys.join('.');
  return found.kind === 'loop'
    ? new StowageError(
        'raw-loop',
        `the raw keys of "${id}" contain themselves at ${key}: no file can hold that`,
        'write the values that are meant there, without the one around them',
        options,
      )
    : new StowageError(
        'raw-value',
        `the raw key ${key} of "${id}" is ${found.kind}: no file can hold that`,
        'write the value that is meant there: text, a number, true or false, a list, a map, or a variable, a secret, an address or a text`…` in the place of text',
        options,
      );
}

interface Fault {
  /** What it is, in a sentence. */
  readonly kind: 'loop' | 'a function' | 'a symbol' | `an object of the class ${string}`;
  /** The keys that lead to it. */
  readonly keys: readonly string[];
}

/** Where a value stands. */
interface Place {
  readonly keys: readonly string[];
  readonly around: ReadonlySet<unknown>;
}

/** A value that merely stands twice is no loop. */
function faultIn(
  value: unknown,
  { keys, around }: Place,
  done: Set<unknown>,
  isValue: (value: object) => boolean,
): Fault | undefined {
  if (typeof value === 'function') return { kind: 'a function', keys };
  if (typeof value === 'symbol') return { kind: 'a symbol', keys };
  if (typeof value !== 'object' || value === null || done.has(value) || isValue(value)) return undefined;
  if (around.has(value)) return { kind: 'loop', keys };
  const maker = classOf(value);
  if (maker !== undefined) return { kind: `an object of the class ${maker}`, keys };
  const within = new Set([...around, value]);
  for (const [key, child] of Object.entries(value)) {
    const fault = faultIn(child, { keys: [...keys, key], around: within }, done, isValue);
    if (fault !== undefined) return fault;
  }
  done.add(value);
  return undefined;
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
