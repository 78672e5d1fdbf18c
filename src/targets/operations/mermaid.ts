import { waitsOf } from '../../graph/wiring.ts';
import { publishedBy } from '../../lower/runs.ts';
import { resourcesOf } from '../../lower.ts';
import type { StackModel } from '../../model/stack.ts';
import { phasesOf } from './phases.ts';
import { networkNames } from './runbook/services.ts';
import { template } from './template.ts';

const render = template<object>('services.mmd');

/**
 * The services in their phases, the networks that they meet on and the ports that lead in, as a Mermaid flowchart.
 * What waits for a whole phase is one arrow between the two phases.
 */
export function diagram(stack: StackModel): string {
  const { services } = stack;
  const phases = phasesOf(stack).flatMap(({ id, members }) =>
    members.length === 0
      ? []
      : [{ id, members: members.map(({ id, kind }) => ({ id, job: kind === 'job' })) }],
  );
  const phaseOf = new Map(services.map(({ id, phase }) => [id, phase]));
  const networks = new Set(services.flatMap(networkNames));
  return render({
    phases,
    steps: phases.slice(1).map(({ id }, i) => ({ from: phases[i]?.id ?? '', to: id })),
    published: services.flatMap((service) => {
      const ports = publishedBy(service);
      return ports.length === 0
        ? []
        : [{ service: service.id, ports: ports.map(({ port, protocol }) => `${port ?? '*'}/${protocol}`) }];
    }),
    waits: services.flatMap((service) =>
      waitsOf(service)
        .filter((wait) => phaseOf.get(wait.service) === service.phase)
        .map((wait) => ({ from: wait.service, to: service.id })),
    ),
    networks: [...networks].map((id) => ({ id })),
    memberships: services.flatMap((service) =>
      networkNames(service).map((network) => ({ service: service.id, network })),
    ),
    internal: [...(resourcesOf(stack).networks ?? [])].flatMap(([id, { internal }]) =>
      internal === true && networks.has(id) ? [id] : [],
    ),
  });
}
