import { spellText } from '../compose/interpolation.ts';
import { mayBeExternal } from '../compose/project.ts';
import { literal } from '../compose/text.ts';
import { configOf, resourcesOf } from '../lower.ts';
import { groupBy } from '../model/groups.ts';
import type { GuestModel, StackModel, SystemModel } from '../model/stack.ts';
import { ownNames } from './hosts.ts';
import { networksOf } from './wiring.ts';

/** A network of a stack, by its name at the engine. */
interface Held {
  readonly stack: StackModel;
  readonly id: string;
  readonly name: string;
  readonly external: boolean;
}

/** The systems, each stack with the services of others that answer on its networks, whichever of them comes first. */
export function withGuests(systems: readonly SystemModel[]): readonly SystemModel[] {
  const stacks = systems.flatMap((system) => system.stacks);
  const guests = new Map<StackModel, GuestModel[]>();
  for (const group of groupBy(stacks.flatMap(held), ({ name }) => name)) {
    const owners = group.filter(({ external }) => !external).length;
    for (const mine of group)
      for (const theirs of group)
        if (mine.stack !== theirs.stack && meet(mine.stack, theirs.stack, owners))
          guests.set(mine.stack, [...(guests.get(mine.stack) ?? []), ...answering(theirs, mine.id)]);
  }
  if (guests.size === 0) return systems;
  const beside = (stack: StackModel): StackModel => {
    const own = guests.get(stack);
    return own === undefined ? stack : { ...stack, guests: own };
  };
  return systems.map(({ name, stacks: all }) => ({ name, stacks: all.map(beside) }));
}

/**
 * An environment is one host, and so is where one makes what others call external; of two that make it, or that call it external, in two
 * environments the host must be known.
 */
function meet(one: StackModel, other: StackModel, owners: number): boolean {
  if (one.environment === other.environment) return true;
  const [its, theirs] = [one.environment.host.name, other.environment.host.name];
  return its === undefined || theirs === undefined ? owners === 1 : its === theirs;
}

function held(stack: StackModel): readonly Held[] {
  const { networks = new Map() } = resourcesOf(stack);
  const ids = networks.has('default') ? [...networks.keys()] : [...networks.keys(), 'default'];
  return ids.flatMap((id): readonly Held[] => {
    const network = networks.get(id) ?? {};
    const { name: said } = network;
    const isExternal = mayBeExternal(network);
    const name = said === undefined ? (isExternal ? id : `${stack.project}_${id}`) : literal(said);
    return name === undefined ? [] : [{ stack, id, name, external: isExternal }];
  });
}

/** Who of a stack answers on a network, which another one calls `network`. */
function answering({ stack, id }: Held, network: string): readonly GuestModel[] {
  return stack.services
    .filter((service) => networksOf(service)?.includes(id))
    .map((service) => ({
      project: stack.project,
      service: service.id,
      network,
      names: [service.id, ...ownNames(service, stack.project)].map((name) => name.toLowerCase()),
      aliases: (configOf(service).networks?.get(id)?.aliases ?? []).map((name) =>
        spellText(name).toLowerCase(),
      ),
    }));
}
