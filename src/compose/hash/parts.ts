import type { BlkioConfig, BlkioLimit, BlkioWeight } from '../attributes/blkio.ts';
import type { Command } from '../attributes/command.ts';
import { isWords } from '../attributes/command.ts';
import type { Dependency } from '../attributes/depends-on.ts';
import type {
  DeployConfig,
  GenericResource,
  Placement,
  ResourceLimits,
  ResourceReservations,
  Resources,
  RestartPolicy,
  UpdateConfig,
} from '../attributes/deploy.ts';
import type { DevelopConfig, Watch } from '../attributes/develop.ts';
import type { DeviceRequest } from '../attributes/device-requests.ts';
import type { DeviceMapping } from '../attributes/devices.ts';
import type { ExtraHosts } from '../attributes/extra-hosts.ts';
import type { FileReference } from '../attributes/files.ts';
import type { ServiceHook } from '../attributes/hooks.ts';
import type { NetworkAttachment } from '../attributes/networks.ts';
import type { PortConfig } from '../attributes/ports.ts';
import type { Ulimit, UlimitPair } from '../attributes/ulimits.ts';
import { isUlimitPair } from '../attributes/ulimits.ts';
import { showText } from '../text.ts';
import type { Spell } from './json.ts';
import {
  anyInteger,
  anyList,
  byBytes,
  bytes,
  flag,
  float,
  integer,
  list,
  map,
  named,
  orNull,
  plain,
  quoted,
  since,
  span,
  spanUnlessNone,
  struct,
  text,
  word,
} from './json.ts';

export const command: Spell<Command> = (value, dialect) =>
  isWords(value) ? anyList(plain)(value, dialect) : undefined;

const capitals = (key: string) => key.charAt(0).toUpperCase() + key.slice(1);
const nowhere = { path: '""', rate: '"0"', weight: '0' };
const limits = list(struct<BlkioLimit>({ path: plain, rate: bytes }, nowhere, capitals));

export const blkio = struct<BlkioConfig>({
  weight: integer,
  weightDevice: list(struct<BlkioWeight>({ path: plain, weight: anyInteger }, nowhere, capitals)),
  deviceReadBps: limits,
  deviceReadIops: limits,
  deviceWriteBps: limits,
  deviceWriteIops: limits,
});

export const dependsOn = named(
  struct<Dependency>({ condition: word, restart: flag, required: (value) => String(value === true) }),
);

export const deviceRequests = list(
  struct<DeviceRequest>({
    capabilities: list(plain),
    driver: text,
    count: integer,
    deviceIds: list(plain),
    options: named(plain),
  }),
);

const update = struct<UpdateConfig>({
  parallelism: anyInteger,
  delay: spanUnlessNone,
  failureAction: text,
  monitor: spanUnlessNone,
  maxFailureRatio: float,
  order: text,
});

const genericResources = list(
  struct<GenericResource>({
    discreteResourceSpec: struct<NonNullable<GenericResource['discreteResourceSpec']>>(
      { kind: plain, value: anyInteger },
      { kind: '""', value: '0' },
    ),
  }),
);

const resources = struct<Resources>({
  limits: struct<ResourceLimits>({ cpus: float, memory: bytes, pids: integer }),
  reservations: struct<ResourceReservations>({
    cpus: float,
    memory: bytes,
    devices: deviceRequests,
    genericResources,
  }),
});

/** Without the number of replicas, and with what is empty. */
export const deploy = struct<DeployConfig, 'replicas'>(
  {
    mode: text,
    labels: named(plain),
    updateConfig: update,
    rollbackConfig: update,
    resources,
    restartPolicy: struct<RestartPolicy>({
      condition: text,
      delay: span,
      maxAttempts: anyInteger,
      window: span,
    }),
    placement: struct<Placement>({
      constraints: list(plain),
      preferences: list(struct<NonNullable<Placement['preferences']>[number]>({ spread: text })),
      maxReplicasPerNode: integer,
    }),
    endpointMode: text,
  },
  { resources: '{}', placement: '{}' },
);

export const hook = struct<ServiceHook>(
  {
    command,
    user: text,
    privileged: flag,
    workingDir: text,
    environment: named(orNull(plain)),
  },
  { command: 'null' },
);

export const develop = struct<DevelopConfig>({
  watch: list(
    struct<Watch>(
      {
        path: plain,
        action: quoted,
        target: text,
        exec: hook,
        include: since('2.40', list(plain)),
        ignore: list(plain),
        initialSync: since('2.40', flag),
      },
      { path: '""', action: '""', exec: '{"command":null}' },
    ),
  ),
});

export const devices = list(struct<DeviceMapping>({ source: text, target: text, permissions: text }));

export const extraHosts: Spell<ExtraHosts> = (value, dialect) => {
  const lines = [...value].flatMap(([host, addresses]) =>
    addresses.map((address) => `${host.replaceAll('$$', '$')}=${showText(address)}`),
  );
  return list(quoted)(lines.sort(byBytes), dialect);
};

/** Permissions are a number, and later text in octal digits. */
const mode: Spell<number | readonly unknown[]> = (value, dialect) =>
  dialect === '2.26' ? String(value) : `"0${Number(value).toString(8)}"`;

export const files = list(struct<FileReference>({ source: text, target: text, uid: text, gid: text, mode }));

const addresses = {
  ipv4Address: text,
  ipv6Address: text,
  linkLocalIps: list(plain),
  macAddress: text,
};
const driverOpts = map(plain);
const aliases = list(plain);
/** In the order of importance, and later in that of the alphabet. */
const early = struct<NetworkAttachment, 'interfaceName' | 'gwPriority'>({
  priority: integer,
  aliases,
  ...addresses,
  driverOpts,
});
const late = struct<NetworkAttachment>({
  aliases,
  driverOpts,
  gwPriority: integer,
  interfaceName: text,
  ...addresses,
  priority: integer,
});

export const networks = named<NetworkAttachment | null>(
  orNull((value, dialect) => (dialect === '2.26' ? early : late)(value, dialect)),
);

export const ports = list(
  struct<PortConfig>({
    name: text,
    mode: text,
    hostIp: text,
    target: integer,
    published: text,
    protocol: text,
    appProtocol: text,
  }),
);

const ulimitPair = struct<UlimitPair>({ soft: integer, hard: integer });

export const ulimits = map<Ulimit>((value, dialect) =>
  isUlimitPair(value) ? ulimitPair(value, dialect) : (integer(value, dialect) ?? '{}'),
);
