import { resolveText } from '../../compose/interpolation.ts';
import type { Part, Text } from '../../compose/text.ts';
import { spellAddress } from '../../compose/text.ts';
import { elementsOf } from '../../graph/elements.ts';
import { textsOf } from '../../graph/texts.ts';
import { imageOf } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import type { HostReach } from './host-paths.ts';
import { hostReach, isDisk, isEngineSocket, plainHostPath } from './host-paths.ts';

/** How a container comes at its host. */
export interface HostDoor extends HostReach {
  /** The smallest edit that shuts it. */
  readonly fix: string;
}

/** Says what a text is when `.env` says nothing; undefined where nobody knows. */
export type Resolve = (text: Text) => string | undefined;

/** What is known of the texts of a stack. */
export function resolveIn({ variables }: StackModel): Resolve {
  const defaults = new Map(variables.map((variable) => [variable.name, variable.default]));
  return (text) => {
    const [first, ...others] = text;
    if (typeof first === 'object' && first.kind === 'variable' && first.name === 'HOME')
      return resolveText(['~', ...others], () => undefined);
    const isKnown = text.every(
      (part) =>
        typeof part === 'string' ||
        part.kind === 'address' ||
        part.otherwise?.sign.endsWith('-') === true ||
        defaults.get(part.name) !== undefined,
    );
    return isKnown ? resolveText(text, (name) => defaults.get(name)) : undefined;
  };
}

/** What a service opens of its host, or of another one. */
export function hostDoors(
  service: ServiceModel,
  resolve: Resolve,
  others: ReadonlyMap<string, ServiceModel>,
): readonly HostDoor[] {
  return [
    ...mounted(service, resolve),
    ...devices(service, resolve),
    ...contexts(service, resolve),
    ...engines(service, others),
  ];
}

function mounted(service: ServiceModel, resolve: Resolve): readonly HostDoor[] {
  const { id } = service;
  const { volumes = [], useApiSocket } = configOf(service);
  const found: HostDoor[] = [];
  const add = (reach: HostReach | undefined, fix: string) => {
    if (reach !== undefined && !found.some(({ has }) => has === reach.has)) found.push({ ...reach, fix });
  };
  const socket = hostReach('/run/docker.sock', false);
  for (const { type, source = [], target = [], readOnly } of volumes) {
    if (type !== 'bind' && type !== undefined) continue;
    const path = resolve(source);
    const isSocket = [path, resolve(target)].some((one) => one !== undefined && isEngineSocket(one));
    if (isSocket) add(socket, `do without the socket in "${id}"`);
    else if (path !== undefined) {
      const reach = hostReach(path, readOnly === true);
      add(reach, mendOf(reach, id) ?? `mount the one folder in it that "${id}" needs`);
    }
  }
  if (useApiSocket === true) add(socket, `do without the socket in "${id}"`);
  return found;
}

/** What shuts a door that no narrower path does. */
function mendOf(reach: HostReach | undefined, id: string): string | undefined {
  if (reach?.shut === 'read-only') return `mount it read-only in "${id}"`;
  return reach?.shut && `leave it out of "${id}"`;
}

function devices(service: ServiceModel, resolve: Resolve): readonly HostDoor[] {
  const config = configOf(service);
  if (config.devices === undefined && config.deviceCgroupRules === undefined) return [];
  const disks = (config.devices ?? []).flatMap(({ source }) => {
    const path = plainHostPath(resolve(source) ?? '');
    return path === '/dev' || isDisk(path) ? [path] : [];
  });
  const outcome = 'it reads and writes what lies there below every permission, the files of root included';
  const given = [...new Set(disks)].map((path) => ({
    has: `is given "${path}" of the host`,
    outcome,
    fix: `leave ${path} out of "${service.id}"`,
  }));
  const rules = (config.deviceCgroupRules ?? []).map((rule) => resolve(rule) ?? '');
  const wide = rules.find((rule) => /^a\b|^b\s+\S+\s+\w*[rw]/.test(rule.trim()));
  if (wide === undefined) return given;
  return [
    ...given,
    {
      has: `may open the disks of the host ("${wide}")`,
      outcome,
      fix: `name the one device that "${service.id}" needs: devices: ['/dev/…']`,
    },
  ];
}

/** What a builder is sent, it can put into the image. */
function contexts(service: ServiceModel, resolve: Resolve): readonly HostDoor[] {
  const { build } = configOf(service);
  if (build === undefined) return [];
  return [build.context ?? [], ...(build.additionalContexts?.values() ?? [])].flatMap((text) => {
    const reach = hostReach(resolve(text) ?? '', true, 'is built with');
    return reach ? [{ ...reach, fix: `give the build of "${service.id}" a folder with what it needs` }] : [];
  });
}

/**
 * An engine that answers whoever asks: 2375 is its port without TLS. What stands before one and lets some questions through is another matter.
 * @see https://docs.docker.com/engine/security/protect-access/
 */
function engines(service: ServiceModel, others: ReadonlyMap<string, ServiceModel>): readonly HostDoor[] {
  const texts = textsOf(service);
  const asked = texts.filter(
    ({ where, text }) => where === 'DOCKER_HOST' || text.some((part) => has2375(part)),
  );
  if (asked.length === 0) return [];
  const isShut = texts.some(({ where, text }) =>
    where === 'DOCKER_TLS_VERIFY' ? text.length > 0 : flat(text).includes('tlsverify'),
  );
  for (const { where, text } of isShut ? [] : asked) {
    const [at = ''] = (where === 'DOCKER_HOST' ? plainHost : plainEngine).exec(flat(text)) ?? [];
    const host = at.replace(/^\w+:\/\//, '').replace(/(?<=[^:]|\]):\d+\/?$|\/$/, '');
    const target = others.get(host);
    if (host === '' || (target !== undefined && /proxy/.test(`${host} ${imageOf(target)}`))) continue;
    return [
      {
        has: `uses an engine without TLS at ${at} (${where})`,
        outcome: 'whoever reaches that port is root on its host',
        fix: 'reach it through ssh://, or on port 2376 with DOCKER_TLS_VERIFY',
      },
    ];
  }
  return [];
}

const plainEngine = /\b(?:tcp|http):\/\/(?:\[[^\]]*\]|[^\s:/,"'@]+):2375\b/;
/** Its client speaks without TLS on any port, and takes that one where none is said; on 2376 the other side refuses it. */
const plainHost = /^(?:(?:tcp|http):\/\/)?(?:\[[\da-f:]+\]|[\w.-]+)(?::(?!2376\b)\d+)?\/?$/i;

function has2375(part: Part): boolean {
  return typeof part === 'string' ? part.includes('2375') : part.kind === 'address' && part.port === 2375;
}

function flat(text: Text): string {
  return text
    .map((part) =>
      typeof part === 'string' ? part : part.kind === 'address' ? spellAddress(part) : '\uFFFC',
    )
    .join('');
}

/** What volumes, configs and secrets bring in of the host. */
export function elementDoors(
  stack: StackModel,
  resolve: Resolve,
): readonly { readonly path: string; readonly id: string; readonly door: HostDoor }[] {
  return elementsOf(stack).flatMap(({ kind, id, path, config }) => {
    const bound = boundBy(config, resolve);
    const reach = bound && hostReach(bound.source, bound.readOnly, kind === 'volumes' ? 'binds' : 'reads');
    const other = reach?.shut === 'leave out' ? 'another file' : 'the one path that is needed';
    const fix = `name ${other} in "${id}"`;
    return reach ? [{ path, id, door: { ...reach, fix } }] : [];
  });
}

function boundBy(
  config: { readonly file?: Text; readonly driverOpts?: ReadonlyMap<string, Text> },
  resolve: Resolve,
): { readonly source: string; readonly readOnly: boolean } | undefined {
  const { file, driverOpts } = config;
  if (file !== undefined) return { source: resolve(file) ?? '', readOnly: true };
  const options = (resolve(driverOpts?.get('o') ?? []) ?? '').split(',');
  if (!options.some((one) => /^r?bind$/.test(one))) return undefined;
  return { source: resolve(driverOpts?.get('device') ?? []) ?? '', readOnly: options.includes('ro') };
}
