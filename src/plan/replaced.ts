import { knows } from '../compose/hash/dialect.ts';
import type { Dialect } from '../compose/hash.ts';
import type { ServiceConfig } from '../compose/service.ts';
import { showText } from '../compose/text.ts';
import { fingerprint } from './replaced/fingerprint.ts';
import { imagesOf } from './replaced/image.ts';
import { namespacesOf, ordered, waitsFor } from './replaced/order.ts';
import type { Resources } from './replaced/resources.ts';
import { networksOf, volumesOf } from './replaced/resources.ts';
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
      image(before, after, name, old, service) ??
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
  service: string,
  old: ServiceConfig,
  now: ServiceConfig,
): Cause | undefined {
  if (before.images === undefined || after.images === undefined) return undefined;
  const [was, is] = [imagesOf(before, service, old), imagesOf(after, service, now)];
  const name = is.find((one, i) => before.images?.(was[i] ?? one) !== after.images?.(one));
  return name === undefined ? undefined : { kind: 'image', name };
}

type Asked = (service: ServiceConfig) => Cause | undefined;

/**
 * 2.40 puts a container on the network that has the name; 5.6 moves the one that it has, and looks at no network of others: whoever is on another one stays there.
 */
function networks(before: State, after: State, dialect: Dialect): Asked {
  if (dialect !== '2.40') return () => undefined;
  const renamed = different(networksOf(before), networksOf(after), () => true);
  return ({ networks: used, networkMode }) => {
    const keys = used?.size ? [...used.keys()] : networkMode === undefined ? ['default'] : [];
    const name = keys.find((key) => renamed(key));
    return name === undefined ? undefined : { kind: 'network', name };
  };
}

function volumes(before: State, after: State, dialect: Dialect): Asked {
  if (!knows(dialect, '2.40')) return () => undefined;
  const own = (external: boolean) => dialect === '2.40' || !external;
  const renamed = different(volumesOf(before), volumesOf(after), own);
  return ({ volumes: used = [] }) => {
    const sources = used.flatMap(({ type, source }) =>
      type === 'volume' && source ? [showText(source)] : [],
    );
    const name = sources.find((key) => renamed(key));
    return name === undefined ? undefined : { kind: 'volume', name };
  };
}

/** Whether a key leads to something of another name, and both are of a kind that counts. */
function different(was: Resources, is: Resources, counts: (external: boolean) => boolean) {
  return (key: string) => {
    const [old, now] = [was(key), is(key)];
    return old.name !== now.name && counts(old.external) && counts(now.external);
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
