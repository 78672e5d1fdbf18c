import { isAddress, portRange } from '../../compose/port.ts';
import type { NetworkConfig } from '../../compose/project.ts';
import { mayBeExternal } from '../../compose/project.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import { configOf, resourcesOf } from '../../lower.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import { isOf, numberOf, range } from '../facts/ip-ranges.ts';
import { rangesIn } from '../facts/network-ranges.ts';

/** Addresses, ranges of them and ports are such. */
export const addressesLegal: Rule = {
  id: 'addresses-legal',
  severity: 'error',
  summary: 'Every address, range of addresses and port is one that the engine takes.',
  check: lookInEach((stack) => {
    const { networks = new Map() } = resourcesOf(stack);
    const taken = new Map<string, string>();
    return {
      in: (service) => ofService(service, networks, taken),
      told: (found) => [...rangesIn(stack, networks), ...found],
    };
  }),
  about: {
    why: 'Compose hands addresses on as they are. What is none, and what its network does not hold, the engine refuses when the container is made or started; a name server that is none keeps it from starting. A port ends at 65535.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', compose: { dns: ['10.0.0.300'] } });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', compose: { dns: ['10.0.0.30'] } });
    `,
    sources: [
      'https://docs.docker.com/reference/compose-file/services/#ipv4_address-ipv6_address',
      'https://docs.docker.com/reference/compose-file/networks/#ipam',
    ],
  },
};

type Networks = ReadonlyMap<string, NetworkConfig>;

const anAddress = 'write an address, as in 192.0.2.7 or 2001:db8::7';

/** @param taken the fixed addresses of services before it, each with whose it is */
function* ofService(service: ServiceModel, all: Networks, taken: Map<string, string>): Iterable<Complaint> {
  const { path, id } = service;
  const { dns = [], extraHosts, networks, macAddress, ports = [] } = configOf(service);
  const wrong = (what: string, why: string, fix: string): Complaint => ({
    path,
    message: `"${id}" ${what}, ${why}`,
    fix,
  });
  for (const server of dns) {
    const said = noAddress(server);
    if (said !== undefined)
      yield wrong(
        `asks the name server ${said}`,
        'which is no address: the container does not start',
        anAddress,
      );
  }
  for (const [name, addresses] of extraHosts ?? [])
    for (const address of addresses) {
      const said = noAddress(address);
      if (said !== undefined && said !== 'host-gateway')
        yield wrong(
          `finds ${name} at ${said}`,
          'which is no address: the engine refuses to make it',
          'write an address, or host-gateway for the host itself',
        );
    }
  for (const { hostIp, published, target, protocol } of ports) {
    const at = noAddress(hostIp);
    if (at !== undefined)
      yield wrong(
        `publishes a port on ${at}`,
        'which is no address: Compose refuses the whole file',
        anAddress,
      );
    const port = literal(published);
    const inside = typeof target === 'number' ? String(target) : undefined;
    const none = (one: string) =>
      wrong(
        `publishes port ${one}`,
        'which is none: the engine refuses to make it',
        'write a port from 1 to 65535',
      );
    if (port !== undefined && portRange(port) === undefined) yield none(port);
    if (inside !== undefined && (portRange(inside) === undefined || (inside === '0' && inside !== port)))
      yield none(inside);
    const transport = literal(protocol);
    if (transport !== undefined && !transports.has(transport.toLowerCase()))
      yield wrong(
        `publishes a port of ${transport}`,
        'which the engine does not know: it refuses to start it',
        'write protocol: tcp, or udp',
      );
  }
  const told = [...(networks ?? [])].filter(([, said]) => said !== null);
  for (const mac of [macAddress, ...told.map(([, one]) => one?.macAddress)]) {
    const said = literal(mac);
    if (said && !/^[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}$/i.test(said))
      yield wrong(
        `has the MAC address ${said}`,
        'which is none: the engine refuses to make it',
        'write six pairs of hexadecimal digits: 02:42:ac:11:00:07',
      );
  }
  for (const [network, said] of told)
    for (const address of [said?.ipv4Address, said?.ipv6Address]) {
      const at = literal(address);
      if (!at) continue;
      const fault = placed(at, network, all.get(network)) ?? second(service, `${network} ${at}`, taken);
      if (fault !== undefined) yield wrong(`has the address ${at} on "${network}"`, ...fault);
    }
}

/** What another one has already that runs beside it. */
function second(
  service: ServiceModel,
  place: string,
  taken: Map<string, string>,
): readonly [why: string, fix: string] | undefined {
  const { id, kind } = service;
  if (kind !== 'service' || (configOf(service).profiles ?? []).length > 0) return undefined;
  const before = taken.get(place);
  if (before === undefined) taken.set(place, id);
  return before === undefined || before === id
    ? undefined
    : [
        `and so has "${before}": only the first of them starts`,
        'give each an address of its own, or let them be found by their names',
      ];
}

const transports = new Set(['tcp', 'udp', 'sctp', '']);

/** What is said for an address and is none; undefined for what a variable says. */
function noAddress(text: Text | undefined): string | undefined {
  const said = literal(text);
  return said === undefined || said === '' || isAddress(said) ? undefined : said;
}

/** What keeps a service from an address of its network; a network of others is not known. */
function placed(
  at: string,
  network: string,
  known: NetworkConfig | undefined,
): readonly [why: string, fix: string] | undefined {
  if (!isAddress(at)) return ['which is no address: the engine refuses to make it', anAddress];
  if (known === undefined ? network !== 'default' : mayBeExternal(known)) return undefined;
  const { driver: text = [], config = [] } = known?.ipam ?? {};
  const driver = literal(text);
  const pools = config.map(({ subnet, gateway }) => ({
    said: literal(subnet),
    gateway: literal(gateway ?? []) ?? '',
  }));
  // What a variable or a plugin says is not known.
  if ((driver !== '' && driver !== 'default') || pools.some(({ said }) => said === undefined))
    return undefined;
  const six = at.includes(':');
  const family = pools.filter(({ said }) => said?.includes(':') === six);
  if (family.length === 0)
    return [
      'which has no range of its own for it: the engine gives a fixed address of a range that is written alone',
      `say the range, as in networks: { ${network}: { ipam: { config: [{ subnet: '${six ? 'fd00:20::/64' : '10.20.0.0/24'}' }] } } }`,
    ];
  const ranges = family.flatMap(({ said = '', gateway }) => {
    const read = range(said);
    return read === undefined ? [] : [{ ...read, gateway }];
  });
  if (ranges.length < family.length) return undefined;
  const written = family.map(({ said }) => said).join(' or ');
  const home = ranges.find((one) => isOf(at, one));
  if (home === undefined)
    return [
      `which is in none of its ranges: the engine refuses to make it`,
      `write an address of ${written}`,
    ];
  const number = numberOf(at);
  const { first, last, gateway } = home;
  const taken = isAddress(gateway) ? number === numberOf(gateway) : number === first + 1n;
  return number === first || (number === last && !six) || taken
    ? [
        'which is the first, the last or the gateway of its range: the container does not start',
        `write another address of ${written}`,
      ]
    : undefined;
}
