import type { Written } from '../compose/form.ts';
import { isWritten } from '../compose/form.ts';
import { isMisspelled, readText } from '../compose/interpolation.ts';
import { own } from '../compose/own.ts';
import { opaque } from '../compose/text.ts';
import { isSecretName } from '../model/secret-name.ts';
import { isSecretValue, leaksIn } from '../rules/facts/secrets.ts';

/** A key that is another one, as the file writes it. */
export interface KeyChange {
  /** The keys that lead to it: `['deploy', 'resources', 'limits', 'memory']`. Of an item of a list, those of the list. */
  readonly keys: readonly string[];
  /** What it was; what could be a secret is `***`. @default - it was not there */
  readonly from?: string;
  /** What it is. @default - it is not there any more */
  readonly to?: string;
}

/** Every key that differs, in the order of the later document, then of the earlier one. */
export function keyChanges(
  before: Written,
  after: Written,
  above: readonly string[] = [],
): readonly KeyChange[] {
  const names = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...names].flatMap((name) => {
    const keys = [...above, name];
    const [from, to] = [own(before, name), own(after, name)];
    if (same(from, to)) return [];
    if (isWritten(from) && isWritten(to)) return keyChanges(from, to, keys);
    if (Array.isArray(from) && Array.isArray(to) && !isLine(name)) return itemChanges(from, to, keys);
    return leavesOf(from, to, keys);
  });
}

/** What is one line to a person, although it is a list. */
function isLine(key: string): boolean {
  return /^(command|entrypoint|test)$/.test(key);
}

/** A whole map that comes or goes is said key by key: one line for all of it would be too long to read. */
function leavesOf(from: unknown, to: unknown, keys: readonly string[]): readonly KeyChange[] {
  if (from === undefined && isWritten(to) && Object.keys(to).length > 0) return keyChanges({}, to, keys);
  if (to === undefined && isWritten(from) && Object.keys(from).length > 0) return keyChanges(from, {}, keys);
  if (from === undefined && Array.isArray(to) && !isLine(keys.at(-1) ?? '')) return itemChanges([], to, keys);
  if (to === undefined && Array.isArray(from) && !isLine(keys.at(-1) ?? ''))
    return itemChanges(from, [], keys);
  return [change(keys, from, to)];
}

/** The items that are in one list alone; where only their order differs, both lists. */
function itemChanges(
  from: readonly unknown[],
  to: readonly unknown[],
  keys: readonly string[],
): readonly KeyChange[] {
  const gone = from.filter((one) => !to.some((other) => same(one, other)));
  const come = to.filter((one) => !from.some((other) => same(one, other)));
  if (gone.length + come.length === 0) return [change(keys, from, to)];
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, i) => change(keys, gone[i], come[i]));
}

function change(keys: readonly string[], from: unknown, to: unknown): KeyChange {
  return {
    keys,
    ...(from !== undefined && { from: shown(keys, from) }),
    ...(to !== undefined && { to: shown(keys, to) }),
  };
}

/** A value for a person, on one line. A text that could hold a secret is not said. */
function shown(keys: readonly string[], value: unknown): string {
  const name = keys.at(-1) ?? '';
  if (Array.isArray(value)) return value.map((one) => shown(keys, one)).join(' ');
  if (isWritten(value))
    return Object.entries(value)
      .map(([key, one]) => `${key}: ${shown([...keys, key], one)}`)
      .join(', ');
  const written = String(value);
  if (typeof value !== 'string') return written;
  const read = readText(written);
  const literal = isMisspelled(read) ? written : opaque(read);
  const isSecret = isSecretName(name) && !/^\d*$/.test(literal) && isSecretValue(literal);
  return isSecret || leaksIn(literal, name).length > 0 ? '***' : written;
}

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
