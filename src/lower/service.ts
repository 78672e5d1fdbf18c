import type { BuildConfig } from '../compose/attributes/build.ts';
import type { Healthcheck } from '../compose/attributes/health.ts';
import type { Mount } from '../compose/attributes/mount.ts';
import type { NetworkAttachment } from '../compose/attributes/networks.ts';
import { cleanPath } from '../compose/attributes/path.ts';
import type { PortConfig } from '../compose/attributes/ports.ts';
import type { ServiceConfig } from '../compose/service.ts';
import type { Text } from '../compose/text.ts';
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
import { bytes, dollars, span, written } from './spelled.ts';

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
  const config = silent(service, image);
  for (const say of spoken) say(config, service, text);
  return withLabels(config, labelsOf(service, text, labels));
}

/** The parts of it that hold no text with a variable or an address. */
function silent(service: ServiceModel, image: string): Making {
  const { build, profile, hostname, user, ports, dependsOn, restart, stopGrace, logging } = service;
  const { drop, add } = capabilitiesOf(service);
  const config: Making = {
    image: written(image),
    ...resources(service),
    ...sysctls(service),
    ...envFiles(service),
  };
  if (build) {
    config.build = buildConfig(build);
    config.pullPolicy = ['never'];
  }
  if (profile !== undefined) config.profiles = [written(profile)];
  if (service.init) config.init = true;
  if (hostname !== undefined) config.hostname = written(hostname);
  if (user !== undefined) config.user = written(user);
  if (ports.length > 0) config.ports = ports.map(port);
  if (dependsOn.length > 0) config.dependsOn = dependencies(dependsOn);
  if (restart !== undefined) config.restart = [restart];
  if (stopGrace !== undefined) config.stopGracePeriod = span(stopGrace);
  const files = service.openFiles;
  if (files !== undefined) config.ulimits = new Map([['nofile', { soft: files, hard: files }]]);
  if (service.sharedMemory !== undefined) config.shmSize = bytes(service.sharedMemory);
  if (service.readOnly) config.readOnly = true;
  if (drop.length > 0) config.capDrop = drop.map(written);
  if (add.length > 0) config.capAdd = add.map(written);
  if (service.noNewPrivileges) config.securityOpt = [['no-new-privileges:true']];
  if (logging) {
    const size = `${mebibytes(logging.maxSize)}m`;
    const options = new Map([
      ['max-size', [size]],
      ['max-file', [String(logging.maxFiles)]],
    ]);
    config.logging = { driver: ['json-file'], options };
  }
  return config;
}

/** One that is not whole yet: with thousands of services a copy for each key takes longer than all the rest. */
type Making = { -readonly [Key in keyof ServiceConfig]: ServiceConfig[Key] };

type Say = (text: Text) => Text;

/** The parts of it with texts: no other part is given what says them. */
const spoken: readonly ((config: Making, service: ServiceModel, text: Say) => void)[] = [
  start,
  (config, { env }, text) => {
    if (env.length > 0)
      config.environment = new Map(env.map(({ name, value }) => [dollars(name), text(value)]));
  },
  (config, { mounts }, text) => {
    if (mounts.length > 0) config.volumes = mounts.map((one) => mount(one, text));
  },
  networks,
  (config, { health }, text) => {
    if (health) config.healthcheck = healthcheck(health, text);
  },
  (config, service, text) => {
    const used = devices(service, text);
    if (used.length > 0) config.devices = used;
  },
];

/**
 * What of a service is another thing than when it stands alone: its image, its labels, and the parts with a text that is. The rest, which is
 * nearly all of it, can be the same data.
 */
export function lowerSaid(service: ServiceModel, { text, image, labels }: Around): ServiceConfig {
  let config: Making = { image: written(image) };
  for (const say of spoken) {
    let changes = false;
    const made: Making = {};
    say(made, service, (one) => {
      const said = text(one);
      changes ||= said !== one;
      return said;
    });
    if (changes) config = { ...config, ...made };
  }
  return withLabels(config, labelsOf(service, text, labels));
}

function withLabels(config: Making, labels: Around['labels']): ServiceConfig {
  if (labels.size > 0) config.labels = labels;
  return config;
}

/** What its proxies read, and what changes with its files. */
function labelsOf({ labels = [] }: ServiceModel, text: Say, made: Around['labels']): Around['labels'] {
  if (labels.length === 0) return made;
  return new Map([...labels.map(({ name, value }) => [dollars(name), text(value)] as const), ...made]);
}

/** How the container starts. A job that runs once is started by what looks for its mark. */
function start(config: Making, { id, entrypoint, command, job }: ServiceModel, text: Say): void {
  const [program, words] = [entrypoint?.map(text), command?.map(text)];
  if (job?.runs === 'once') {
    config.entrypoint = onceEntrypoint(id);
    config.command = [...(program ?? []), ...(words ?? [])];
  } else {
    if (program) config.entrypoint = program;
    if (words) config.command = words;
  }
}

function mount(mount: MountModel, text: Say): Mount {
  const target = cleanPath(written(mount.target));
  switch (mount.kind) {
    case 'volume':
      return mount.readOnly
        ? { type: 'volume', source: written(mount.volume), target, readOnly: true, volume: {} }
        : { type: 'volume', source: written(mount.volume), target, volume: {} };
    // Without create_host_path: false Docker makes a folder, owned by root, where nothing is.
    case 'host':
      return mount.readOnly
        ? {
            type: 'bind',
            source: text(mount.source),
            target,
            readOnly: true,
            bind: { createHostPath: false },
          }
        : { type: 'bind', source: text(mount.source), target, bind: { createHostPath: false } };
    case 'file':
      return {
        type: 'bind',
        source: [`./${mount.file}`],
        target,
        readOnly: true,
        bind: { createHostPath: false },
      };
    case 'memory':
      return { type: 'tmpfs', target, tmpfs: { size: bytes(mount.size) } };
  }
}

function port({ address, published, target, protocol }: PublishedPort): PortConfig {
  const said = { published: [String(published)], target, protocol: [protocol], mode: ['ingress'] };
  return address === undefined ? said : { hostIp: written(address), ...said };
}

/** A name that others know it by is said on each network; Compose's own is `default`. */
function networks(
  config: Making,
  { networks: ids, aliases = [], joins = [] }: ServiceModel,
  text: Say,
): void {
  if (ids.length + aliases.length + joins.length === 0) return;
  const named = aliases.length === 0 ? null : { aliases: aliases.map(text) };
  const all = new Map<string, NetworkAttachment | null>();
  for (const id of ids.length > 0 ? ids : ['default']) all.set(dollars(id), named);
  for (const { network, alias } of joins) all.set(dollars(network), { aliases: [text(alias)] });
  config.networks = all;
}

function healthcheck({ test, ...times }: HealthModel, text: Say): Healthcheck {
  return {
    test: 'shell' in test ? [['CMD-SHELL'], text(test.shell)] : [['CMD'], ...test.exec.map(text)],
    interval: span(times.interval),
    timeout: span(times.timeout),
    retries: times.retries,
    startPeriod: span(times.startPeriod),
  };
}

/** Each is the same for all: phases make most of what a large system is. */
const waited = {
  healthy: waitedFor('service_healthy'),
  completed: waitedFor('service_completed_successfully'),
  started: waitedFor('service_started'),
} as const;

function waitedFor(condition: string) {
  const required = true;
  return { stay: { condition, restart: false, required }, restart: { condition, restart: true, required } };
}

function dependencies(all: readonly DependencyModel[]): NonNullable<ServiceConfig['dependsOn']> {
  const found = new Map<string, (typeof waited)['healthy']['stay']>();
  for (const { service, condition, restart = false } of all)
    found.set(dollars(service), waited[condition][restart ? 'restart' : 'stay']);
  return found;
}
