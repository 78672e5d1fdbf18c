import { readImage } from '../compose/image.ts';
import { spellText } from '../compose/interpolation.ts';
import { mayBeExternal } from '../compose/project.ts';
import { likelyImageOf } from '../lower/runs.ts';
import { configOf, resourcesOf } from '../lower.ts';
import { leaves } from '../model/leaves.ts';
import { remembered } from '../model/remembered.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
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
  /** Whether `from` is told itself who that is: a link, or a line of its hosts file. Nobody else is asked then. */
  told(name: string, from: ServiceModel): boolean;
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
    // Whoever asks gets itself.
    if (key === 'localhost') return;
    const others = byName.get(key);
    if (others === undefined) byName.set(key, [named]);
    else if (others.length < 8 && !others.some(({ service }) => service === named.service))
      others.push(named);
  };
  for (const service of stack.services) add(service.id, { service });
  for (const service of stack.services) {
    for (const name of ownNames(service, stack.project)) add(name, { service });
    for (const [network, how] of configOf(service).networks ?? [])
      for (const alias of how?.aliases ?? []) add(spellText(alias), { service, network });
    const image = baseName(likelyImageOf(service));
    const same = byImage.get(image);
    if (same === undefined) byImage.set(image, [service]);
    else same.push(service);
  }
  const { networks, include, rest } = resourcesOf(stack);
  const foreign = new Set(
    [...(networks ?? [])].flatMap(([id, network]) => (mayBeExternal(network) ? [id] : [])),
  );
  const included = include !== undefined || rest?.has('include') === true;
  return {
    find(name, from) {
      const target = linksOf(from).get(name);
      const service = target === undefined ? undefined : byId.get(target);
      return service === undefined ? nearby(byName.get(name.toLowerCase()), from) : { service };
    },
    told: (name, from) => linksOf(from).has(name) || hostsFileOf(from).includes(name.toLowerCase()),
    elsewhere: (name, from) => included || isForeign(name, from, foreign),
    names: spelling(byName.keys()),
    byImage: (name) => byImage.get(name) ?? [],
  };
}

/** Of several that share an alias, one that is on a network of the one who asks. */
function nearby(all: readonly Named[] | undefined, from: ServiceModel): Named | undefined {
  const first = all?.[0];
  if (all === undefined || all.length < 2) return first;
  const mine = networksOf(from) ?? [];
  return (
    all.find(({ service, network }) =>
      network === undefined ? networksOf(service)?.some((one) => mine.includes(one)) : mine.includes(network),
    ) ?? first
  );
}

/** What Docker's own name server knows a container by beside its id, on each of its networks. */
export function ownNames(service: ServiceModel, project: string): readonly string[] {
  const { hostname, containerName } = configOf(service);
  const said = [containerName, hostname].flatMap((name) => (name === undefined ? [] : [spellText(name)]));
  return [...said, `${project}-${service.id}-1`];
}

const noLinks: ReadonlyMap<string, string> = new Map();

/** `links: ['db:database']` makes a name for one service alone. */
function linksOf(service: ServiceModel): ReadonlyMap<string, string> {
  const { links } = configOf(service);
  if (links === undefined) return noLinks;
  return new Map(
    links.flatMap((link) => {
      const [name = '', alias = name] = spellText(link).split(':');
      return name === '' ? [] : [[alias, name] as const];
    }),
  );
}

function isForeign(name: string, from: ServiceModel, foreign: ReadonlySet<string>): boolean {
  const { dns, dnsSearch, networkMode, externalLinks, networks } = configOf(from);
  if ([dns, dnsSearch, networkMode, externalLinks].some((said) => said !== undefined)) return true;
  if ([...(networks?.keys() ?? [])].some((network) => foreign.has(network))) return true;
  return hostsFileOf(from).includes(name);
}

function hostsFileOf(service: ServiceModel): readonly string[] {
  const { extraHosts, rest } = configOf(service);
  const unread = leaves(rest?.get('extra_hosts')).map(({ value }) => value.split(/[:=]/)[0] ?? '');
  return [...(extraHosts?.keys() ?? []), ...unread].map((host) => host.toLowerCase());
}

/** `bitnami/redis:7` is `redis`. */
function baseName(image: string): string {
  const repository = readImage(image)?.repository ?? '';
  return repository.slice(repository.lastIndexOf('/') + 1);
}
