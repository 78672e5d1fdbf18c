import { imageOf, profilesOf } from '../lower/runs.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel, SystemModel } from '../model/stack.ts';

/** A system, in all its environments. */
export interface ListedSystem {
  /** Its name: `posthog`. */
  readonly system: string;
  /** The version that its stacks say. */
  readonly version: string;
  /** It in each of them, in the order in which the app has them. */
  readonly environments: readonly ListedEnvironment[];
}

/** A system in one environment. */
export interface ListedEnvironment {
  /** Its name: `production`. */
  readonly environment: string;
  /** Compose's name for it: `posthog-production`. */
  readonly project: string;
  /** In start order. */
  readonly phases: readonly { readonly phase: string; readonly services: readonly ListedService[] }[];
}

/** A container that runs, or a job. */
export interface ListedService {
  /** Its name in Compose. */
  readonly service: string;
  /** Whether it keeps running, or must exit 0 once. */
  readonly kind: 'service' | 'job';
  /** What it runs, or is built from. */
  readonly image: string;
  /** Starts only when it is asked for, by these profiles. @default - starts with its phase */
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
