import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Language } from '../../model/words.ts';
import { sizeOf } from './environments.ts';

/** The services in start order, with whom they meet and wait for. */
export function serviceRows(stack: StackModel, language: Language): readonly object[] {
  return stack.services.map((service) => ({
    id: service.id,
    phase: service.phase,
    job: service.kind === 'job',
    profile: service.profile ?? '',
    does: service.description[language],
    listens: service.listens.map(({ port }) => String(port)),
    networks: networksOf(service),
    memory: sizeOf(service.limits.memory, language),
  }));
}

/** The networks, with who is on each. */
export function networkRows(stack: StackModel, language: Language): readonly object[] {
  const members = new Map<string, string[]>(stack.networks.map(({ id }) => [id, []]));
  for (const service of stack.services)
    for (const network of new Set(networksOf(service))) members.get(network)?.push(service.id);
  return stack.networks.map(({ id, purpose, internal }) => ({
    id,
    purpose: purpose[language],
    internal,
    members: members.get(id) ?? [],
  }));
}

/** A service without a network of its own is on Compose's. */
export function networksOf({ networks }: ServiceModel): readonly string[] {
  return networks.length > 0 ? networks : ['default'];
}
