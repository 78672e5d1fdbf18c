import type { ConfigConfig, Project, SecretConfig } from '../../compose/project.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Loss, Lost } from './body.ts';
import type { Parts } from './parts.ts';
import { teller, tellLost, without } from './parts.ts';

/** Models are told of where a service uses them. */
const keys: Parts<Project> = {
  ...{ name: 'said', version: 'said', services: 'said', models: 'said' },
  ...{ networks: 'said', volumes: 'said', configs: 'said', secrets: 'said' },
  include: without('write out what those files say'),
};
/** The name and the labels of a file are for Swarm, and Compose overlooks them. */
const ofConfig: Parts<ConfigConfig> = {
  ...{ name: 'said', external: 'said', labels: 'said', file: 'said', environment: 'said', content: 'said' },
  templateDriver: without('write its content out'),
};
const ofSecret: Parts<SecretConfig> = {
  ...{ name: 'said', external: 'said', labels: 'said', file: 'said', environment: 'said' },
  ...{ driver: without('say the variable that holds it'), driverOpts: without('take it away') },
  templateDriver: without('write its content out'),
};

/** What is lost of a project beside its services, networks and volumes. */
export function lostOf(stack: StackModel, project: Project): readonly Lost[] {
  const { configs = new Map(), secrets = new Map() } = project;
  return [
    ...lost(project, keys).map((loss) => ({ ...loss, path: stack.path, of: `"${stack.name}"` })),
    ...elements(stack, configs, ofConfig, 'configs'),
    ...elements(stack, secrets, ofSecret, 'secrets'),
  ];
}

function elements<Config extends object>(
  stack: StackModel,
  all: ReadonlyMap<string, Config>,
  parts: Parts<Config>,
  kind: 'configs' | 'secrets',
): readonly Lost[] {
  return [...all].flatMap(([id, config]) => {
    const path = stack[kind]?.find((one) => one.id === id)?.path ?? stack.path;
    return lost(config, parts).map((loss) => ({ ...loss, path, of: `${kind.slice(0, -1)} "${id}"` }));
  });
}

function lost<Part extends object>(part: Part, parts: Parts<Part>): readonly Loss[] {
  const losses: Loss[] = [];
  tellLost(part, parts, teller(losses));
  return losses;
}
