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
  return stack.networks.map(({ id, purpose, internal }) => ({
    id,
    purpose: purpose[language],
    internal,
    members: stack.services.filter((service) => networksOf(service).includes(id)).map((member) => member.id),
  }));
}

/** A service without a network of its own is on Compose's. */
export function networksOf({ networks }: ServiceModel): readonly string[] {
  return networks.length > 0 ? networks : ['default'];
}
