import type { Construct } from 'constructs';
import type { DependencyModel, ServiceModel } from '../../src/model/service.ts';
import { ComposeService } from '../l1/service.ts';
import { isA } from '../props/brand.ts';
import { Job } from './job.ts';
import { Phase } from './phase.ts';
import { blaming } from './place.ts';
import { Service } from './service.ts';
import type { VariableBook } from './value.ts';

/**
 * The services of a stack as data: phase by phase, each in the order in which it was written. A service with guards waits for all that
 * the phase before it starts; one without is given nothing, so what comes later must wait for what that one was not told to wait for.
 */
export function servicesOf(stack: Construct, book: VariableBook): readonly ServiceModel[] {
  let before: readonly (Service | ComposeService)[] = [];
  return stack.node.children.flatMap((phase) => {
    if (!isA(phase, Phase)) return [];
    const members = phase.node.findAll().filter((one) => isA(one, Service) || isA(one, ComposeService));
    const models = members.map((member) =>
      blaming(member, () =>
        isA(member, Service)
          ? member.toModel(phase.node.id, dependencies([...before, ...member.waits], member), book)
          : member.toModel(phase.node.id, book),
      ),
    );
    const starting = members.filter((member, i) =>
      isA(member, Service) ? models[i]?.profile === undefined : member.startsAlways,
    );
    const waiting = starting.some((member) => isA(member, Service));
    before = waiting ? starting : [...before, ...starting];
    return models;
  });
}

function dependencies(
  services: readonly (Service | ComposeService)[],
  { stopsBefore }: Service,
): readonly DependencyModel[] {
  return [...new Set(services)].map((service) => ({
    service: service.node.id,
    condition: readiness(service),
    ...(stopsBefore.some((one) => one === service) && { restart: true }),
  }));
}

function readiness(service: Service | ComposeService): DependencyModel['condition'] {
  if (isA(service, ComposeService)) return service.readiness;
  return isA(service, Job) ? 'completed' : 'healthy';
}
