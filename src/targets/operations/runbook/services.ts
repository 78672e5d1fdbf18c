import type { NetworkConfig } from '../../../compose/project.ts';
import { literal } from '../../../compose/text.ts';
import { listensOf } from '../../../graph/wiring.ts';
import { memoryOf, networkNamesOf, profilesOf } from '../../../lower/runs.ts';
import { resourcesOf } from '../../../lower.ts';
import { withoutHost } from '../../../model/network.ts';
import type { ServiceModel } from '../../../model/service.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { Language } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';
import { size } from './environments.ts';

/** The services in start order, with whom they meet and wait for. */
export function serviceRows(stack: StackModel, language: Language): readonly object[] {
  return stack.services.map((service) => {
    const memory = memoryOf(service);
    return {
      id: service.id,
      phase: service.phase,
      job: service.kind === 'job',
      profile: profilesOf(service).join(', '),
      does: said(service.description, language),
      listens: listensOf(service).map(String),
      networks: networkNames(service),
      memory: memory === undefined ? '' : size(memory, language),
    };
  });
}

/** The networks, with who is on each. */
export function networkRows(stack: StackModel, language: Language): readonly object[] {
  const members = new Map<string, string[]>(stack.networks.map(({ id }) => [id, []]));
  for (const service of stack.services)
    for (const network of new Set(networkNames(service))) members.get(network)?.push(service.id);
  const { networks } = resourcesOf(stack);
  return stack.networks.map(({ id, purpose }) => ({
    id,
    purpose: said(purpose, language),
    internal: networks?.get(id)?.internal === true,
    members: members.get(id) ?? [],
  }));
}

/** Whether there are networks without a way out, and the host has no address on any of them. */
export function areSealed(stack: StackModel): boolean {
  const internal = [...(resourcesOf(stack).networks?.values() ?? [])].filter((one) => one.internal === true);
  const isSealed = ({ driverOpts, enableIpv6 = false }: NetworkConfig) =>
    literal(driverOpts?.get(withoutHost) ?? []) === 'true' && enableIpv6 === false;
  return internal.length > 0 && internal.every(isSealed);
}

/** A service without a network of its own is on Compose's. */
export function networkNames(service: ServiceModel): readonly string[] {
  const names = networkNamesOf(service);
  return names.length > 0 ? names : ['default'];
}
