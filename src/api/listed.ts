import { imageOf, profilesOf } from '../lower/runs.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel, SystemModel } from '../model/stack.ts';

export interface ListedSystem {
  readonly system: string;
  readonly version: string;
  readonly environments: readonly ListedEnvironment[];
}

export interface ListedEnvironment {
  readonly environment: string;
  readonly project: string;
  /** In start order. */
  readonly phases: readonly { readonly phase: string; readonly services: readonly ListedService[] }[];
}

export interface ListedService {
  readonly service: string;
  readonly kind: 'service' | 'job';
  readonly image: string;
  /** Starts only when it is asked for. */
  readonly profile?: string;
}

/** A system as a person thinks of it, from the outside in. */
export function listed({ name, stacks }: SystemModel): ListedSystem {
  return {
    system: name,
    version: stacks[0]?.version ?? '',
    environments: stacks.map(environment),
  };
}

function environment({ environment: { name }, project, phases, services }: StackModel): ListedEnvironment {
  return {
    environment: name,
    project,
    phases: phases.map(({ id }) => ({
      phase: id,
      services: services
        .filter(({ phase }) => phase === id)
        .map((service) => ({
          service: service.id,
          kind: service.kind,
          image: imageOf(service),
          ...profileOf(service),
        })),
    })),
  };
}

function profileOf(service: ServiceModel): Pick<ListedService, 'profile'> {
  const profiles = profilesOf(service);
  return profiles.length === 0 ? {} : { profile: profiles.join(', ') };
}
