import { hosts } from '../../graph/hosts.ts';
import type { Namespaces } from '../../graph/namespaces.ts';
import { namespaces } from '../../graph/namespaces.ts';
import type { Pointer } from '../../graph/pointers.ts';
import { pointers } from '../../graph/pointers.ts';
import { byFile } from '../../graph/texts.ts';
import { networksOf, shares } from '../../graph/wiring.ts';
import { networkModeOf, publishedBy } from '../../lower/runs.ts';
import type { ConfigFileModel } from '../../model/config-file.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { saysPort } from '../facts/ports.ts';
import { enumerated, quoted } from '../facts/wording.ts';

type Group = readonly [Pointer, ...Pointer[]];

/** What is called answers. */
export const addressReachable: Rule = {
  id: 'address-reachable',
  severity: 'error',
  summary: 'What points at a service shares a network with it and uses a port that it listens on.',
  check: (stack) => {
    const byId = new Map(stack.services.map((service) => [service.id, service]));
    const space = namespaces(stack);
    const members = memberCounts(stack);
    const names = hosts(stack);
    const files = byFile(stack);
    return groupBy(pointers(stack), ({ from, to }) => `${from.path} ${to}`).flatMap((group) => {
      const [{ from, to }] = group;
      const target = byId.get(to);
      // On a network of others there may be one of another stack.
      if (target === undefined) return names.elsewhere(to, from) ? [] : [missing(group)];
      const away = nameless(group, target, byId);
      return [
        ...(away.length > 0 ? away : apart(group, from, target, space, members)),
        ...deaf(group, target, space, files),
      ];
    });
  },
  about: {
    why: 'The name of a service resolves only on a network that both are on, and only the ports that its program opens answer. Compose checks neither: the client fails at its first call.',
    wrong: `
      const web = new Service(phase, 'web', { image: 'example.org/shop:1.0.0', port: 8000, health: { exec: ['shop', 'ready'] } });
      new Service(later, 'cron', { image: 'example.org/shop:1.0.0', env: { WEB: web.at(8080) } });
    `,
    right: `
      const web = new Service(phase, 'web', { image: 'example.org/shop:1.0.0', port: 8000, health: { exec: ['shop', 'ready'] } });
      new Service(later, 'cron', { image: 'example.org/shop:1.0.0', env: { WEB: web.address } });
    `,
    sources: ['https://docs.docker.com/compose/how-tos/networking/'],
  },
};

function memberCounts({ services }: StackModel): ReadonlyMap<string, number> {
  const members = new Map<string, number>();
  for (const network of services.flatMap((service) => networksOf(service) ?? []))
    members.set(network, (members.get(network) ?? 0) + 1);
  return members;
}

function missing(group: Group): Complaint {
  const [{ from, to }] = group;
  return {
    path: from.path,
    message: `"${from.id}" points at "${to}" in ${places(group)}, but no phase of this stack has such a service`,
    fix: `make "${to}" in a phase of this stack, or do not point at it`,
  };
}

/** A container that uses another one's network has no name on it. */
function nameless(
  group: Group,
  target: ServiceModel,
  byId: ReadonlyMap<string, ServiceModel>,
): readonly Complaint[] {
  const holder = byId.get(shares(networkModeOf(target)) ?? '');
  const [{ from }] = group;
  if (holder === undefined || holder === target) return [];
  return [
    {
      path: from.path,
      message: `"${from.id}" points at "${target.id}" in ${places(group)}, but "${target.id}" uses the network of "${holder.id}" and has no name of its own there: the name does not resolve`,
      fix: holder === from ? `write localhost for "${target.id}"` : `point at "${holder.id}" instead`,
    },
  ];
}

function apart(
  group: Group,
  from: ServiceModel,
  target: ServiceModel,
  { networks, members: together }: Namespaces,
  members: ReadonlyMap<string, number>,
): readonly Complaint[] {
  const [mine, others] = [networks(from), networks(target)];
  if (mine === undefined || others === undefined) return [];
  if (others.some((network) => mine.includes(network))) return unaliased(group, target, mine);
  if (together(from).includes(target)) return [];
  const [other, own] = [others, mine].map((some) => busiest(some, members));
  const on = (some: readonly string[]) => (some.length === 0 ? 'no network of the project' : quoted(some));
  return [
    {
      path: from.path,
      message: `"${from.id}" points at "${target.id}" in ${places(group)}, but they share no network (it is on ${on(mine)}, "${target.id}" on ${on(others)}): the name does not resolve`,
      fix:
        other === undefined
          ? `add "${own ?? 'a network'}" to the networks of "${target.id}"`
          : `add "${other}" to the networks of "${from.id}"`,
    },
  ];
}

/** An alias is a name on one network. */
function unaliased(group: Group, target: ServiceModel, mine: readonly string[]): readonly Complaint[] {
  const wrong = group.filter(({ network }) => network !== undefined && !mine.includes(network));
  return groupBy(wrong, ({ host }) => String(host)).map((same) => {
    const [{ from, host, network }] = same;
    return {
      path: from.path,
      message: `"${from.id}" points at "${target.id}" as "${String(host)}" in ${places(same)}, but it has that name on the network "${network}" alone, and "${from.id}" is not on it: the name does not resolve`,
      fix: `write "${target.id}", its name on every network`,
    };
  });
}

/** The network that most others are on: what is missing once is often missing for several of them. */
function busiest(networks: readonly string[], members: ReadonlyMap<string, number>): string | undefined {
  const count = (network: string) => members.get(network) ?? 0;
  return networks
    .filter((network) => network !== 'default')
    .reduce<string | undefined>((a, b) => (a === undefined || count(b) > count(a) ? b : a), undefined);
}

/** An address must say a port that its service says, too; of a literal only what is known is wrong. */
function deaf(
  group: Group,
  target: ServiceModel,
  { ports }: Namespaces,
  files: ReadonlyMap<string, ConfigFileModel>,
): readonly Complaint[] {
  const known = ports(target);
  const listens = known ?? [];
  const wrong = group.flatMap((pointer) => {
    const port = pointer.port ?? pointer.implied;
    if (port === undefined || listens.includes(port)) return [];
    // What nobody says only its program knows.
    if (known === undefined || saysPort(target, port, () => true, files)) return [];
    return [{ ...pointer, port, written: pointer.port !== undefined }];
  });
  return groupBy(wrong, ({ port, written }) => `${port} ${written}`).map((same) => {
    const [{ from, to, port, written }] = same;
    if (!written)
      return {
        path: from.path,
        message: `"${from.id}" points at "${to}" in ${places(same)} without a port, which means ${port}, but "${to}" listens on ${enumerated(listens.map(String))}: the connection is refused`,
        fix: `write the port: ${to}:${listens[0] ?? port}`,
      };
    const truth =
      listens.length === 0 ? 'listens on no port' : `listens on ${enumerated(listens.map(String))}`;
    const outside = publishedBy(target).some((one) => one.port === String(port));
    return {
      path: from.path,
      message: `"${from.id}" points at port ${port} of "${to}" in ${places(same)}, but "${to}" ${truth}${outside ? `, and ${port} is its port on the host` : ''}: the connection is refused`,
      fix: outside
        ? `use the port inside the container: ${enumerated(listens.map(String)) || 'the target of publish'}`
        : `use a port that "${to}" listens on, or give it port: ${port}`,
    };
  });
}

function places(group: readonly Pointer[]): string {
  return enumerated(group.map(({ where }) => where));
}
