import type { Dialect } from '../../compose/hash.ts';
import type { NetworkConfig, Resource, VolumeConfig } from '../../compose/project.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import type { Text } from '../../compose/text.ts';
import { projectName, said } from './started.ts';
import type { State } from './state.ts';

/** A network or a volume, as far as `up` looks at it. */
export interface Made {
  /** Its name at the engine. */
  readonly name: string;
  readonly external: boolean;
  /** All else that is said of it, in one form. */
  readonly said: string;
}

/** What a key of the Compose file leads to. */
export type Resources = (key: string) => Made;

/** The keys of the networks that a service is on. */
export function onNetworks({ networks, networkMode }: ServiceConfig): readonly string[] {
  if (networks?.size) return [...networks.keys()];
  return networkMode === undefined ? ['default'] : [];
}

/** The networks of a project; that of nobody's key is Compose's own one. */
export function networksOf(state: State, dialect: Dialect): Resources {
  return made(state, state.project.networks, (network: NetworkConfig) => ({
    driver: text(state, network.driver),
    driverOpts: texts(state, network.driverOpts),
    internal: flag(state, network.internal) || undefined,
    attachable: flag(state, network.attachable) || undefined,
    enableIpv4: flag(state, network.enableIpv4),
    enableIpv6: flag(state, network.enableIpv6),
    ipamDriver: text(state, network.ipam?.driver),
    // Older ones do not read them.
    ipamOptions: dialect === '5.6' ? texts(state, network.ipam?.options) : undefined,
    ipam: network.ipam?.config?.map((pool) => [
      text(state, pool.subnet),
      text(state, pool.ipRange),
      text(state, pool.gateway),
      texts(state, pool.auxAddresses),
    ]),
  }));
}

/** The volumes of a project. */
export function volumesOf(state: State): Resources {
  return made(state, state.project.volumes, (volume: VolumeConfig) => ({
    driver: text(state, volume.driver) ?? 'local',
    driverOpts: texts(state, volume.driverOpts),
  }));
}

function made<Config extends Resource>(
  state: State,
  all: ReadonlyMap<string, Config | null> | undefined,
  say: (config: Config | Record<never, never>) => object,
): Resources {
  const project = projectName(state);
  return (key) => {
    const config: Resource = all?.get(key) ?? {};
    const external = flag(state, config.external) === true;
    const otherwise = external ? key : `${project}_${key}`;
    return {
      name: text(state, config.name) ?? otherwise,
      external,
      said: JSON.stringify([say(config), texts(state, config.labels)]),
    };
  };
}

function text(state: State, value: Text | undefined): string | undefined {
  return value && (said(state, value) || undefined);
}

function flag(state: State, value: boolean | Text | undefined): boolean | undefined {
  return value === undefined || typeof value === 'boolean' ? value : said(state, value) === 'true';
}

/** In the order of their names; none are as good as no word. */
function texts(state: State, values: ReadonlyMap<string, Text> | undefined) {
  if (!values?.size) return undefined;
  return [...values].map(([name, value]) => [name, said(state, value)]).sort();
}
