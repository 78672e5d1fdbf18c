import { knows } from '../compose/hash/dialect.ts';
import type { Dialect } from '../compose/hash.ts';
import type { ServiceConfig } from '../compose/service.ts';
import { showText } from '../compose/text.ts';
import { fingerprint } from './replaced/fingerprint.ts';
import { imagesOf } from './replaced/image.ts';
import { namespacesOf, ordered, waitsFor } from './replaced/order.ts';
import type { Made, Resources } from './replaced/resources.ts';
import { networksOf, onNetworks, volumesOf } from './replaced/resources.ts';
import { projectName, started } from './replaced/started.ts';
import type { State } from './replaced/state.ts';

export type { State } from './replaced/state.ts';

/** Why `up` makes a container anew. */
export type Cause =
  /** What the service says: its config hash is another one. */
  | { readonly kind: 'config' }
  /** The name of its image leads to another one. */
  | { readonly kind: 'image'; readonly name: string }
  /** One that it uses is another one. The name is the key of the Compose file. */
  | { readonly kind: 'network' | 'volume'; readonly name: string }
  /** It lives in a namespace of one that is replaced, or mounts its volumes. */
  | { readonly kind: 'namespace'; readonly of: string }
  /** It waits for one that is replaced, and this version makes all those anew. */
  | { readonly kind: 'dependency'; readonly of: string };

/**
 * The services whose containers `docker compose up -d` replaces, and why, of those that both states have and start. Without the
 * version that made what runs, it is the same. A volume whose driver, options or labels changed stays: nobody answers what 2.40
 * and later ask before they delete it.
 */
export function replaced(
  before: State,
  after: State,
  dialect: Dialect,
  madeBy: Dialect = dialect,
): ReadonlyMap<string, Cause> {
  const causes = new Map<string, Cause>();
  if (projectName(before) !== projectName(after)) return causes;
  const [ran, runs] = [started(before), started(after)];
  const resources = [networks(before, after, dialect), volumes(before, after, dialect)];
  for (const [name, service] of ordered(after, runs)) {
    const old = ran.get(name);
    if (old === undefined) continue;
    const cause =
      (isSame(before, old, madeBy, after, service, dialect) ? undefined : config) ??
      image(before, after, dialect, name, old, service) ??
      resources.map((one) => one(service)).find((one) => one !== undefined) ??
      dragged(after, service, causes, dialect);
    if (cause !== undefined) causes.set(name, cause);
  }
  return causes;
}

const config: Cause = { kind: 'config' };

function isSame(
  before: State,
  old: ServiceConfig,
  madeBy: Dialect,
  after: State,
  now: ServiceConfig,
  dialect: Dialect,
): boolean {
  // A hash takes its time, and most of two states is one and the same.
  const alone = now.extends === undefined && now.envFile === undefined && now.labelFile === undefined;
  if (old === now && madeBy === dialect && before.around === after.around && alone) return true;
  return fingerprint(before, old, madeBy) === fingerprint(after, now, dialect);
}

function image(
  before: State,
  after: State,
  dialect: Dialect,
  service: string,
  old: ServiceConfig,
  now: ServiceConfig,
): Cause | undefined {
  if (before.images === undefined || after.images === undefined) return undefined;
  const [was, is] = [imagesOf(before, service, old, dialect), imagesOf(after, service, now, dialect)];
  const name = is.find((one, i) => before.images?.(was[i] ?? one) !== after.images?.(one));
  return name === undefined ? undefined : { kind: 'image', name };
}

type Asked = (service: ServiceConfig) => Cause | undefined;

/** Whether `up` makes anew who uses something that is called otherwise now, by what that was and is. */
type Counts = (was: Made, is: Made) => boolean;

/**
 * 2.40 looks for the network that has the name. 5.6 moves the containers from one of ours to it; where one of others was or is, it looks at
 * what was there before it began: a network that it makes itself makes nobody anew, until the next `up`.
 */
function networks(before: State, after: State, dialect: Dialect): Asked {
  if (!knows(dialect, '2.40')) return () => undefined;
  const counts: Counts = (was, is) =>
    dialect === '2.40' || is.external || (was.external && before.there?.('network', is.name) === true);
  const renamed = different(networksOf(before, dialect), networksOf(after, dialect), counts);
  return (service) => {
    const name = onNetworks(service).find(renamed);
    return name === undefined ? undefined : { kind: 'network', name };
  };
}

/** The same of volumes; but in 5.6 one of ours in the place of another one of ours counts, too. */
function volumes(before: State, after: State, dialect: Dialect): Asked {
  if (!knows(dialect, '2.40')) return () => undefined;
  const counts: Counts = (was, is) =>
    dialect === '2.40' || is.external || !was.external || before.there?.('volume', is.name) === true;
  const renamed = different(volumesOf(before), volumesOf(after), counts);
  return ({ volumes: used = [] }) => {
    const sources = used.flatMap(({ type, source }) =>
      type === 'volume' && source ? [showText(source)] : [],
    );
    const name = sources.find(renamed);
    return name === undefined ? undefined : { kind: 'volume', name };
  };
}

function different(was: Resources, is: Resources, counts: Counts) {
  return (key: string) => {
    const [old, now] = [was(key), is(key)];
    return old.name !== now.name && counts(old, now);
  };
}

function dragged(
  after: State,
  service: ServiceConfig,
  causes: ReadonlyMap<string, Cause>,
  dialect: Dialect,
): Cause | undefined {
  const parent = namespacesOf(service).find((one) => causes.has(one));
  if (parent !== undefined) return { kind: 'namespace', of: parent };
  if (knows(dialect, '2.40')) return undefined;
  const of = [...waitsFor(after, service).keys()].find((one) => causes.has(one));
  return of === undefined ? undefined : { kind: 'dependency', of };
}
