import type { StackModel } from '../model/stack.ts';
import { blaming } from './examine.ts';
import { load } from './load.ts';
import type { Options } from './options.ts';

export interface List {
  readonly kind: 'list';
  readonly json: boolean;
  readonly systems: readonly ListedSystem[];
}

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

/** What the stacks are made of. The rules are not asked. */
export async function list({ app: file, json }: Options): Promise<List> {
  const app = await load(file);
  const systems = blaming(app, () => app.toModel());
  return {
    kind: 'list',
    json,
    systems: systems.map(({ name, stacks }) => ({
      system: name,
      version: stacks[0]?.version ?? '',
      environments: stacks.map(environment),
    })),
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
        .map(({ id: service, kind, image, profile }) => ({
          service,
          kind,
          image,
          ...(profile !== undefined && { profile }),
        })),
    })),
  };
}
