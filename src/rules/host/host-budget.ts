import { cpusOf, memoryOf, profilesOf } from '../../lower/runs.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { mebibytes } from '../../model/quantity.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

import { enumerated } from '../facts/wording.ts';

/** What may be used is there. */
export const hostBudget: Rule = {
  id: 'host-budget',
  severity: 'error',
  summary:
    'The host has the memory that the services of all its stacks may use together, and the processors of each.',
  check: (stack) => [...memory(stack), ...processors(stack)],
  about: {
    why: 'Limits are promises. When all services together may use more memory than the host has, the kernel ends one of them under load, and not the one that asked last. The engine refuses more processors than the host has.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', memory: '64gb' });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', memory: '1gb' });
    `,
    sources: ['https://docs.docker.com/engine/containers/resource_constraints/'],
  },
};

function memory({ path, services, environment, neighbours = [] }: StackModel): readonly Complaint[] {
  const { name, host } = environment;
  const own = total(services);
  const others = neighbours.map(({ project, services: theirs }) => ({ project, sum: total(theirs) }));
  const sum = others.reduce((all, other) => all + other.sum, own);
  const running = keepRunning(services);
  if (!(sum > mebibytes(host.memory)) || running.length === 0) return [];
  const largest = running.reduce((a, b) => (limit(b) > limit(a) ? b : a));
  const shared = others.map(({ project, sum: theirs }) => `${gigabytes(theirs)} of ${project}`);
  return [
    {
      path,
      message:
        shared.length === 0
          ? `the services may use ${gigabytes(sum)} of memory together, and the host of "${name}" has ${host.memory}: under load the kernel kills one of them`
          : `the services may use ${gigabytes(own)} of memory together beside ${enumerated(shared)} on the same host, and that has ${host.memory}: under load the kernel kills one of them`,
      fix: `lower a memory limit (the largest is "${largest.id}" with ${gigabytes(limit(largest))}), or raise host.memory of "${name}" to what the host has`,
    },
  ];
}

/** Jobs come and go while not everything runs yet; what keeps running must fit together. */
function keepRunning(services: readonly ServiceModel[]): readonly ServiceModel[] {
  return services.filter((service) => service.kind === 'service' && profilesOf(service).length === 0);
}

function total(services: readonly ServiceModel[]): number {
  return keepRunning(services).reduce((sum, service) => sum + limit(service), 0);
}

function limit(service: ServiceModel): number {
  return memoryOf(service) ?? 0;
}

function processors({ services, environment }: StackModel): readonly Complaint[] {
  const { name, host } = environment;
  return services
    .map((service) => ({
      path: service.path,
      id: service.id,
      cpus: cpusOf(service) ?? 0,
    }))
    .filter(({ cpus }) => cpus > host.cpus)
    .map(({ path, id, cpus }) => ({
      path,
      message: `"${id}" may use ${cpus} processors, and the host of "${name}" has ${host.cpus}: the engine refuses to start it`,
      fix: `set cpus of "${id}" to ${host.cpus} or less in "${name}"`,
    }));
}

function gigabytes(mebi: number): string {
  return `${Math.round((mebi / 1024) * 100) / 100}gb`;
}
