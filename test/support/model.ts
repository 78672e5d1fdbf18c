import type { EnvironmentModel } from '../../src/model/environment.ts';
import type { ServiceModel } from '../../src/model/service.ts';
import type { StackModel } from '../../src/model/stack.ts';
import type { VariableModel } from '../../src/model/variable.ts';
import type { VolumeModel } from '../../src/model/volume.ts';
import type { Words } from '../../src/model/words.ts';
import { ourLanguages } from '../../src/model/words.ts';

/** The same sentence in every language. */
export const said = (sentence: string): Words => ({ en: sentence, id: sentence });

export const environment: EnvironmentModel = {
  name: 'test',
  host: { cpus: 2, memory: '4gb', disk: '10gb' },
  guarded: false,
};

/** The smallest valid service, with whatever the test is about. */
export function service(over: Partial<ServiceModel> = {}): ServiceModel {
  const id = over.id ?? 'web';
  return {
    path: `shop-test/app/${id}`,
    id,
    kind: 'service',
    phase: 'app',
    description: said(id),
    image: 'example/web:1.0',
    init: false,
    env: [],
    mounts: [],
    listens: [],
    ports: [],
    networks: [],
    dependsOn: [],
    restart: 'unless-stopped',
    stopGrace: '30s',
    limits: { memory: '256mb', cpus: 1, processes: 128 },
    dropCapabilities: [],
    addCapabilities: [],
    noNewPrivileges: true,
    logging: { maxSize: '10mb', maxFiles: 3 },
    edge: false,
    compose: {},
    ...over,
  };
}

/** The smallest valid volume. */
export function volume(over: Partial<VolumeModel> = {}): VolumeModel {
  const id = over.id ?? 'web_data';
  return {
    path: `shop-test/app/web/${id}`,
    id,
    holds: said(id),
    kind: 'state',
    emptyWith: [],
    compose: {},
    ...over,
  };
}

/** A variable with a default. */
export function variable(over: Partial<VariableModel> = {}): VariableModel {
  const required = over.kind === 'secret' || over.default === undefined;
  return {
    kind: 'variable',
    name: 'GREETING',
    group: said('Settings'),
    description: said('What visitors are told.'),
    required,
    ...over,
  };
}

/** The smallest valid stack: one service, and nothing for a rule to find. */
export function stack(over: Partial<StackModel> = {}): StackModel {
  return {
    path: 'shop-test',
    name: 'shop',
    title: 'Shop',
    version: '1.0',
    project: 'shop-test',
    source: 'stacks/shop.ts',
    languages: ourLanguages,
    environment,
    phases: [{ path: 'shop-test/app', id: 'app' }],
    services: [service()],
    volumes: [],
    networks: [],
    files: [],
    variables: [],
    stores: [],
    smoke: [],
    roundTrips: [],
    minimum: { compose: '2.26', engine: '24.0' },
    runbook: {
      about: said('A shop.'),
      deploy: [],
      security: [],
      backup: [],
      upgrade: [],
      monitoring: [],
      troubleshooting: [],
    },
    acknowledgements: [],
    compose: {},
    ...over,
  };
}
