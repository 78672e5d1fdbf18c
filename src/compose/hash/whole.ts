import type { Dependency } from '../attributes/depends-on.ts';
import type { DeviceRequest } from '../attributes/device-requests.ts';
import type { Mount } from '../attributes/mount.ts';
import { cleanPath } from '../attributes/path.ts';
import type { LookUp } from '../resolve.ts';
import type { ServiceConfig } from '../service.ts';
import type { Text } from '../text.ts';
import { showText } from '../text.ts';

/** Where a project stands, as far as its hashes depend on it. */
export interface Surroundings {
  /** The folder of the Compose file, from the root on. */
  readonly folder: string;
  /** The folder that `~` stands for. */
  readonly home: string;
  /** What `.env` and the caller's shell say. */
  readonly lookUp: LookUp;
}

/** A service, its variables replaced, with what Compose adds before it hashes. */
export function whole(service: ServiceConfig, around: Surroundings): ServiceConfig {
  const { volumes, develop, secrets, environment, gpus, deploy, dns } = service;
  const devices = deploy?.resources?.reservations?.devices;
  return {
    ...service,
    ...(volumes && { volumes: volumes.map((mount) => absolute(mount, around)) }),
    ...(develop?.watch && {
      develop: {
        watch: develop.watch.map((one) => ({
          ...one,
          ...(one.path?.length && { path: fromRoot(one.path, around) }),
        })),
      },
    }),
    ...(secrets && {
      secrets: secrets.map((one) => ({ target: [`/run/secrets/${showText(one.source ?? [])}`], ...one })),
    }),
    ...(environment && { environment: handedThrough(environment, around) }),
    ...(gpus && { gpus: gpus.map(counted) }),
    ...(deploy?.resources?.reservations &&
      devices && {
        deploy: {
          ...deploy,
          resources: {
            ...deploy.resources,
            reservations: {
              ...deploy.resources.reservations,
              devices: devices.map(counted),
            },
          },
        },
      }),
    ...(dns && { dns: dns.filter((one) => one.length > 0) }),
    ...withNetworks(service),
    ...withDependencies(service),
  };
}

function absolute(mount: Mount, around: Surroundings): Mount {
  return mount.type === 'bind' && mount.source ? { ...mount, source: fromRoot(mount.source, around) } : mount;
}

/** A path of the host; one that is whole, be it of Windows, stays as it is. */
export function fromRoot(path: Text, { folder, home }: Surroundings): Text {
  const said = showText(path);
  if (said.startsWith('~')) return cleanPath([`${home}/${said.slice(1)}`]);
  // An empty one is the folder itself.
  return /^(\/|[a-z]:[\\/]|[\\/]{2})/i.test(said) ? path : cleanPath([`${folder}/${said}`]);
}

/** A name without a value gets that of the caller, where he has one. */
function handedThrough(
  environment: ReadonlyMap<string, Text | null>,
  { lookUp }: Surroundings,
): ReadonlyMap<string, Text | null> {
  const all = [...environment].map(([name, value]) => {
    const handed = value === null ? lookUp(name) : undefined;
    return [name, handed === undefined ? value : [handed]] as const;
  });
  return new Map(all);
}

function counted(request: DeviceRequest): DeviceRequest {
  const said = request.count !== undefined || request.deviceIds !== undefined;
  return said ? request : { ...request, count: -1 };
}

/** Who says no network is on Compose's own one. */
function withNetworks({ networks, networkMode, provider }: ServiceConfig): Pick<ServiceConfig, 'networks'> {
  const none = networks === undefined || networks.size === 0;
  return none && networkMode === undefined && provider === undefined
    ? { networks: new Map([['default', null]]) }
    : {};
}

/** Links, namespaces and mounts of another service wait for it. */
function withDependencies({ dependsOn, links = [], volumesFrom = [], ...service }: ServiceConfig) {
  const all = new Map<string, Dependency>(dependsOn);
  const waits = (name: string, restart: boolean) => {
    if (!all.has(name)) all.set(name, { condition: 'service_started', restart, required: true });
  };
  for (const link of links) waits(showText(link).split(':')[0] ?? '', true);
  const { networkMode, ipc, pid, uts, cgroup } = service;
  for (const shared of [networkMode, ipc, pid, uts, cgroup].map((one) => showText(one ?? [])))
    if (shared.startsWith('service:')) waits(shared.slice('service:'.length), true);
  for (const from of volumesFrom.map(showText))
    if (!from.startsWith('container:')) waits(from.split(':')[0] ?? '', false);
  return all.size > 0 ? { dependsOn: all } : {};
}
