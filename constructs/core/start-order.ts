import type { Construct } from 'constructs';
import type { DependencyModel, ServiceModel } from '../../src/model/service.ts';
import { ComposeService } from '../l1/service.ts';
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
    if (!(phase instanceof Phase)) return [];
    const members = phase.node
      .findAll()
      .filter((one) => one instanceof Service || one instanceof ComposeService);
    const models = members.map((member) =>
      blaming(member, () =>
        member instanceof Service
          ? member.toModel(phase.node.id, dependencies([...before, ...member.waits], member), book)
          : member.toModel(phase.node.id, book),
      ),
    );
    const starting = members.filter((member, i) =>
      member instanceof Service ? models[i]?.profile === undefined : member.startsAlways,
    );
    const waiting = starting.some((member) => member instanceof Service);
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
  if (service instanceof ComposeService) return service.readiness;
  return service instanceof Job ? 'completed' : 'healthy';
}
