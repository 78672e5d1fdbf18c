import { isAddress, portRange } from '../../compose/port.ts';
import type { IpamPool } from '../../compose/project.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import { configOf, resourcesOf } from '../../lower.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

/** Addresses, ranges of them and ports are such. */
export const addressesLegal: Rule = {
  id: 'addresses-legal',
  severity: 'error',
  summary: 'Every address, range of addresses and port is one that the engine takes.',
  check: lookInEach((stack) => {
    const pools = new Map(
      [...(resourcesOf(stack).networks ?? [])].map(([id, { ipam }]) => [id, ipam?.config ?? []]),
    );
    return {
      in: (service) => ofService(service, pools),
      told: (found) => [...ofNetworks(stack, pools), ...found],
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

type Pools = ReadonlyMap<string, readonly IpamPool[]>;

const anAddress = 'write an address, as in 192.0.2.7 or 2001:db8::7';

function* ofService(service: ServiceModel, pools: Pools): Iterable<Complaint> {
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
    const port = published && literal(published);
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
    const transport = protocol && literal(protocol);
    if (transport !== undefined && !transports.has(transport.toLowerCase()))
      yield wrong(
        `publishes a port of ${transport}`,
        'which the engine does not know: it refuses to start it',
        'write protocol: tcp, or udp',
      );
  }
  const told = [...(networks ?? [])].filter(([, said]) => said !== null);
  for (const mac of [macAddress, ...told.map(([, one]) => one?.macAddress)]) {
    const said = mac && literal(mac);
    if (said && !/^[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}$/i.test(said))
      yield wrong(
        `has the MAC address ${said}`,
        'which is none: the engine refuses to make it',
        'write six pairs of hexadecimal digits: 02:42:ac:11:00:07',
      );
  }
  for (const [network, said] of told)
    for (const address of [said?.ipv4Address, said?.ipv6Address]) {
      const at = address && literal(address);
      const fault = at ? placed(at, pools.get(network)) : undefined;
      if (fault !== undefined) yield wrong(`has the address ${at} on "${network}"`, ...fault);
    }
}

const transports = new Set(['tcp', 'udp', 'sctp', '']);

/** What is said for an address and is none; undefined for what a variable says. */
function noAddress(text: Text | undefined): string | undefined {
  const said = text && literal(text);
  return said === undefined || said === '' || isAddress(said) ? undefined : said;
}

/** What keeps a service from an address of its network; a network of others is not known. */
function placed(
  at: string,
  pools: readonly IpamPool[] | undefined,
): readonly [why: string, fix: string] | undefined {
  if (!isAddress(at)) return ['which is no address: the engine refuses to make it', anAddress];
  const ranges = (pools ?? []).map(({ subnet }) => subnet && literal(subnet));
  const v4 = ranges.flatMap((one) => (one === undefined ? [] : (range(one) ?? [])));
  if (at.includes(':') || v4.length === 0 || v4.length < ranges.length) return undefined;
  const number = numberOf(at);
  const home = v4.find(({ first, last }) => number >= first && number <= last);
  if (home === undefined)
    return [
      `which is in none of its ranges: the engine refuses to make it`,
      `write an address of ${ranges.join(' or ')}`,
    ];
  const [gateway] = (pools ?? []).flatMap((pool) => literal(pool.gateway ?? []) || []);
  const taken = gateway === undefined ? number === home.first + 1 : at === gateway;
  return number === home.first || number === home.last || taken
    ? [
        'which is the first, the last or the gateway of its range: the container does not start',
        `write another address of ${ranges.join(' or ')}`,
      ]
    : undefined;
}

function* ofNetworks({ path, networks }: StackModel, pools: Pools): Iterable<Complaint> {
  const paths = new Map(networks.map((one) => [one.id, one.path]));
  for (const [id, all] of pools)
    for (const { subnet, gateway } of all) {
      const said = subnet && literal(subnet);
      if (said === undefined || said === '') continue;
      const read = range(said);
      const v6 = /^[\da-f:.]+\/(?:\d|[1-9]\d|1[01]\d|12[0-8])$/i.test(said) && said.includes(':');
      const at = gateway && literal(gateway);
      const where = paths.get(id) ?? path;
      if (read === undefined && !v6)
        yield {
          path: where,
          message: `"${id}" has the range ${said}, which is none: the engine refuses to make the network`,
          fix: 'write an address and how many bits of it are fixed: 10.20.0.0/24',
        };
      else if (read !== undefined && read.first !== read.address)
        yield {
          path: where,
          message: `"${id}" has the range ${said}, which does not begin there: the engine refuses to make the network`,
          fix: `write ${spelled(read.first)}/${said.split('/')[1]}`,
        };
      else if (
        at &&
        read !== undefined &&
        (!isAddress(at) || numberOf(at) < read.first || numberOf(at) > read.last)
      )
        yield {
          path: where,
          message: `"${id}" has the gateway ${at}, which is not in its range ${said}: the engine refuses to make the network`,
          fix: `write gateway: '${spelled(read.first + 1)}', or leave it out`,
        };
    }
}

/** A range of IPv4; undefined for what is none. */
function range(written: string) {
  const [, dotted = '', bits = ''] = /^([\d.]+)\/(\d|[12]\d|3[0-2])$/.exec(written) ?? [];
  if (bits === '' || !isAddress(dotted)) return undefined;
  const address = numberOf(dotted);
  const size = 2 ** (32 - Number(bits));
  const first = Math.floor(address / size) * size;
  return { address, first, last: first + size - 1 };
}

function numberOf(dotted: string): number {
  return dotted.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

function spelled(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
