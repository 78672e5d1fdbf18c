import type { Mount } from '../../compose/attributes/mount.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import type { Text } from '../../compose/text.ts';
import { projectOf } from '../../files/project.ts';
import { startsAlways } from '../../lower/runs.ts';
import { remembered } from '../../model/remembered.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { attributesOf } from './attributes.ts';
import type { Body, Lost, Resource } from './body.ts';
import { containerOf } from './container.ts';
import type { ContentOf } from './given.ts';
import { filesIn, givenTo } from './given.ts';
import { imagesOf } from './images.ts';
import { free, serviceNames } from './names.ts';
import { networksOn } from './networks.ts';
import { lostOf } from './project.ts';
import { networksOf, volumesOf } from './resources.ts';
import { expression, quoted, spell } from './spell.ts';
import { isSecret, secretChecks, variableBlocks, variablesOf } from './variables.ts';

/** What Terraform is told of one environment, as data. */
export interface Document {
  readonly variables: ReadonlyMap<string, Body>;
  readonly resources: readonly Resource[];
  readonly outputs: ReadonlyMap<string, Body>;
  /** What it cannot keep. */
  readonly losses: readonly Lost[];
}

/** Where generated files lie beside the document. */
export const filesFolder = 'files';

/** The one whose files lie beside it: the rule and the target ask for the same. */
export const documentBeside = remembered((stack: StackModel) =>
  documentOf(stack, ({ file }) =>
    expression(`file("\${path.module}/${quoted([`${filesFolder}/${file}`]).slice(1)})`),
  ),
);

/** @param contentOf how the content of a generated file is said */
export function documentOf(stack: StackModel, contentOf: ContentOf): Document {
  const project = projectOf(stack);
  // Terraform runs nothing on request.
  const services = stack.services.filter(startsAlways);
  const names = serviceNames(stack);
  const made = new Set(services.map(({ id }) => id));
  const configOf = (id: string): ServiceConfig => project.services?.get(id) ?? {};
  const container = (id: string) => (made.has(id) ? `docker_container.${names.get(id)}` : undefined);
  const networks = networksOf(stack, project, usedNetworks(services, configOf));
  const volumes = volumesOf(stack, project);
  const images = imagesOf(stack, services, project, filesFolder);
  const losses: Lost[] = [...networks.losses, ...volumes.losses, ...lostOf(stack, project)];
  const taken = new Set([...names.values(), ...volumes.resources.map(({ id }) => id)]);
  const containers = services.flatMap((service) => {
    const config = configOf(service.id);
    const around = {
      service,
      config,
      container,
      volume: volumes.nameOf,
      isGiven: (mount: Mount) => filesIn(stack, mount).length > 0,
    };
    const attributes = attributesOf(config, around);
    const files = givenTo(stack, project, config, contentOf);
    const lost = [...attributes.losses, ...files.losses, ...(images.losses.get(service.id) ?? [])];
    losses.push(...lost.map((loss) => ({ ...loss, path: service.path, of: `"${service.id}"` })));
    return containerOf({
      ...{ stack, service, config, container, body: attributes.body, given: files.given },
      id: names.get(service.id) ?? service.id,
      filesId: free(`${names.get(service.id)}-files`, taken),
      image: images.nameOf(service.id),
      network: networks.nameOf,
    });
  });
  const named = variablesOf([
    services.map(({ id }) => configOf(id)),
    project.networks,
    project.volumes,
    project.configs,
    stack.site,
  ]);
  const used = new Set([...named, ...secretFiles(project.secrets), ...secretFiles(project.configs)]);
  return {
    variables: variableBlocks(stack, used),
    resources: [...networks.resources, ...volumes.resources, ...images.resources, ...containers],
    outputs: outputs(stack, services, configOf, secretChecks(stack, used)),
    losses,
  };
}

/** The variables whose value is the content of a file. */
function secretFiles(
  elements: ReadonlyMap<string, { readonly environment?: Text }> | undefined,
): readonly string[] {
  return [...(elements?.values() ?? [])].flatMap(({ environment }) =>
    environment ? [spell(environment)] : [],
  );
}

function usedNetworks(
  services: readonly ServiceModel[],
  configOf: (id: string) => ServiceConfig,
): ReadonlySet<string> {
  return new Set(services.flatMap(({ id }) => [...networksOn(configOf(id)).keys()]));
}

/** The address that users type, and what the host publishes; the second one carries what secret values must be. */
function outputs(
  stack: StackModel,
  services: readonly ServiceModel[],
  configOf: (id: string) => ServiceConfig,
  checks: readonly Body[],
): ReadonlyMap<string, Body> {
  const { site } = stack;
  const published = services.flatMap(({ id }) =>
    (configOf(id).ports ?? []).map(({ hostIp = ['0.0.0.0'], published = [], target, protocol = ['tcp'] }) => {
      const inside = `${typeof target === 'number' ? target : spell(target)}/${spell(protocol)}`;
      return [`${id} ${inside}`, `${spell(hostIp)}:${spell(published)}`] as const;
    }),
  );
  const addresses = new Map<string, string>();
  for (const [inside, address] of published)
    addresses.set(inside, [...(addresses.get(inside)?.split(', ') ?? []), address].join(', '));
  const secret = (part: unknown) => (isSecret(stack, variablesOf(part)) ? { sensitive: true } : {});
  return new Map<string, Body>([
    ...(site === undefined
      ? []
      : [['site', { value: spell(site), description: 'What users type.', ...secret(site) }] as const]),
    [
      'published',
      {
        value: Object.fromEntries(addresses),
        description: 'The ports of the host, by what listens behind them.',
        ...secret(services.map(({ id }) => configOf(id).ports)),
        // The one that is always there.
        ...(checks.length > 0 && { precondition: checks }),
      },
    ],
  ]);
}
