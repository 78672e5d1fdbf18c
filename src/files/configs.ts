import type { FileReference } from '../compose/attributes/files.ts';
import type { Mount } from '../compose/attributes/mount.ts';
import type { ConfigConfig, Project, SecretConfig } from '../compose/project.ts';
import type { ServiceConfig } from '../compose/service.ts';
import { literal } from '../compose/text.ts';
import type { ConfigFileModel } from '../model/config-file.ts';
import { groupBy } from '../model/groups.ts';
import { digest } from './config-file.ts';

/** The generated files of a stack, by their path. */
type Files = ReadonlyMap<string, Pick<ConfigFileModel, 'rendered'>>;

/**
 * The generated files that are mounted alone, as `configs` of the project; those that a start makes of `.env` as `secrets`. The engine gets the same mount,
 * which only reads, and refuses a file that is not there; but what Compose hashes of it is the same in every version, and of a bind mount it is not: with 5.6
 * each service that has one would be made anew.
 */
export function withConfigs(project: Project, files: Files): Project {
  const names = namesOf([...files.keys()]);
  const found = { configs: new Map<string, Declared>(), secrets: new Map<string, Declared>() };
  const services = new Map<string, ServiceConfig>();
  for (const [id, service] of project.services ?? []) services.set(id, moved(service, files, names, found));
  const { configs, secrets } = found;
  if (configs.size + secrets.size === 0) return project;
  return {
    ...{ ...project, services },
    ...(configs.size > 0 && {
      configs: new Map<string, ConfigConfig>([...(project.configs ?? []), ...configs]),
    }),
    ...(secrets.size > 0 && {
      secrets: new Map<string, SecretConfig>([...(project.secrets ?? []), ...secrets]),
    }),
  };
}

type Kind = 'configs' | 'secrets';
type Declared = { readonly file: readonly [string] };

function moved(
  service: ServiceConfig,
  files: Files,
  names: ReadonlyMap<string, string>,
  declared: Readonly<Record<Kind, Map<string, Declared>>>,
): ServiceConfig {
  const { volumes: all = [], ...others } = service;
  const read: Record<Kind, FileReference[]> = { configs: [], secrets: [] };
  const volumes = all.filter((mount) => {
    const file = isPlain(mount) ? literal(mount.source ?? [])?.replace(/^\.\//, '') : undefined;
    const [model, name] = file === undefined ? [] : [files.get(file), names.get(file)];
    if (model === undefined || name === undefined || mount.target === undefined) return true;
    const kind = model.rendered === undefined ? 'configs' : 'secrets';
    declared[kind].set(name, { file: [`./${file}`] });
    read[kind].push({ source: [name], target: mount.target });
    return false;
  });
  if (volumes.length === all.length) return service;
  return {
    ...others,
    ...(volumes.length > 0 && { volumes }),
    ...(read.configs.length > 0 && { configs: [...(service.configs ?? []), ...read.configs] }),
    ...(read.secrets.length > 0 && { secrets: [...(service.secrets ?? []), ...read.secrets] }),
  };
}

/** A mount that says nothing that a config cannot: it only reads, and what is not there is not made. */
function isPlain({ type, source, target, readOnly, bind, ...others }: Mount): boolean {
  const { createHostPath, ...more } = bind ?? {};
  return (
    type === 'bind' &&
    readOnly === true &&
    createHostPath === false &&
    [...Object.values(others), ...Object.values(more)].every((value) => value === undefined)
  );
}

/** `caddy_Caddyfile`. Where two files would have one name, a digest tells them apart. */
function namesOf(files: readonly string[]): ReadonlyMap<string, string> {
  const plain = (file: string) => file.replaceAll('/', '_').replace(/[^\w.-]/g, '-');
  return new Map(
    groupBy(files, plain).flatMap((alike) =>
      alike.map(
        (file) => [file, alike.length === 1 ? plain(file) : `${plain(file)}-${digest(file)}`] as const,
      ),
    ),
  );
}
