import { knows } from '../compose/hash/dialect.ts';
import type { Dialect } from '../compose/hash.ts';
import { waitsFor } from './replaced/order.ts';
import { networksOf } from './replaced/resources.ts';
import { projectName, started } from './replaced/started.ts';
import type { Cause, State } from './replaced.ts';

/**
 * Services whose containers `up` stops and starts, and does not replace, since one that they wait for with `restart: true`, as links
 * and namespaces do, is replaced: that one. 2.26 replaces them instead.
 * @param replacedNames what `replaced` says, or its names
 */
export function restarted(
  before: State,
  after: State,
  replacedNames: ReadonlyMap<string, Cause> | ReadonlySet<string>,
  dialect: Dialect,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!knows(dialect, '2.40') || projectName(before) !== projectName(after)) return found;
  for (const [name, service] of staying(before, after, replacedNames)) {
    const waits = [...waitsFor(after, service)].find(
      ([other, { restart }]) => restart === true && replacedNames.has(other),
    );
    if (waits !== undefined) found.set(name, waits[0]);
  }
  return found;
}

/**
 * Services whose containers `up` stops, moves to a network that it made anew, and starts, without replacing them: the key of that
 * network. 2.26 leaves a network as it is, whatever is said of it.
 */
export function reconnected(
  before: State,
  after: State,
  replacedNames: ReadonlyMap<string, Cause> | ReadonlySet<string>,
  dialect: Dialect,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!knows(dialect, '2.40') || projectName(before) !== projectName(after)) return found;
  const [was, is] = [networksOf(before), networksOf(after)];
  for (const [name, { networks, networkMode }] of staying(before, after, replacedNames)) {
    const keys = networks?.size ? [...networks.keys()] : networkMode === undefined ? ['default'] : [];
    const key = keys.find((one) => {
      const [old, now] = [was(one), is(one)];
      return !old.external && !now.external && (old.said !== now.said || old.name !== now.name);
    });
    if (key !== undefined) found.set(name, key);
  }
  return found;
}

function staying(
  before: State,
  after: State,
  replacedNames: ReadonlyMap<string, Cause> | ReadonlySet<string>,
) {
  const ran = started(before);
  return [...started(after)].filter(([name]) => ran.has(name) && !replacedNames.has(name));
}
