import { StowageError } from './error.ts';

/**
 * What no YAML file can hold among raw keys: a value that contains itself, a function, a symbol. Undefined when it can
 * hold all of them.
 * @param id the construct that says them, as its author calls it
 * @param at its path, where no line of the author's is in the trace
 */
export function rawFault(id: string, raw: object | undefined, at?: string): StowageError | undefined {
  const found = faultIn(raw, ['compose'], new Set(), new Set());
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
        `the raw key ${key} of "${id}" is a ${found.kind}: no file can hold that`,
        'write the value that is meant there: text, a number, true or false, a list or a map',
        options,
      );
}

interface Fault {
  readonly kind: 'loop' | 'function' | 'symbol';
  /** The keys that lead to it. */
  readonly keys: readonly string[];
}

/** A value that merely stands twice is no loop. */
function faultIn(
  value: unknown,
  keys: readonly string[],
  around: ReadonlySet<unknown>,
  done: Set<unknown>,
): Fault | undefined {
  if (typeof value === 'function') return { kind: 'function', keys };
  if (typeof value === 'symbol') return { kind: 'symbol', keys };
  if (typeof value !== 'object' || value === null || done.has(value)) return undefined;
  if (around.has(value)) return { kind: 'loop', keys };
  const within = new Set([...around, value]);
  for (const [key, child] of Object.entries(value)) {
    const fault = faultIn(child, [...keys, key], within, done);
    if (fault !== undefined) return fault;
  }
  done.add(value);
  return undefined;
}
