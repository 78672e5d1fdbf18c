import { knows } from '../compose/hash/dialect.ts';
import type { Dialect } from '../compose/hash.ts';
import type { ServiceConfig } from '../compose/service.ts';
import { waitsFor } from './replaced/order.ts';
import { networksOf, onNetworks } from './replaced/resources.ts';
import { projectName, started } from './replaced/started.ts';
import type { State } from './replaced.ts';

/** Names of services, as a set or the keys of a map. */
interface Names {
  has(name: string): boolean;
}

/**
 * Services whose containers `up` stops and starts, and does not replace, since one that they wait for with `restart: true`, as links
 * and namespaces do, is replaced: that one. 2.26 replaces them instead.
 * @param replacedNames what `replaced` says, or its names
 */
export function restarted(
  before: State,
  after: State,
  replacedNames: Names,
  dialect: Dialect,
): ReadonlyMap<string, string> {
  return staying(before, after, replacedNames, dialect, (service) => {
    const waits = [...waitsFor(after, service)];
    return waits.find(([other, { restart }]) => restart === true && replacedNames.has(other))?.[0];
  });
}

/**
 * Services whose containers `up` stops, moves to a network that it made anew, and starts, without replacing them: the key of that
 * network. Nobody finds them there by the names of services and aliases, and they find nobody, until they are replaced: Docker is told none when
 * they are moved. 2.26 leaves a network as it is, whatever is said of it.
 */
export function reconnected(
  before: State,
  after: State,
  replacedNames: Names,
  dialect: Dialect,
): ReadonlyMap<string, string> {
  const anew = madeAnew(before, after, dialect);
  return staying(before, after, replacedNames, dialect, (service) => onNetworks(service).find(anew));
}

/**
 * Of these, the ones that 5.6 cannot start again, with which `up` fails: the key of the network that is called otherwise now. It moves their containers to the
 * new one, but they were made for the one that it has removed, where that was the first of theirs.
 */
export function stranded(
  before: State,
  after: State,
  replacedNames: Names,
  dialect: Dialect,
): ReadonlyMap<string, string> {
  const [was, is] = [networksOf(before, dialect), networksOf(after, dialect)];
  const anew = madeAnew(before, after, dialect);
  return staying(before, after, replacedNames, dialect, (service) => {
    const first = firstOf(service);
    const renamed = first !== undefined && was(first).name !== is(first).name && anew(first);
    return dialect === '5.6' && renamed ? first : undefined;
  });
}

/** Whether `up` makes the network of a key anew: one that it made before, of which something else is said now. */
function madeAnew(before: State, after: State, dialect: Dialect) {
  const [was, is] = [networksOf(before, dialect), networksOf(after, dialect)];
  return (key: string) => {
    const [old, now] = [was(key), is(key)];
    return !old.external && !now.external && (old.said !== now.said || old.name !== now.name);
  };
}

/** The network that a container is made for: of the highest priority, and of these the first of the alphabet. */
function firstOf(service: ServiceConfig): string | undefined {
  const priority = (key: string) => Number(service.networks?.get(key)?.priority ?? 0);
  const [first] = [...onNetworks(service)].sort((a, b) => priority(b) - priority(a) || (a < b ? -1 : 1));
  return first;
}

/** Those of the services that ran and are not replaced, of which something is to be said. */
function staying(
  before: State,
  after: State,
  replacedNames: Names,
  dialect: Dialect,
  say: (service: ServiceConfig) => string | undefined,
): ReadonlyMap<string, string> {
  if (!knows(dialect, '2.40') || projectName(before) !== projectName(after)) return new Map();
  const ran = started(before);
  const all = [...started(after)].flatMap(([name, service]) => {
    const said = ran.has(name) && !replacedNames.has(name) ? say(service) : undefined;
    return said === undefined ? [] : [[name, said] as const];
  });
  return new Map(all);
}
