import type { Resource as Element, NetworkConfig, Project, VolumeConfig } from '../../compose/project.ts';
import type { Text } from '../../compose/text.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Body, Resource, Value } from './body.ts';
import { identifiers } from './names.ts';
import { spelled } from './saying.ts';
import { spell, spellFlag } from './spell.ts';

/** The networks or the volumes of a project: those that Terraform makes, and the name by which a container knows each. */
export interface Elements {
  readonly resources: readonly Resource[];
  /** The name at the engine, as a template. */
  nameOf(id: string): string;
}

/** Labels as blocks, those of Compose first, so that `docker compose ps` and the scripts find what Terraform made. */
export function labelled(
  ours: Readonly<Record<string, string>>,
  theirs?: ReadonlyMap<string, Text>,
): readonly Value[] {
  const said = [...(theirs ?? [])].map(([label, value]): Body => ({ label, value: spell(value) }));
  return [...Object.entries(ours).map(([label, value]): Body => ({ label, value })), ...said];
}

/** `default` is there when somebody is on it. */
export function networksOf(stack: StackModel, project: Project, used: ReadonlySet<string>): Elements {
  const networks = new Map([...(project.networks ?? [])]);
  if (used.has('default') && !networks.has('default')) networks.set('default', {});
  return elements(
    'docker_network',
    'network',
    stack,
    networks,
    ({ driver, driverOpts, internal, attachable, enableIpv6, ipam }: NetworkConfig) => ({
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
      // One that Compose made has other labels, and labels cannot be changed.
      lifecycle: { ignore_changes: ['labels'] },
    }),
  );
}

export function volumesOf(stack: StackModel, project: Project): Elements {
  const kinds = new Map(stack.volumes.map(({ id, kind }) => [id, kind]));
  return elements(
    'docker_volume',
    'volume',
    stack,
    project.volumes ?? new Map(),
    ({ driver, driverOpts }: VolumeConfig, id) => ({
      ...(driver && { driver: spell(driver) }),
      ...(driverOpts && { driver_opts: spelled(driverOpts) }),
      lifecycle: {
        ...(kinds.get(id) !== 'cache' && { prevent_destroy: true }),
        ignore_changes: ['labels'],
      },
    }),
  );
}

function elements<Config extends Element>(
  type: 'docker_network' | 'docker_volume',
  kind: string,
  { project }: StackModel,
  all: ReadonlyMap<string, Config>,
  say: (config: Config, id: string) => Body,
): Elements {
  const ids = identifiers(all.keys());
  const names = new Map<string, string>();
  const resources: Resource[] = [];
  for (const [id, config] of all) {
    const { name, external, labels } = config;
    const own = name === undefined ? undefined : spell(name);
    const address = ids.get(id) ?? id;
    if (external === true) {
      names.set(id, own ?? id);
      continue;
    }
    names.set(id, `\${${type}.${address}.name}`);
    resources.push({
      type,
      id: address,
      body: {
        name: own ?? `${project}_${id}`,
        ...say(config, id),
        labels: labelled(
          { 'com.docker.compose.project': project, [`com.docker.compose.${kind}`]: id },
          labels,
        ),
      },
    });
  }
  return { resources, nameOf: (id) => names.get(id) ?? id };
}
