import type { NetworkConfig } from '../../../compose/project.ts';
import { literal } from '../../../compose/text.ts';
import { listensOf, waitsOf } from '../../../graph/wiring.ts';
import { isChecked } from '../../../lower/readiness.ts';
import { isAskedFor, keepsRunning, memoryOf, networkNamesOf, profilesOf } from '../../../lower/runs.ts';
import { resourcesOf } from '../../../lower.ts';
import { withoutHost } from '../../../model/network.ts';
import type { ServiceModel } from '../../../model/service.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { Language } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';
import { scheduledJobs } from '../scripts/schedule.ts';
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

/** What no start order has, and where one waits for less than health: of services without a check, and of those that somebody says need only have started. */
export function startFacts(stack: StackModel): object {
  const running = stack.services.filter(keepsRunning);
  const checked = new Set(running.filter(isChecked).map(({ id }) => id));
  const onRequest = stack.services.filter(isAskedFor).map(({ id }) => id);
  return {
    ...{ onRequest, startRequested: `make start SERVICE=${onRequest[0]}` },
    stopRequested: `make stop SERVICE=${onRequest[0]}`,
    silent: running.filter(({ id }) => !checked.has(id)).map(({ id }) => id),
    eased: running.flatMap((service) => {
      const others = waitsOf(service).filter(
        (one) => one.condition === 'started' && checked.has(one.service),
      );
      return others.length === 0 ? [] : [{ id: service.id, others: others.map((one) => one.service) }];
    }),
  };
}

/** The jobs that timers of the host run. */
export function timedRows(stack: StackModel, language: Language): readonly object[] {
  const by = new Map(stack.services.map((service) => [service.id, service]));
  return scheduledJobs(stack).map(({ id, written }) => ({
    id,
    written,
    does: said(by.get(id)?.description ?? id, language),
  }));
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
