import { generatedAt } from '../model/config-file.ts';
import type { StackModel } from '../model/stack.ts';

const composeFile = 'docker-compose.yml';

/**
 * Path of the construct that a file comes from: of the generated file; of the service whose Dockerfile it is; of the service, network, volume, config or
 * secret, where `keys` lead to one in a compose file; else of the stack in whose folder the file lies, or of its system's first.
 */
export function ownerOf(stacks: readonly StackModel[], file: string, keys: readonly string[] = []): string {
  const [system, folder, ...rest] = file.split('/');
  const ofSystem = stacks.filter(({ name }) => name === system);
  const stack = ofSystem.find(({ environment }) => environment.name === folder);
  if (stack === undefined) return ofSystem[0]?.path ?? '';
  const path = rest.join('/');
  const owner =
    (path === composeFile ? described(stack, keys) : undefined) ??
    [...stack.files, ...(stack.operationsFiles ?? [])].find(
      (one) => generatedAt(one).toLowerCase() === path.toLowerCase(),
    ) ??
    stack.services.find(({ build }) => build !== undefined && path.startsWith(`${build.folder}/`));
  return owner?.path ?? stack.path;
}

function described(stack: StackModel, [kind, id]: readonly string[]): { readonly path: string } | undefined {
  const { services, networks, volumes, configs = [], secrets = [] } = stack;
  const elements = Object.entries({ services, networks, volumes, configs, secrets });
  return elements.find(([one]) => one === kind)?.[1].find((one) => one.id === id);
}

/** Path of the first construct that says exactly this text, the innermost one; of the stack, when it says it or nobody does. */
export function sayerOf(stack: StackModel, text: string): string {
  const {
    files,
    operationsFiles = [],
    configs = [],
    secrets = [],
    volumes,
    networks,
    services,
    path,
  } = stack;
  const constructs = [
    ...files,
    ...operationsFiles,
    ...configs,
    ...secrets,
    ...volumes,
    ...networks,
    ...services,
  ];
  return constructs.find((one) => says(one, text))?.path ?? path;
}

function says(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value === text;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((child) => says(child, text));
}
