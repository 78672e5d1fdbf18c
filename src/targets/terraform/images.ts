import type { BuildConfig } from '../../compose/attributes/build.ts';
import type { Project } from '../../compose/project.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import { literal } from '../../compose/text.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Body, Loss, Resource } from './body.ts';
import { identifiers } from './names.ts';
import { expression, quoted, spell } from './spell.ts';

/** The images of a project, each once. */
export interface Images {
  readonly resources: readonly Resource[];
  /** The name of a service's image, as a template. */
  nameOf(id: string): string;
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
  const names = new Map(services.map(({ id }) => [id, nameOf(stack, id, project.services?.get(id) ?? {})]));
  const built = new Map(services.map((service) => [names.get(service.id) ?? '', service]));
  const short = new Map([...names.values()].map((name) => [name, lastPart(name)]));
  const ids = distinct(short);
  const losses = new Map<string, readonly Loss[]>();
  const resources = [...ids].map(([name, id]): Resource => {
    const service = built.get(name);
    const config = (service && project.services?.get(service.id)) ?? {};
    const lost: Loss[] = [];
    const build = service && buildOf(service, config, folder, lost);
    if (service && lost.length > 0) losses.set(service.id, lost);
    const { platform } = config;
    return {
      type: 'docker_image',
      id,
      body: { name, ...(platform && { platform: spell(platform) }), ...build, keep_locally: true },
    };
  });
  return {
    resources,
    nameOf: (id) => expression(`docker_image.${ids.get(names.get(id) ?? '')}.name`),
    losses,
  };
}

/** Compose gives an image that is built and has no name one of the project and the service. */
function nameOf({ project }: StackModel, id: string, { image }: ServiceConfig): string {
  return image === undefined ? `${project}-${id}` : spell(image);
}

/** `clickhouse` of `registry.example.org/team/clickhouse:22.8@sha256:…`. */
function lastPart(name: string): string {
  return /([^/]+?)(?::[^/]*)?$/.exec(name.replace(/@.*$/, '').replaceAll(/\$\{[^}]*\}/g, ''))?.[1] ?? 'image';
}

function distinct(short: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const seen = new Map<string, number>();
  const wanted = [...short].map(([name, last]) => {
    const n = (seen.get(last) ?? 0) + 1;
    seen.set(last, n);
    return [name, n === 1 ? last : `${last}-${n}`] as const;
  });
  const ids = identifiers(wanted.map(([, id]) => id));
  return new Map(wanted.map(([name, id]) => [name, ids.get(id) ?? id]));
}

/** Changed content is a new image: by its tag where we name it, by a trigger always. */
function buildOf(
  service: ServiceModel,
  { build }: ServiceConfig,
  folder: string,
  lost: Loss[],
): Body | undefined {
  if (build === undefined) return undefined;
  if (service.build !== undefined) return context(`${folder}/${service.build.folder}`, {});
  const { context: path = ['.'], dockerfile, target, args, ...others } = build;
  for (const key of said(others))
    lost.push({
      key: `build.${key}`,
      what: 'has no counterpart here',
      mend: 'say it in the Dockerfile, or build the image elsewhere and name it',
      changes: true,
    });
  const place = literal(path);
  if (place === undefined || /^(\w+:\/\/|git@)/.test(place)) {
    lost.push({
      key: 'build.context',
      what: 'is no folder',
      mend: 'build it elsewhere and name the image',
      changes: true,
    });
    return undefined;
  }
  return context(place.startsWith('/') ? place : `../${place.replace(/^(\.\/)+/, '')}`, {
    ...(dockerfile && { dockerfile: spell(dockerfile) }),
    ...(target && { target: spell(target) }),
    ...(args && {
      build_args: Object.fromEntries(
        [...args].flatMap(([name, value]) => (value === null ? [] : [[name, spell(value)]])),
      ),
    }),
  });
}

function said(others: BuildConfig): readonly string[] {
  return Object.entries(others).flatMap(([key, value]) =>
    value === undefined || key === 'rest' ? [] : [key],
  );
}

function context(path: string, more: Body): Body {
  const folder = path.startsWith('/') ? quoted([path]) : `"\${path.module}/${quoted([path]).slice(1)}`;
  const sums = `[for name in sort(fileset(${folder}, "**")) : filesha256("\${${folder}}/\${name}")]`;
  return {
    build: { context: expression(folder), ...more },
    triggers: { content: expression(`sha256(join("", ${sums}))`) },
  };
}
