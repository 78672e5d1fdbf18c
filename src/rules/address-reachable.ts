import type { Complaint, Rule } from '../model/finding.ts';
import type { ServiceModel } from '../model/service.ts';
import { groupBy } from './facts/groups.ts';
import type { Pointer } from './facts/pointers.ts';
import { pointers } from './facts/pointers.ts';
import { listensOf, networksOf } from './facts/wiring.ts';
import { listed, quoted } from './facts/wording.ts';

/** What is called answers. */
export const addressReachable: Rule = {
  id: 'address-reachable',
  severity: 'error',
  summary: 'What points at a service shares a network with it and uses a port that it listens on.',
  check: (stack) => {
    const byId = new Map(stack.services.map((service) => [service.id, service]));
    const members = new Map<string, number>();
    for (const network of stack.services.flatMap((service) => networksOf(service) ?? []))
      members.set(network, (members.get(network) ?? 0) + 1);
    return groupBy(pointers(stack), ({ from, to }) => `${from.path} ${to}`).flatMap((group) => {
      const [{ from, to }] = group;
      const target = byId.get(to);
      if (target === undefined) return [missing(group)];
      return [...apart(group, from, target, members), ...deaf(group, target)];
    });
  },
};

function missing(group: readonly [Pointer, ...Pointer[]]): Complaint {
  const [{ from, to }] = group;
  return {
    path: from.path,
    message: `"${from.id}" points at "${to}" in ${places(group)}, but no phase of this stack has such a service`,
    fix: `make "${to}" in a phase of this stack, or do not point at it`,
  };
}

function apart(
  group: readonly Pointer[],
  from: ServiceModel,
  target: ServiceModel,
  members: ReadonlyMap<string, number>,
): readonly Complaint[] {
  const [mine, others] = [networksOf(from), networksOf(target)];
  if (mine === undefined || others === undefined || others.some((network) => mine.includes(network)))
    return [];
  const [theirs, ours] = [others, mine].map((networks) => busiest(networks, members));
  const on = (networks: readonly string[]) =>
    networks.length === 0 ? 'no network of the project' : quoted(networks);
  return [
    {
      path: from.path,
      message: `"${from.id}" points at "${target.id}" in ${places(group)}, but they share no network (it is on ${on(mine)}, "${target.id}" on ${on(others)}): the name does not resolve`,
      fix:
        theirs === undefined
          ? `add "${ours ?? 'a network'}" to the networks of "${target.id}"`
          : `add "${theirs}" to the networks of "${from.id}"`,
    },
  ];
}

/** The network that most others are on: what is missing once is often missing for several of them. */
function busiest(networks: readonly string[], members: ReadonlyMap<string, number>): string | undefined {
  const count = (network: string) => members.get(network) ?? 0;
  return networks
    .filter((network) => network !== 'default')
    .reduce<string | undefined>((a, b) => (a === undefined || count(b) > count(a) ? b : a), undefined);
}

function deaf(group: readonly Pointer[], target: ServiceModel): readonly Complaint[] {
  const listens = listensOf(target);
  const wrong = group.filter(({ port }) => port !== undefined && !listens.includes(port));
  return groupBy(wrong, ({ port }) => String(port)).map((same) => {
    const [{ from, to, port }] = same;
    const truth = listens.length === 0 ? 'listens on no port' : `listens on ${listed(listens.map(String))}`;
    return {
      path: from.path,
      message: `"${from.id}" points at port ${port} of "${to}" in ${places(same)}, but "${to}" ${truth}: the connection is refused`,
      fix: `use a port that "${to}" listens on, or give it port: ${port}`,
    };
  });
}

function places(group: readonly Pointer[]): string {
  return listed(group.map(({ where }) => where));
}
