import type { Written } from './form.ts';
import { isWritten } from './form.ts';
import { ruleFor } from './merge-rules.ts';
import { isNothing, replaces } from './replace.ts';

/**
 * A document with another one over it, as Compose merges its files: maps key by key, lists one after the other, of which those whose
 * items have a name, a target or a port keep one of each; of texts and numbers the later one stays. Where a command, an
 * entrypoint or the test of a health check is said again, it takes the place of the first; so does what was marked with `replace`.
 * @see https://docs.docker.com/reference/compose-file/merge/
 */
export function merge(base: Written, over: Written): Written {
  return mergeMaps(base, over, []);
}

/** One value over another at a place of the document; undefined when nothing stays. */
export function mergeAt(base: unknown, over: unknown, path: readonly string[]): unknown {
  if (isNothing(over)) return undefined;
  if (base === undefined || replaces(over)) return settled(over);
  if (over === undefined || over === null) return base;
  const rule = ruleFor(path);
  if (rule !== undefined) return rule(base, over, path, mergeMaps);
  if (isWritten(base) && isWritten(over)) return mergeMaps(base, over, path);
  if (Array.isArray(base) && Array.isArray(over)) return [...base, ...over.map((one) => settled(one))];
  return settled(over);
}

function mergeMaps(base: Written, over: Written, path: readonly string[]): Written {
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const one = mergeAt(merged.get(key), value, [...path, key]);
    if (one === undefined) merged.delete(key);
    else merged.set(key, one);
  }
  return Object.fromEntries(merged);
}

/** The value without marks. One that contains itself stays as it is there: no file can hold it anyway. */
function settled(value: unknown, around: readonly unknown[] = []): unknown {
  if (typeof value !== 'object' || value === null || around.includes(value)) return value;
  const within = [...around, value];
  if (Array.isArray(value)) return value.filter((one) => !isNothing(one)).map((one) => settled(one, within));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (isNothing(one) ? [] : [[key, settled(one, within)]])),
  );
}
