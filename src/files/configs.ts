import type { FileReference } from '../compose/attributes/files.ts';
import type { Mount } from '../compose/attributes/mount.ts';
import type { ConfigConfig, Project } from '../compose/project.ts';
import type { ServiceConfig } from '../compose/service.ts';
import { literal } from '../compose/text.ts';
import { digest } from './config-file.ts';

/**
 * The generated files that are mounted alone, as `configs` of the project. The engine gets the same mount, which only reads, and refuses a file that is
 * not there; but what Compose hashes of it is the same in every version, and of a bind mount it is not: with 5.6 each service that has one would be made anew.
 */
export function withConfigs(project: Project, files: { has(file: string): boolean }): Project {
  const configs = new Map<string, ConfigConfig>();
  const services = new Map<string, ServiceConfig>();
  for (const [name, service] of project.services ?? []) services.set(name, moved(service, files, configs));
  if (configs.size === 0) return project;
  return { ...project, services, configs: new Map([...(project.configs ?? []), ...configs]) };
}

function moved(
  service: ServiceConfig,
  files: { has(file: string): boolean },
  configs: Map<string, ConfigConfig>,
): ServiceConfig {
  const fileIn = (mount: Mount) => {
    const file = isPlain(mount) ? literal(mount.source ?? [])?.replace(/^\.\//, '') : undefined;
    return file !== undefined && files.has(file) ? file : undefined;
  };
  const { volumes: all = [], ...others } = service;
  const found = all.flatMap((mount): readonly FileReference[] => {
    const file = fileIn(mount);
    if (file === undefined || mount.target === undefined) return [];
    configs.set(nameOf(file), { file: [`./${file}`] });
    return [{ source: [nameOf(file)], target: mount.target }];
  });
  if (found.length === 0) return service;
  const volumes = all.filter((mount) => fileIn(mount) === undefined || mount.target === undefined);
  return {
    ...others,
    ...(volumes.length > 0 && { volumes }),
    configs: [...(service.configs ?? []), ...found],
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

/** `caddy_Caddyfile`. Two files never have one name: where that could be, a digest tells them apart. */
function nameOf(file: string): string {
  const plain = file.replaceAll('/', '_').replace(/[^\w.-]/g, '-');
  return /^[A-Za-z0-9./-]+$/.test(file) ? plain : `${plain}-${digest(file)}`;
}
