import type { BuildConfig } from '../compose/attributes/build.ts';
import type { Healthcheck } from '../compose/attributes/health.ts';
import type { Mount } from '../compose/attributes/mount.ts';
import type { NetworkAttachment } from '../compose/attributes/networks.ts';
import { cleanPath } from '../compose/attributes/path.ts';
import type { PortConfig } from '../compose/attributes/ports.ts';
import { isMisspelled, readText } from '../compose/interpolation.ts';
import { bytesIn, nanosecondsIn } from '../compose/quantity.ts';
import type { ServiceConfig } from '../compose/service.ts';
import type { Text } from '../compose/text.ts';
import { joined } from '../compose/text.ts';
import type { Duration, Size } from '../model/quantity.ts';
import { mebibytes } from '../model/quantity.ts';
import type {
  BuildModel,
  DependencyModel,
  HealthModel,
  MountModel,
  PublishedPort,
  ServiceModel,
} from '../model/service.ts';
import { capabilitiesOf } from './capabilities.ts';
import { devices, envFiles, resources, sysctls } from './host-needs.ts';
import { onceEntrypoint } from './job-mark.ts';

/** What a service cannot say on its own. */
export interface Around {
  /** A text with what Compose does where a variable has no value. */
  text(text: Text): Text;
  /** The name of the image that runs. */
  readonly image: string;
  /** Labels that depend on the content of generated files. */
  readonly labels: ReadonlyMap<string, Text>;
}

/** How Compose builds it. What a Dockerfile of ours needs, it says itself. */
function buildConfig({ folder, own }: BuildModel): BuildConfig {
  const context = [`./${folder}`];
  if (own === undefined) return { context };
  const { dockerfile, args, target } = own;
  const given = Object.entries(args).map(([name, value]) => [dollars(name), [value]] as const);
  return {
    context,
    ...(dockerfile !== 'Dockerfile' && { dockerfile: [dockerfile] }),
    ...(target !== undefined && { target: [target] }),
    ...(given.length > 0 && { args: new Map(given) }),
  };
}

/** What the author said of a service, without raw keys, its guards as ordinary values. */
export function lowerProps(service: ServiceModel, { text, image, labels }: Around): ServiceConfig {
  const parts = spoken.map((part) => part(service, text));
  return together({ image: written(image), ...silent(service) }, parts, labelsOf(service, text, labels));
}

/** The parts of it that hold no text with a variable or an address. */
function silent(service: ServiceModel): ServiceConfig {
  const { build, profile, hostname, user, ports, restart, stopGrace } = service;
  const { logging } = service;
  const { drop, add } = capabilitiesOf(service);
  return {
    ...(build && { build: buildConfig(build), pullPolicy: ['never'] }),
    ...(profile !== undefined && { profiles: [written(profile)] }),
    ...(service.init && { init: true }),
    ...(hostname !== undefined && { hostname: written(hostname) }),
    ...(user !== undefined && { user: written(user) }),
    ...(ports.length > 0 && { ports: ports.map(port) }),
    ...(service.dependsOn.length > 0 && { dependsOn: new Map(service.dependsOn.map(dependency)) }),
    ...(restart !== undefined && { restart: [restart] }),
    ...(stopGrace !== undefined && { stopGracePeriod: span(stopGrace) }),
    ...resources(service),
    ...sysctls(service),
    ...envFiles(service),
    ...(service.openFiles !== undefined && {
      ulimits: new Map([['nofile', { soft: service.openFiles, hard: service.openFiles }]]),
    }),
    ...(service.sharedMemory !== undefined && { shmSize: bytes(service.sharedMemory) }),
    ...(service.readOnly && { readOnly: true }),
    ...(drop.length > 0 && { capDrop: drop.map(written) }),
    ...(add.length > 0 && { capAdd: add.map(written) }),
    ...(service.noNewPrivileges && { securityOpt: [['no-new-privileges:true']] }),
    ...(logging && {
      logging: {
        driver: ['json-file'],
        options: new Map([
          ['max-size', [`${mebibytes(logging.maxSize)}m`]],
          ['max-file', [String(logging.maxFiles)]],
        ]),
      },
    }),
  };
}

type Say = (text: Text) => Text;

/** The parts of it with texts: no other part is given what says them. */
const spoken: readonly ((service: ServiceModel, text: Say) => ServiceConfig)[] = [
  start,
  ({ env }, text) =>
    env.length === 0
      ? {}
      : { environment: new Map(env.map(({ name, value }) => [dollars(name), text(value)])) },
  ({ mounts }, text) => (mounts.length === 0 ? {} : { volumes: mounts.map((one) => mount(one, text)) }),
  networks,
  ({ health }, text) => (health ? { healthcheck: healthcheck(health, text) } : {}),
  devices,
];

/**
 * What of a service is another thing than when it stands alone: its image, its labels, and the parts with a text that is. The rest, which is
 * nearly all of it, can be the same data.
 */
export function lowerSaid(service: ServiceModel, { text, image, labels }: Around): ServiceConfig {
  const changed = spoken.map((part) => {
    let changes = false;
    const made = part(service, (one) => {
      const said = text(one);
      changes ||= said !== one;
      return said;
    });
    return changes ? made : {};
  });
  return together({ image: written(image) }, changed, labelsOf(service, text, labels));
}

function together(
  first: ServiceConfig,
  parts: readonly ServiceConfig[],
  labels: Around['labels'],
): ServiceConfig {
  let config = first;
  for (const part of parts) config = { ...config, ...part };
  return labels.size > 0 ? { ...config, labels } : config;
}

/** What its proxies read, and what changes with its files. */
function labelsOf(
  { labels = [] }: ServiceModel,
  text: (text: Text) => Text,
  made: Around['labels'],
): Around['labels'] {
  if (labels.length === 0) return made;
  return new Map([...labels.map(({ name, value }) => [dollars(name), text(value)] as const), ...made]);
}

/** How the container starts. A job that runs once is started by what looks for its mark. */
function start(
  { id, entrypoint, command, job }: ServiceModel,
  text: (text: Text) => Text,
): Pick<ServiceConfig, 'entrypoint' | 'command'> {
  const [program, words] = [entrypoint?.map(text), command?.map(text)];
  if (job?.runs !== 'once')
    return { ...(program && { entrypoint: program }), ...(words && { command: words }) };
  return { entrypoint: onceEntrypoint(id), command: [...(program ?? []), ...(words ?? [])] };
}

function mount(mount: MountModel, text: (text: Text) => Text): Mount {
  const target = cleanPath(written(mount.target));
  switch (mount.kind) {
    case 'volume':
      return {
        ...{ type: 'volume', source: written(mount.volume), target },
        ...(mount.readOnly && { readOnly: true }),
        volume: {},
      };
    // Without create_host_path: false Docker makes a folder, owned by root, where nothing is.
    case 'host':
      return {
        ...{ type: 'bind', source: text(mount.source), target },
        ...(mount.readOnly && { readOnly: true }),
        bind: { createHostPath: false },
      };
    case 'file':
      return {
        ...{ type: 'bind', source: [`./${mount.file}`], target, readOnly: true },
        bind: { createHostPath: false },
      };
    case 'memory':
      return { type: 'tmpfs', target, tmpfs: { size: bytes(mount.size) } };
  }
}

function port({ address, published, target, protocol }: PublishedPort): PortConfig {
  return {
    ...(address !== undefined && { hostIp: written(address) }),
    ...{ published: [String(published)], target, protocol: [protocol], mode: ['ingress'] },
  };
}

/** A name that others know it by is said on each network; Compose's own is `default`. */
function networks(
  { networks: ids, aliases = [], joins = [] }: ServiceModel,
  text: (text: Text) => Text,
): Pick<ServiceConfig, 'networks'> {
  if (ids.length + aliases.length + joins.length === 0) return {};
  const named = aliases.length === 0 ? null : { aliases: aliases.map(text) };
  const all = new Map<string, NetworkAttachment | null>();
  for (const id of ids.length > 0 ? ids : ['default']) all.set(dollars(id), named);
  for (const { network, alias } of joins) all.set(dollars(network), { aliases: [text(alias)] });
  return { networks: all };
}

function healthcheck({ test, ...times }: HealthModel, text: (text: Text) => Text): Healthcheck {
  return {
    test: 'shell' in test ? [['CMD-SHELL'], text(test.shell)] : [['CMD'], ...test.exec.map(text)],
    interval: span(times.interval),
    timeout: span(times.timeout),
    retries: times.retries,
    startPeriod: span(times.startPeriod),
  };
}

const conditions = {
  healthy: 'service_healthy',
  completed: 'service_completed_successfully',
  started: 'service_started',
} as const;

function dependency({ service, condition, restart = false }: DependencyModel) {
  return [dollars(service), { condition: conditions[condition], restart, required: true }] as const;
}

/** What Compose makes of a prop: its variables are replaced there, too. */
function written(prop: string): Text {
  const read = readText(prop);
  return isMisspelled(read) ? joined([prop]) : read;
}

/** The names of a map are not replaced. */
function dollars(name: string): string {
  return name.replaceAll('$', '$$$$');
}

function span(duration: Duration): number | Text {
  return nanosecondsIn(duration) ?? [duration];
}

function bytes(size: Size): number | Text {
  return bytesIn(size) ?? [size];
}
