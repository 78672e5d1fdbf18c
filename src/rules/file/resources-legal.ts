import type { ConfigConfig, NetworkConfig, SecretConfig, VolumeConfig } from '../../compose/project.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import { configOf, resourcesOf } from '../../lower.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { ElementModel } from '../../model/element.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Wrong } from '../facts/engine-values.ts';
import { driverMeant, notRead, refuses } from '../facts/engine-values.ts';
import { bridgeOptionsIn } from '../facts/network-values.ts';
import { localOptionsIn } from '../facts/volume-values.ts';

/** What services share can be made. */
export const resourcesLegal: Rule = {
  id: 'resources-legal',
  severity: 'error',
  summary: 'Networks, volumes, configs and secrets are such that Compose and the engine make them.',
  check: lookInEach((stack) => {
    const { networks } = resourcesOf(stack);
    return {
      in: (service) => networkless(service, networks),
      told: (found) => [...wrongIn(stack), ...found],
    };
  }),
  about: {
    why: 'Compose checks the form of what services share, and makes it at the first start. A volume with an option that its driver does not know, a network with the name of one that the engine has already, a config from two sources or a secret of a cluster: the file is accepted in a review, and nothing starts on the host.',
    wrong: `
      new Service(phase, 'count', { image: 'example.org/count:1.0.0', compose: { network_mode: 'none', networks: ['default'] } });
    `,
    right: `
      new Service(phase, 'count', { image: 'example.org/count:1.0.0', compose: { network_mode: 'none' } });
    `,
    sources: [
      'https://docs.docker.com/reference/compose-file/networks/',
      'https://docs.docker.com/reference/compose-file/volumes/',
      'https://docs.docker.com/reference/compose-file/configs/',
      'https://docs.docker.com/reference/cli/docker/volume/create/#opt',
      'https://docs.docker.com/engine/network/drivers/bridge/#options',
    ],
  },
};

/** Each was tried on an engine 28 with Compose 2.40. */
function wrongIn(stack: StackModel): readonly Complaint[] {
  const { networks, volumes, configs, secrets } = resourcesOf(stack);
  const told = <One>(
    kind: string,
    elements: readonly ElementModel[],
    all: ReadonlyMap<string, One> | undefined,
    look: (one: One) => readonly Wrong[],
  ): readonly Complaint[] =>
    [...(all ?? [])].flatMap(([id, one]) =>
      look(one).map(([what, why, fix]) => ({
        path: elements.find((element) => element.id === id)?.path ?? stack.path,
        message: `the ${kind} "${id}" ${what}, and ${why}`,
        fix,
      })),
    );
  return [
    ...told('network', stack.networks, networks, networkIn),
    ...told('volume', stack.volumes, volumes, volumeIn),
    ...told('config', stack.configs ?? [], configs, (one) => fileIn(one, ['file', 'environment', 'content'])),
    ...told('secret', stack.secrets ?? [], secrets, (one) => fileIn(one, ['file', 'environment'])),
  ];
}

const own = ['bridge', 'host', 'none'];

function networkIn(network: NetworkConfig): readonly Wrong[] {
  if (network.external === true) return [];
  const name = literal(network.name);
  const driver = driverOf(network, 'bridge');
  const found: Wrong[] = [];
  if (name !== undefined && own.includes(name))
    found.push([
      `is called ${name}`,
      `the engine has one of that name, which is not of this project: ${notRead}`,
      'leave its name out',
    ]);
  else if (name === '') found.push(['has an empty name', refuses, 'leave its name out']);
  if (driver !== undefined && ['host', 'null', 'none'].includes(driver))
    found.push([
      `has the driver ${driver}`,
      `the engine has the only one of it: ${refuses}`,
      `say network_mode: ${driver === 'host' ? 'host' : 'none'} of the service`,
    ]);
  else if (driver === 'overlay')
    found.push([
      'has the driver overlay',
      `only a Swarm makes such: ${refuses}`,
      'leave the driver out; one that a Swarm made is external: true',
    ]);
  else found.push(...misspelt(driver, ['bridge', 'overlay', 'macvlan', 'ipvlan']));
  found.push(...misspelt(literal(network.ipam?.driver), ['default'], 'ipam.driver'));
  if (driver === 'bridge') found.push(...bridgeOptionsIn(network.driverOpts));
  if (network.enableIpv4 === false && network.enableIpv6 !== true)
    found.push(['has neither IPv4 nor IPv6', refuses, 'leave enable_ipv4 out, or say enable_ipv6: true']);
  return found;
}

function volumeIn(volume: VolumeConfig): readonly Wrong[] {
  if (volume.external === true) {
    const also = (['driver', 'driverOpts', 'labels'] as const).filter((key) => isSaid(volume[key]));
    return also.length === 0
      ? []
      : [
          [
            `is external and says ${also.map((key) => keys[key]).join(' and ')}`,
            `others made it as it is: ${notRead}`,
            `leave ${also.length > 1 ? 'them' : 'it'} out`,
          ],
        ];
  }
  const name = literal(volume.name);
  const driver = driverOf(volume, 'local');
  const found: Wrong[] = [];
  if (driver === 'local' && name !== undefined && !/^[a-z\d][\w.-]+$/i.test(name))
    found.push([
      `is called "${name}"`,
      `its name is two or more letters, digits, dots, hyphens and underscores, the first a letter or a digit: ${refuses}`,
      'leave its name out',
    ]);
  return [...found, ...misspelt(driver, ['local']), ...(driver === 'local' ? localOptionsIn(volume) : [])];
}

const keys = { driver: 'driver', driverOpts: 'driver_opts', labels: 'labels' } as const;

function fileIn(
  file: ConfigConfig & SecretConfig,
  sources: readonly ('file' | 'environment' | 'content')[],
): readonly Wrong[] {
  if (file.external === true)
    return [
      ['is external', 'only Swarm has such: no service that takes it starts', 'say from which file: file: …'],
    ];
  const from = sources.filter((key) => isSaid(file[key]));
  if (from.length === 1 || file.driver !== undefined) return [];
  const any = sources.join(', ').replace(/, (?=\w+$)/, ' or ');
  return [
    from.length > 1
      ? [
          `comes from ${from.join(' and ')}`,
          `one of them fills it: ${notRead}`,
          `say ${from.join(' or ')} alone`,
        ]
      : ['comes from nowhere', notRead, `say its ${any}`],
  ];
}

/** A service has networks, or what stands in their place; and on those of the engine's own it has no second name. */
function networkless(
  service: ServiceModel,
  networks: ReadonlyMap<string, NetworkConfig> | undefined,
): readonly Complaint[] {
  const { id, path } = service;
  const { networkMode, networks: joined } = configOf(service);
  if (joined === undefined || joined.size === 0) return [];
  const mode = literal(networkMode);
  if (mode !== undefined && mode !== '')
    return [
      {
        path,
        message: `"${id}" says networks beside network_mode: ${mode}, and has one of them only: ${notRead}`,
        fix: 'leave one of them out',
      },
    ];
  return [...joined.keys()].flatMap((network) => {
    const known = networks?.get(network);
    const name = literal(known?.name) ?? network;
    return known?.external === true && own.includes(name)
      ? [
          {
            path,
            message: `"${id}" joins the network ${name} of the engine by its name, and Compose gives it a second name there: ${refuses}`,
            fix: `say network_mode: ${name} of "${id}", and leave the network out`,
          },
        ]
      : [];
  });
}

function misspelt(driver: string | undefined, all: readonly string[], key = 'driver'): readonly Wrong[] {
  const meant = driverMeant(driver, all);
  return meant === undefined
    ? []
    : [
        [
          `has the ${key} ${driver}`,
          `the engine has none of that name: ${refuses}`,
          `write ${key}: ${meant}`,
        ],
      ];
}

/** Undefined where a variable says it. */
function driverOf({ driver }: NetworkConfig | VolumeConfig, otherwise: string): string | undefined {
  const said = literal(driver ?? []);
  return said === '' ? otherwise : said;
}

function isSaid(value: Text | ReadonlyMap<string, Text> | undefined): boolean {
  return value !== undefined && (!('size' in value) || value.size > 0);
}
