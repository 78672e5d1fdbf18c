import type { IConstruct } from 'constructs';
import { Construct, Dependable } from 'constructs';
import { StowageError } from '../../src/model/error.ts';
import type { DependencyModel, ServiceModel } from '../../src/model/service.ts';
import { ComposeService } from '../l1/service.ts';
import { isA } from '../props/brand.ts';
import type { Dependency, Wait } from './dependency.ts';
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
    const members = phase.node.findAll().filter(isService);
    // Once for all of them: a phase may have thousands of members.
    const phases = new Map(before.map((service) => [service, derived(service)]));
    const models = members.map((member) =>
      blaming(member, () =>
        isA(member, Service)
          ? member.toModel(phase.node.id, dependencies(phases, member), book)
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

/** What the phases say, and over it what the service says itself: of one that it names alone even where no health check is seen. */
function dependencies(
  phases: ReadonlyMap<Service | ComposeService, DependencyModel>,
  member: Service,
): readonly DependencyModel[] {
  const all = new Map(phases);
  for (const wait of member.waits)
    for (const service of servicesIn(wait.on, member)) {
      const known = all.get(service);
      const restart = wait.restart ?? known?.restart;
      const said = wait.until !== undefined || wait.on === service;
      const how = said ? named(service, wait) : (known ?? derived(service));
      all.set(service, { ...how, ...(restart === true && { restart }) });
    }
  for (const service of member.stopsBefore) {
    const known = all.get(service);
    if (known !== undefined) all.set(service, { ...known, restart: true });
  }
  return [...all.values()];
}

function named(service: Service | ComposeService, { until }: Wait): DependencyModel {
  return { service: service.node.id, condition: until ?? readiness(service) };
}

/** How far nobody says: whether a service has a health check is known when its raw keys and its image are read. */
function derived(service: Service | ComposeService): DependencyModel {
  const condition = readiness(service);
  return {
    service: service.node.id,
    condition,
    ...(condition === 'healthy' && isA(service, Service) && { derived: true }),
  };
}

/**
 * All that is waited for with it, but not the one that waits: a composite of several may hold that one, too.
 * @throws StowageError `wait-empty`
 */
function servicesIn(awaited: Dependency, by: Service): readonly (Service | ComposeService)[] {
  const all = Dependable.of(awaited).dependencyRoots.flatMap(
    (root): readonly (Service | ComposeService)[] => {
      if (isService(root)) return [root];
      return root.node.findAll().filter(isService).filter(startsByItself);
    },
  );
  if (all.length > 0) return all.filter((one) => one !== by);
  const what = isConstruct(awaited) ? `"${awaited.node.id}"` : 'a group';
  throw new StowageError(
    'wait-empty',
    `"${by.node.id}" waits for ${what}, in which no service starts by itself: there is nothing to wait for`,
    'wait for a service, or for a construct that holds one',
    { at: by.node.path },
  );
}

function isService(construct: IConstruct): construct is Service | ComposeService {
  return isA(construct, Service) || isA(construct, ComposeService);
}

function startsByItself(service: Service | ComposeService): boolean {
  return isA(service, ComposeService) ? service.startsAlways : service.profile === undefined;
}

function isConstruct(value: object): value is IConstruct {
  return Construct.isConstruct(value);
}

function readiness(service: Service | ComposeService): DependencyModel['condition'] {
  if (isA(service, ComposeService)) return service.readiness;
  return isA(service, Job) ? 'completed' : 'healthy';
}
