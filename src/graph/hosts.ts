import { nothing } from '../compose/replace.ts';
import { remembered } from '../model/remembered.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import { list, record, word } from './raw.ts';
import type { Spelling } from './spelling.ts';
import { spelling } from './spelling.ts';
import { networksOf } from './wiring.ts';

/** Who answers to a host name. */
export interface Named {
  readonly service: ServiceModel;
  /** The only network on which it answers to that name. @default - on all of its own */
  readonly network?: string;
}

/** The host names of a stack, as its containers see them. */
export interface Hosts {
  /** Who answers to that name when `from` asks. */
  find(name: string, from: ServiceModel): Named | undefined;
  /** Whether `from` may know that name from elsewhere: its own hosts file, another project, the network of the host. */
  elsewhere(name: string, from: ServiceModel): boolean;
  /** The names that a misspelt one may stand for. */
  readonly names: Spelling;
  /** The services whose image is called like that: a `postgres` that runs under another name. */
  byImage(name: string): readonly ServiceModel[];
}

/** Made once for each stack. */
export const hosts = remembered(read);

function read(stack: StackModel): Hosts {
  const byName = new Map<string, Named[]>();
  const byImage = new Map<string, ServiceModel[]>();
  const byId = new Map(stack.services.map((service) => [service.id, service]));
  const add = (name: string, named: Named) => {
    const key = name.toLowerCase();
    const others = byName.get(key);
    if (others === undefined) byName.set(key, [named]);
    else if (others.length < 8 && !others.some(({ service }) => service === named.service))
      others.push(named);
  };
  for (const service of stack.services) add(service.id, { service });
  for (const service of stack.services) {
    for (const name of ownNames(service, stack.project)) add(name, { service });
    for (const [network, how] of Object.entries(record(service.compose.networks)))
      for (const alias of list(record(how).aliases))
        if (typeof alias === 'string') add(alias, { service, network });
    const image = baseName(service.image);
    const same = byImage.get(image);
    if (same === undefined) byImage.set(image, [service]);
    else same.push(service);
  }
  const raw = new Set(Object.keys(record(stack.compose.services)));
  const foreign = new Set(
    Object.entries(record(stack.compose.networks)).flatMap(([id, how]) => (isExternal(how) ? [id] : [])),
  );
  for (const { id, compose } of stack.networks) if (isExternal(compose)) foreign.add(id);
  return {
    find(name, from) {
      const target = 'links' in from.compose ? linksOf(from).get(name) : undefined;
      const service = target === undefined ? undefined : byId.get(target);
      return service === undefined ? nearby(byName.get(name.toLowerCase()), from) : { service };
    },
    elsewhere: (name, from) => raw.has(name) || 'include' in stack.compose || isForeign(name, from, foreign),
    names: spelling(byName.keys()),
    byImage: (name) => byImage.get(name) ?? [],
  };
}

/** Of several that share an alias, one that is on a network of the one who asks. */
function nearby(all: readonly Named[] | undefined, from: ServiceModel): Named | undefined {
  const [first, ...others] = all ?? [];
  if (others.length === 0) return first;
  const mine = networksOf(from) ?? [];
  return (
    all?.find(({ service, network }) =>
      network === undefined ? networksOf(service)?.some((one) => mine.includes(one)) : mine.includes(network),
    ) ?? first
  );
}

/** What Docker's own name server knows a container by, on each of its networks. */
function ownNames({ id, hostname, compose }: ServiceModel, project: string): readonly string[] {
  const own = compose.hostname === nothing ? undefined : hostname;
  return [own, compose.container_name, compose.hostname, `${project}-${id}-1`].flatMap((name) =>
    typeof name === 'string' ? [name] : [],
  );
}

/** `links: ['db:database']` makes a name for one service alone. */
function linksOf({ compose }: ServiceModel): ReadonlyMap<string, string> {
  return new Map(
    list(compose.links).flatMap((link) => {
      const [service = '', alias = service] = typeof link === 'string' ? link.split(':') : [];
      return service === '' ? [] : [[alias, service] as const];
    }),
  );
}

function isForeign(name: string, { compose, networks }: ServiceModel, foreign: ReadonlySet<string>): boolean {
  if (
    ['dns', 'dns_search', 'network_mode', 'external_links'].some(
      (key) => key in compose && compose[key] !== nothing,
    )
  )
    return true;
  const listed = list(compose.networks).map((network) => word(network) ?? '');
  const mine = [...networks, ...Object.keys(record(compose.networks)), ...listed];
  if (mine.some((network) => foreign.has(network))) return true;
  const extra = compose.extra_hosts;
  const given = [...list(extra).map((entry) => word(entry) ?? ''), ...Object.keys(record(extra))];
  return given.some((entry) => entry.split(/[:=]/)[0]?.toLowerCase() === name);
}

function isExternal(raw: unknown): boolean {
  const { external } = record(raw);
  return external === true || (typeof external === 'object' && external !== null);
}

/** `bitnami/redis:7` is `redis`. */
function baseName(image: string): string {
  return /([^/:@]*)(?:[:@][^/]*)?$/.exec(image)?.[1]?.toLowerCase() ?? '';
}
