import { networkModeOf, networkNamesOf, publishedBy } from '../lower/runs.ts';
import type { NetworkModel } from '../model/network.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel, SystemModel } from '../model/stack.ts';
import { namespaces } from './namespaces.ts';
import { pointers } from './pointers.ts';

/** The systems with the networks of those stacks whose author leaves that to who points at whom. */
export function withDerivedNetworks(systems: readonly SystemModel[]): readonly SystemModel[] {
  const done = new Map<readonly ServiceModel[], readonly ServiceModel[]>();
  const derive = (stack: StackModel): StackModel => {
    const made = stack.derivesNetworks === true ? derived(stack) : stack;
    done.set(stack.services, made.services);
    return made;
  };
  const all = systems.map(({ name, stacks }) => ({ name, stacks: stacks.map(derive) }));
  const beside = (stack: StackModel): StackModel => {
    const neighbours = stack.neighbours?.map((one) => ({
      ...one,
      services: done.get(one.services) ?? one.services,
    }));
    return neighbours === undefined ? stack : { ...stack, neighbours };
  };
  return all.map(({ name, stacks }) => ({ name, stacks: stacks.map(beside) }));
}

/**
 * Who is pointed at shares one network with all that point at it, and nobody leaves the host by it. So two stores meet only where one
 * points at the other, or both at a third. What a service says itself stays, as its way out; one that publishes and says nothing
 * has Compose's own network for that.
 */
function derived(stack: StackModel): StackModel {
  const groups = groupsOf(stack);
  const joined = new Map<string, string[]>();
  for (const [target, members] of groups)
    for (const member of members) joined.set(member, [...(joined.get(member) ?? []), networkOf(target)]);
  const networks = stack.services.flatMap((service): readonly NetworkModel[] => {
    if (!groups.has(service.id)) return [];
    const { id, path } = service;
    const purpose = { en: `${id} and who reaches it`, id: `${id} dan pemakainya` };
    return [{ path, id: networkOf(id), purpose, internal: true, compose: {} }];
  });
  const services = stack.services.map((service) => {
    const own = joined.get(service.id);
    if (own === undefined) return service;
    // On Compose's own it is only because it joins a proxy and says nothing of its own.
    const said = networkNamesOf(service).filter((name) => service.joins === undefined || name !== 'default');
    const outside = said.length === 0 && publishedBy(service).length > 0 ? ['default'] : [];
    return { ...service, networks: [...said, ...outside, ...own] };
  });
  return { ...stack, networks: [...stack.networks, ...networks], services };
}

function networkOf(target: string): string {
  return `${target}-clients`;
}

/** Who is reached, and it with all that reach it, in the order of the stack. */
function groupsOf(stack: StackModel): ReadonlyMap<string, ReadonlySet<string>> {
  const space = namespaces(stack);
  const byId = new Map(stack.services.map((service) => [service.id, service]));
  const hasOwn = (service: ServiceModel) => networkModeOf(service) === undefined;
  // Who shares the network stack of another one is where that one is.
  const holder = (service: ServiceModel | undefined) => service && space.members(service).find(hasOwn);
  const reached = new Map<string, Set<string>>();
  const meet = (from: ServiceModel, to: string) => {
    const [client, target] = [holder(from), holder(byId.get(to))];
    // An element of Compose gets no key that its author did not write.
    if (!client || !target || client === target || client.bare === true || target.bare === true) return;
    const members = reached.get(target.id) ?? new Set([target.id]);
    reached.set(target.id, members.add(client.id));
  };
  for (const { from, to } of pointers(stack)) meet(from, to);
  for (const from of stack.services) for (const to of from.reaches ?? []) meet(from, to);
  return new Map(
    stack.services.flatMap(({ id }) => {
      const members = reached.get(id);
      return members === undefined ? [] : [[id, members] as const];
    }),
  );
}
