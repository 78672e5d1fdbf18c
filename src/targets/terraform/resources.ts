import type { Resource as Element, NetworkConfig, Project, VolumeConfig } from '../../compose/project.ts';
import type { Text } from '../../compose/text.ts';
import type { ElementModel } from '../../model/element.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Body, Loss, Lost, Resource, Teller, Value } from './body.ts';
import { identifiers } from './names.ts';
import type { Parts } from './parts.ts';
import { teller, tellLost } from './parts.ts';
import { spelled, unescaped } from './saying.ts';
import { spell, spellFlag } from './spell.ts';

/** The networks or the volumes of a project: those that Terraform makes, and the name by which a container knows each. */
export interface Elements {
  readonly resources: readonly Resource[];
  /** The name at the engine, as a template. */
  nameOf(id: string): string;
  readonly losses: readonly Lost[];
}

/** Labels as blocks, those of Compose first, so that `docker compose ps` and the scripts find what Terraform made. */
export function labelled(
  ours: Readonly<Record<string, string>>,
  theirs?: ReadonlyMap<string, Text>,
): readonly Value[] {
  const said = [...(theirs ?? [])].map(
    ([label, value]): Body => ({ label: spell([unescaped(label)]), value: spell(value) }),
  );
  return [...Object.entries(ours).map(([label, value]): Body => ({ label, value })), ...said];
}

const ofNetwork: Parts<NetworkConfig> = {
  ...{ name: 'said', external: 'said', labels: 'said', driver: 'said', driverOpts: 'said', internal: 'said' },
  ...{ attachable: 'said', enableIpv4: 'said', enableIpv6: 'said', ipam: 'said' },
};

/** `default` is there when somebody is on it. */
export function networksOf(stack: StackModel, project: Project, used: ReadonlySet<string>): Elements {
  const networks = new Map([...(project.networks ?? [])]);
  if (used.has('default') && !networks.has('default')) networks.set('default', {});
  return elements(
    { type: 'docker_network', kind: 'network', said: stack.networks, parts: ofNetwork },
    stack,
    networks,
    (config: NetworkConfig, about) => ({
      ...network(config, about),
      // One that Compose made has other labels, and labels cannot be changed.
      lifecycle: { ignore_changes: ['labels'] },
    }),
  );
}

function network(
  { driver, driverOpts, internal, attachable, enableIpv4 = true, enableIpv6, ipam }: NetworkConfig,
  { under }: Teller,
): Body {
  if (enableIpv4 !== true)
    under('enable_ipv4').lose('has no counterpart in the provider', 'take it away, or make it external');
  return {
    driver: driver === undefined ? 'bridge' : spell(driver),
    ...(driverOpts && { options: spelled(driverOpts) }),
    ...(internal !== undefined && { internal: spellFlag(internal) }),
    ...(attachable !== undefined && { attachable: spellFlag(attachable) }),
    ...(enableIpv6 !== undefined && { ipv6: spellFlag(enableIpv6) }),
    ...(ipam?.driver && { ipam_driver: spell(ipam.driver) }),
    ...(ipam?.options && { ipam_options: spelled(ipam.options) }),
    ...(ipam?.config && {
      ipam_config: ipam.config.map(({ subnet, ipRange, gateway, auxAddresses }) => ({
        ...(subnet && { subnet: spell(subnet) }),
        ...(ipRange && { ip_range: spell(ipRange) }),
        ...(gateway && { gateway: spell(gateway) }),
        ...(auxAddresses && { aux_address: spelled(auxAddresses) }),
      })),
    }),
  };
}

const ofVolume: Parts<VolumeConfig> = {
  ...{ name: 'said', external: 'said', labels: 'said', driver: 'said', driverOpts: 'said' },
};

export function volumesOf(stack: StackModel, project: Project): Elements {
  const kinds = new Map(stack.volumes.map(({ id, kind }) => [id, kind]));
  return elements(
    { type: 'docker_volume', kind: 'volume', said: stack.volumes, parts: ofVolume },
    stack,
    project.volumes ?? new Map(),
    ({ driver, driverOpts }: VolumeConfig, { id }) => ({
      ...(driver && { driver: spell(driver) }),
      ...(driverOpts && { driver_opts: spelled(driverOpts) }),
      lifecycle: {
        ...(kinds.get(id) !== 'cache' && { prevent_destroy: true }),
        ignore_changes: ['labels'],
      },
    }),
  );
}

interface Kind<Config> {
  readonly type: 'docker_network' | 'docker_volume';
  readonly kind: 'network' | 'volume';
  /** Who says them. */
  readonly said: readonly ElementModel[];
  readonly parts: Parts<Config>;
}

function elements<Config extends Element>(
  { type, kind, said, parts }: Kind<Config>,
  { project, path }: StackModel,
  all: ReadonlyMap<string, Config>,
  say: (config: Config, about: { readonly id: string } & Teller) => Body,
): Elements {
  const ids = identifiers(all.keys());
  const names = new Map<string, string>();
  const resources: Resource[] = [];
  const lost: Lost[] = [];
  const paths = new Map(said.map((one) => [one.id, one.path]));
  for (const [id, config] of all) {
    const { name, external = false, labels } = config;
    const own = name === undefined ? undefined : spell(name);
    const address = ids.get(id) ?? id;
    if (external === true) {
      names.set(id, own ?? id);
      continue;
    }
    const losses: Loss[] = [];
    const told = teller(losses);
    tellLost(config, parts, told);
    if (external !== false)
      told.under('external').lose('depends on a variable, and it is made or not', 'write true or false');
    names.set(id, `\${${type}.${address}.name}`);
    resources.push({
      type,
      id: address,
      body: {
        name: own ?? `${project}_${id}`,
        ...say(config, { id, ...told }),
        labels: labelled(
          { 'com.docker.compose.project': project, [`com.docker.compose.${kind}`]: id },
          labels,
        ),
      },
    });
    lost.push(...losses.map((loss) => ({ ...loss, path: paths.get(id) ?? path, of: `${kind} "${id}"` })));
  }
  return { resources, nameOf: (id) => names.get(id) ?? id, losses: lost };
}
