import { StowageError } from '../src/model/error.ts';

/**
 * Raw keys go into a YAML file, which is a tree.
 * @throws StowageError `raw-loop` when a value contains itself.
 */
export function checkRawKeys(id: string, compose: object | undefined): void {
  const loop = loopIn(compose, ['compose'], new Set(), new Set());
  if (loop !== undefined)
    throw new StowageError(
      'raw-loop',
      `the raw keys of "${id}" contain themselves at ${loop.join('.')}: no file can hold that`,
      'write the values that are meant there, without the one around them',
    );
}

/** The keys that lead to a value which is also around it. A value that merely stands twice is none. */
function loopIn(
  value: unknown,
  keys: readonly string[],
  around: ReadonlySet<unknown>,
  done: Set<unknown>,
): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null || done.has(value)) return undefined;
  if (around.has(value)) return keys;
  const within = new Set([...around, value]);
  for (const [key, child] of Object.entries(value)) {
    const loop = loopIn(child, [...keys, key], within, done);
    if (loop !== undefined) return loop;
  }
  done.add(value);
  return undefined;
}
