import type { Project } from '../../compose/project.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import type { Text } from '../../compose/text.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Body, Loss, Resource, Teller } from './body.ts';
import { buildOf } from './build.ts';
import { distinct } from './names.ts';
import { teller } from './parts.ts';
import { expression, spell } from './spell.ts';

/** The images of a project, each once. */
export interface Images {
  readonly resources: readonly Resource[];
  /** The name of a service's image, as a template. */
  nameOf(id: string): string;
  /** By service. */
  readonly losses: ReadonlyMap<string, readonly Loss[]>;
}

/**
 * Every image is pulled where it is missing, and stays when Terraform lets go of it: a rollback needs it.
 * @param folder where generated files lie beside the document
 */
export function imagesOf(
  stack: StackModel,
  services: readonly ServiceModel[],
  project: Project,
  folder: string,
): Images {
  const configOf = (id: string): ServiceConfig => project.services?.get(id) ?? {};
  const losses = new Map<string, Loss[]>(services.map(({ id }) => [id, []]));
  const tell = (id: string) => teller(losses.get(id) ?? []);
  const users = new Map<string, ServiceModel[]>();
  for (const service of services) {
    const name = nameOf(stack, service.id, configOf(service.id));
    users.set(name, [...(users.get(name) ?? []), service]);
  }
  const texts = new Map(
    [...users].map(([name, [first]]) => [name, configOf(first?.id ?? '').image ?? [name]]),
  );
  const ids = distinct([...texts].map(([name, text]) => [name, lastPart(text)]));
  const resources = [...users].map(([name, of]): Resource => {
    // One of them builds it for all.
    const maker = of.find(({ id }) => configOf(id).build !== undefined) ?? of[0];
    const made = maker === undefined ? {} : imageOf(maker, configOf(maker.id), folder, tell(maker.id));
    for (const other of of.filter((one) => one !== maker)) {
      const again = imageOf(other, configOf(other.id), folder, tell(other.id));
      // One that only runs what another builds says nothing against it.
      const said = Object.keys(again).length > 0;
      if (said && JSON.stringify(made) !== JSON.stringify(again))
        tell(other.id)
          .under('image')
          .lose(`${name} is not what ${maker?.id} makes of that name`, 'give each its own name');
    }
    return { type: 'docker_image', id: ids.get(name) ?? '', body: { name, ...made, keep_locally: true } };
  });
  for (const { id } of services)
    if (configOf(id).image === undefined && configOf(id).build === undefined)
      tell(id).under('image').lose('is not said, and neither is how it is built', 'say its image');
  return {
    resources,
    nameOf: (id) => expression(`docker_image.${ids.get(nameOf(stack, id, configOf(id)))}.name`),
    losses,
  };
}

/** Compose gives an image that is built and has no name one of the project and the service. */
function nameOf({ project }: StackModel, id: string, { image }: ServiceConfig): string {
  return image === undefined ? `${project}-${id}` : spell(image);
}

function imageOf(service: ServiceModel, config: ServiceConfig, folder: string, told: Teller): Body {
  const platform = config.platform && { platform: spell(config.platform) };
  const build = buildOf(service, config, folder, told);
  return build ?? { ...platform };
}

/** `clickhouse` of `registry.example.org/team/clickhouse:22.8@sha256:…`. */
function lastPart(image: Text): string {
  const literals = image.filter((part) => typeof part === 'string').join('');
  return /([^/]+?)(?::[^/]*)?$/.exec(literals.replace(/@.*$/, ''))?.[1] ?? 'image';
}
