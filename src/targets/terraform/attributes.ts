import type { ServiceConfig } from '../../compose/service.ts';
import { literal } from '../../compose/text.ts';
import { seconds } from './amounts.ts';
import type { Around, Body, Loss, Teller } from './body.ts';
import { command, restart, workingDir } from './command.ts';
import { deployed } from './deployed.ts';
import { devices, disks, gpus } from './devices.ts';
import { healthcheck } from './health.ts';
import { mounts } from './mounts.ts';
import { attachments } from './networks.ts';
import { waits } from './order.ts';
import { inSpecification, teller } from './parts.ts';
import { hosts, logging, ordered, shared, tmpfs } from './places.ts';
import { ports } from './ports.ts';
import type { Say } from './saying.ts';
import { count, cpus, elsewhere, flag, many, map, memory, never, one, swarm, unescaped } from './saying.ts';
import { capabilities, securityOptions } from './security.ts';
import { spell, spellFlag } from './spell.ts';
import { ulimits } from './ulimits.ts';

type Key = Exclude<keyof ServiceConfig, 'rest'>;
type Values = { readonly [K in Key]-?: NonNullable<ServiceConfig[K]> };

/**
 * What becomes of each key of a service: attributes of `docker_container`, or a loss. A key that the Specification gains does not compile
 * before it stands here.
 * @see https://registry.terraform.io/providers/kreuzwerker/docker/latest/docs/resources/container
 */
const table: { readonly [K in Key]: Say<Values[K]> } = {
  image: elsewhere,
  build: elsewhere,
  pullPolicy: (value, { config, lose }) => {
    const policy = literal(value);
    const kept =
      policy === 'never' ? config.build !== undefined : policy === 'missing' || policy === 'if_not_present';
    if (!kept)
      lose(
        'is not asked: an image is pulled where it is missing',
        'take it away, and change the tag or the digest',
        false,
      );
    return {};
  },
  pullRefreshAfter: never('take it away: an image is pulled where it is missing', undefined, false),
  platform: elsewhere,
  provider: never('describe what it makes as a resource of Terraform'),
  extends: never('write its keys out'),
  profiles: elsewhere,
  scale: (value, { lose }) => {
    if (value !== 1)
      lose('asks for another number than one, which Terraform makes', 'describe each as a service');
    return {};
  },
  containerName: elsewhere,
  entrypoint: (value, around) => command('entrypoint', value, around),
  command: (value, around) => command('command', value, around),
  init: flag('init'),
  workingDir,
  hostname: one('hostname'),
  domainname: one('domainname'),
  user: one('user'),
  groupAdd: many('group_add'),
  stdinOpen: flag('stdin_open'),
  tty: flag('tty'),
  attach: elsewhere,
  runtime: one('runtime'),
  isolation: swarm,
  envFile: never('write its variables into env', 'lies on the host, where Terraform reads nothing'),
  environment: (values, { lose }) => {
    const said = [...values].flatMap(([name, value]) => {
      if (value !== null) return [spell([`${unescaped(name)}=`, ...value])];
      lose(`hands ${name} through from a shell, and Terraform has none`, `say its value: ${name}: '…'`);
      return [];
    });
    return said.length === 0 ? {} : { env: said };
  },
  models: never('say the address and the name of the model as variables'),
  volumes: mounts,
  volumesFrom: never('mount its volumes by their names'),
  tmpfs,
  configs: elsewhere,
  secrets: elsewhere,
  devices,
  deviceCgroupRules: many('device_cgroup_rules'),
  gpus,
  useApiSocket: never('mount what it needs by its path'),
  ports,
  expose: elsewhere,
  networks: attachments,
  networkMode: shared('network_mode'),
  macAddress: never('say mac_address of a network'),
  links: never('use the name of the service'),
  externalLinks: never('put both on one network'),
  extraHosts: hosts,
  dns: ordered('dns'),
  dnsOpt: many('dns_opts'),
  dnsSearch: ordered('dns_search'),
  healthcheck,
  dependsOn: waits,
  restart,
  stopSignal: one('stop_signal'),
  stopGracePeriod: (value, around) => {
    const grace = seconds(value, around);
    return grace === undefined ? {} : { stop_timeout: grace };
  },
  postStart: never('do it in a job that waits for the service'),
  preStop: never('do it in the program, when it is told to stop'),
  develop: never('take it away: it is for "docker compose watch"', undefined, false),
  deploy: deployed,
  cpus,
  cpuCount: swarm,
  cpuPercent: swarm,
  cpuShares: count('cpu_shares'),
  cpuPeriod: count('cpu_period'),
  cpuQuota: count('cpu_quota'),
  cpuRtPeriod: never('take it away'),
  cpuRtRuntime: never('take it away'),
  cpuset: one('cpu_set'),
  memLimit: memory('memory'),
  memReservation: memory('memory_reservation'),
  memswapLimit: (value, around) =>
    value === -1 ? { memory_swap: -1 } : value === 0 ? {} : memory('memory_swap')(value, around),
  memSwappiness: never('set it on the host'),
  oomKillDisable: never('take it away, and give it the memory that it needs'),
  oomScoreAdj: never('take it away, and limit the others'),
  // One complaint for all of them: nearly every service has such a limit.
  pidsLimit: elsewhere,
  blkioConfig: disks,
  ulimits,
  shmSize: memory('shm_size'),
  storageOpt: map('storage_opts'),
  sysctls: map('sysctls'),
  privileged: flag('privileged'),
  readOnly: (value, { lose }) => {
    if (typeof value !== 'boolean')
      lose('depends on a variable, and nobody knows how files get into it', 'write true or false');
    return { read_only: spellFlag(value) };
  },
  capDrop: capabilities,
  capAdd: capabilities,
  securityOpt: securityOptions,
  credentialSpec: swarm,
  cgroup: one('cgroupns_mode'),
  cgroupParent: one('cgroup_parent'),
  ipc: shared('ipc_mode'),
  pid: shared('pid_mode'),
  uts: never('take it away'),
  usernsMode: one('userns_mode'),
  logging,
  labels: elsewhere,
  labelFile: never('write its labels into labels', 'lies on the host, where Terraform reads nothing'),
  annotations: never('write them as labels'),
};

/** What the keys of a service become, and what is lost of it. */
export function attributesOf(
  config: ServiceConfig,
  around: Omit<Around, keyof Teller>,
): { readonly body: Body; readonly losses: readonly Loss[] } {
  const losses: Loss[] = [];
  const bodies = keys.map((key) => said(key, config, { ...around, ...teller(losses, inSpecification(key)) }));
  return { body: Object.fromEntries(bodies.flatMap((one) => Object.entries(one))), losses };
}

const keys = Object.keys(table).filter((name): name is Key => Object.hasOwn(table, name));

function said<K extends Key>(key: K, config: { readonly [P in Key]?: Values[P] }, around: Around): Body {
  const value = config[key];
  return value === undefined ? {} : table[key](value, around);
}
