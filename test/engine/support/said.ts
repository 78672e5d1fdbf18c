import { resolve } from 'node:path';
import { canonical } from '../../../src/compose/canonical.ts';
import { isWritten } from '../../../src/compose/form.ts';
import type { Surroundings } from '../../../src/compose/hash/whole.ts';
import { whole } from '../../../src/compose/hash/whole.ts';
import type { Project } from '../../../src/compose/project.ts';
import { resolved } from '../../../src/compose/resolve.ts';
import type { ServiceConfig } from '../../../src/compose/service.ts';
import type { Text } from '../../../src/compose/text.ts';
import { literal } from '../../../src/compose/text.ts';

/** What `docker compose config --format json` says. It doubles every dollar sign, in the names of maps too, where none is ever replaced. */
export function theirs(said: unknown): Project {
  return canonical(undoubled(said)).project;
}

function undoubled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(undoubled);
  if (!isWritten(value)) return value;
  // Those of disks have no names of their own in JSON.
  const named = 'Path' in value ? (key: string) => key.toLowerCase() : (key: string) => key;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [named(key).replaceAll('$$', '$'), undoubled(one)]),
  );
}

/** A project whose services have no variables, with what Compose adds. */
export function plainly(project: Project, around: Surroundings): Project {
  const services = [...(project.services ?? [])].map(([name, service]) => {
    const plain = resolved(service, around.lookUp);
    return [name, plain === undefined ? {} : whole(plain, around)] as const;
  });
  return { ...project, services: new Map(services) };
}

/**
 * Of a project the services with the keys that another one says, without what Compose adds on its own: paths are whole, what is
 * false or empty is not said, secrets have their target.
 */
export function saidOf(project: Project, said: Project, folder: string): unknown {
  return [...(said.services ?? [])].map(([name, service]) => {
    const keys = Object.keys(service);
    const own = normal(project.services?.get(name) ?? {}, folder);
    return [name, Object.fromEntries(Object.entries(own).filter(([key]) => keys.includes(key)))];
  });
}

function normal(service: ServiceConfig, folder: string): object {
  const absolute = (path: Text): Text => {
    const plain = literal(path);
    if (plain === undefined || /^(https?:|[A-Z]:)/.test(plain)) return path;
    return [resolve(folder, plain.replace(/^~/, process.env.HOME ?? '~'))];
  };
  const { volumes, build, secrets, dependsOn, deploy, networks, ...rest } = service;
  return plain({
    ...rest,
    ...(build && {
      build: {
        dockerfile: build.dockerfileInline === undefined ? ['Dockerfile'] : undefined,
        ...build,
        // It prints them in a form that it does not read.
        ssh: undefined,
        context: absolute(build.context ?? ['.']),
        additionalContexts:
          build.additionalContexts &&
          new Map([...build.additionalContexts].map(([k, v]) => [k, absolute(v)])),
        secrets: build.secrets?.map((one) => ({ target: [`/run/secrets/${one.source?.join()}`], ...one })),
        // An argument without a value that nobody has is left out.
        args: build.args && new Map([...build.args].filter(([, value]) => value !== null)),
      },
    }),
    volumes: volumes?.map(({ options: _, ...mount }) => ({
      ...mount,
      ...(mount.source && { source: mount.type === 'bind' ? absolute(mount.source) : mount.source }),
      // One version says that it is true, the other that it is false.
      bind: mount.bind && { ...mount.bind, createHostPath: false },
    })),
    secrets: secrets?.map((one) => ({ target: [`/run/secrets/${one.source?.join()}`], ...one })),
    // On no network is on its own one.
    networks: networks?.size === 0 ? new Map([['default', null]]) : networks,
    // Links and namespaces bring their own.
    dependsOn: dependsOn && new Map([...dependsOn].filter(([name]) => service.dependsOn?.has(name))),
    deploy: deploy && {
      ...deploy,
      // It says both.
      replicas: service.scale ?? deploy.replicas,
      placement: deploy.placement ?? {},
    },
  });
}

/** Without what is false, empty or nothing, and maps as lists in the order of their names. */
function plain(value: unknown): object {
  return Object(strip(value) ?? {});
}

function strip(value: unknown): unknown {
  if (value === false || value === undefined || value === null || value === 0) return undefined;
  if (value instanceof Map)
    return [...value].map(([k, v]) => [k, strip(v)]).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
  if (Array.isArray(value)) return value.map((one) => strip(one));
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value).flatMap(([key, one]) => {
    // It leaves out most of the author's own keys.
    if (key === 'rest') return [];
    const left = strip(one);
    const empty = typeof left === 'object' && left !== null && Object.keys(left).length === 0;
    return left === undefined || empty ? [] : [[key, left]];
  });
  return Object.fromEntries(entries);
}
