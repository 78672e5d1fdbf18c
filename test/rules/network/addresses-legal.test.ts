import { describe, expect, test } from 'vitest';
import { addressesLegal } from '../../../src/rules/network/addresses-legal.ts';
import { service, stack } from '../../support/model.ts';

const check = (compose: Readonly<Record<string, unknown>>, ofStack = {}) =>
  addressesLegal
    .check(stack({ services: [service({ compose })], compose: ofStack }))
    .map(({ message, fix }) => `${message} -> ${fix}`);
const lan = { networks: { lan: { ipam: { config: [{ subnet: '10.20.0.0/24' }] } } } };
const at = (address: string, ofStack: object = lan) =>
  check({ networks: { lan: { ipv4_address: address } } }, ofStack);
const net = (config: object) => check({}, { networks: { lan: { ipam: { config: [config] } } } });
const example = 'write an address, as in 192.0.2.7 or 2001:db8::7';

describe('addresses-legal', () => {
  test('name servers and the addresses of hosts', () => {
    expect(check({ dns: ['10.0.0.53', '10.0.0.300'] })).toEqual([
      `"web" asks the name server 10.0.0.300, which is no address: the container does not start -> ${example}`,
    ]);
    expect(check({ extra_hosts: ['db:10.0.0', 'host:host-gateway', 'six:[2001:db8::7]'] })).toEqual([
      '"web" finds db at 10.0.0, which is no address: the engine refuses to make it -> write an address, or host-gateway for the host itself',
    ]);
    expect(check({ dns: '${DNS}', extra_hosts: { db: '${DB}' } })).toEqual([]);
  });

  test('where a port is published', () => {
    const published = (over: object) => check({ ports: [{ target: 80, published: '8080', ...over }] });
    expect(published({ host_ip: '127.0.0' })).toEqual([
      `"web" publishes a port on 127.0.0, which is no address: Compose refuses the whole file -> ${example}`,
    ]);
    expect(published({ published: '70000' })).toEqual([
      '"web" publishes port 70000, which is none: the engine refuses to make it -> write a port from 1 to 65535',
    ]);
    expect(published({ target: 65536 })).toHaveLength(1);
    expect(published({ target: 0 })).toHaveLength(1);
    expect(published({ protocol: 'http' })).toHaveLength(1);
    expect(published({ host_ip: '::1', published: '8000-8010', protocol: 'UDP' })).toEqual([]);
    const port = { address: '999.0.0.1', published: 80, target: 80, protocol: 'tcp' } as const;
    expect(addressesLegal.check(stack({ services: [service({ ports: [port] })] }))).toHaveLength(1);
  });

  test('an address on a network', () => {
    expect(at('10.30.0.7')).toEqual([
      '"web" has the address 10.30.0.7 on "lan", which is in none of its ranges: the engine refuses to make it -> write an address of 10.20.0.0/24',
    ]);
    for (const taken of ['10.20.0.0', '10.20.0.1', '10.20.0.255'])
      expect(at(taken)).toMatchObject([expect.stringContaining('the first, the last or the gateway')]);
    expect(at('10.20.0.300')).toHaveLength(1);
    expect(at('10.20.0.7')).toEqual([]);
    expect(at('10.30.0.7', { networks: { lan: { external: true } } })).toEqual([]);
    const gateway = {
      networks: { lan: { ipam: { config: [{ subnet: '10.20.0.0/24', gateway: '10.20.0.9' }] } } },
    };
    expect(at('10.20.0.1', gateway)).toEqual([]);
    expect(at('10.20.0.9', gateway)).toHaveLength(1);
    expect(check({ mac_address: '02:42:ac' })).toHaveLength(1);
    expect(check({ mac_address: '02:42:ac:11:00:07' })).toEqual([]);
  });

  test('the range of a network', () => {
    expect(net({ subnet: '10.20.0.7/24' })).toEqual([
      '"lan" has the range 10.20.0.7/24, which does not begin there: the engine refuses to make the network -> write 10.20.0.0/24',
    ]);
    expect(net({ subnet: '10.20.0.0/24', gateway: '10.0.0.1' })).toEqual([
      `"lan" has the gateway 10.0.0.1, which is not in its range 10.20.0.0/24: the engine refuses to make the network -> write gateway: '10.20.0.1', or leave it out`,
    ]);
    for (const subnet of ['10.20.0.0', '10.20.0.0/33', 'lan', '300.0.0.0/8'])
      expect(net({ subnet })).toHaveLength(1);
    expect(net({ subnet: '2001:db8::/64' })).toEqual([]);
    expect(net({ subnet: '172.16.0.0/12', gateway: '172.31.255.254' })).toEqual([]);
  });

  test('what of a range does not fit it', () => {
    const subnet = '10.20.0.0/24';
    expect(net({ subnet, ip_range: '10.30.0.0/28' })).toEqual([
      '"lan" gives addresses of 10.30.0.0/28, which is no range of its 10.20.0.0/24: the engine refuses to make the network -> write ip_range: \'10.20.0.0/25\', or leave it out',
    ]);
    expect(net({ subnet, ip_range: '10.20.0.5/28' })).toHaveLength(1);
    expect(net({ subnet, ip_range: '10.20.0.16/28' })).toEqual([]);
    expect(net({ subnet, aux_addresses: { nas: '10.30.0.7' } })).toEqual([
      '"lan" keeps 10.30.0.7 for nas, which is not in its range 10.20.0.0/24: the engine refuses to make the network -> write an address of 10.20.0.0/24',
    ]);
    expect(net({ subnet, aux_addresses: { nas: '10.20.0.7' } })).toEqual([]);
    expect(net({ gateway: '10.20.0.1' })).toEqual([
      '"lan" has the gateway 10.20.0.1 of no range: the engine refuses to make the network -> write its subnet, too: \'10.20.0.0/24\'',
    ]);
    expect(net({ subnet, gateway: '10.20.0.255' })).toHaveLength(1);
    expect(net({ subnet: '10.20.0.0/32' })).toHaveLength(1);
    expect(net({ subnet: '10.20.0.0/31', gateway: '10.20.0.0' })).toEqual([]);
    expect(net({ subnet: '${LAN}', gateway: '10.20.0.1', ip_range: '10.20.0.0/25' })).toEqual([]);
  });

  test('ranges of several networks', () => {
    const nets = (...all: (readonly string[])[]) =>
      check(
        {},
        {
          networks: Object.fromEntries(
            all.map((subnets, i) => [`n${i}`, { ipam: { config: subnets.map((subnet) => ({ subnet })) } }]),
          ),
        },
      );
    expect(nets(['10.20.0.0/16'], ['10.20.7.0/24'])).toEqual([
      '"n1" has the range 10.20.7.0/24, and "n0" has addresses of it: the engine refuses to make the network -> write one that begins behind that of "n0"',
    ]);
    expect(nets(['10.20.0.0/24', '10.21.0.0/24'])).toEqual([
      '"n0" has the ranges 10.20.0.0/24 and 10.21.0.0/24, and a bridge has one of each family: the engine refuses to make the network -> write one that is large enough',
    ]);
    expect(nets(['10.20.0.0/24', 'fd00:20::/64'], ['10.20.1.0/24'])).toEqual([]);
    const outside = { external: true, ipam: { config: [{ subnet: '10.20.0.0/24' }] } };
    expect(check({}, { networks: { ...lan.networks, outside } })).toEqual([]);
  });

  test('an address where no range is written, and one that two have', () => {
    expect(at('10.20.0.7', { networks: { lan: {} } })).toEqual([
      '"web" has the address 10.20.0.7 on "lan", which has no range of its own for it: the engine gives a fixed address of a range that is written alone -> say the range, as in networks: { lan: { ipam: { config: [{ subnet: \'10.20.0.0/24\' }] } } }',
    ]);
    expect(check({ networks: { default: { ipv4_address: '10.20.0.7' } } })).toHaveLength(1);
    expect(at('10.20.0.7', { networks: { lan: { ipam: { driver: 'default' } } } })).toHaveLength(1);
    expect(at('10.20.0.7', { networks: { lan: { ipam: { driver: 'infoblox' } } } })).toEqual([]);
    expect(check({ networks: { lan: { ipv6_address: 'fd00::7' } } }, lan)).toHaveLength(1);
    expect(at('10.20.0.7', { networks: { lan: { ipam: { config: [{ subnet: '${LAN}' }] } } } })).toEqual([]);
    const both = (...more: object[]) =>
      addressesLegal
        .check(
          stack({
            services: more.map((one, i) =>
              service({
                id: `web-${i}`,
                compose: { networks: { lan: { ipv4_address: '10.20.0.7' } } },
                ...one,
              }),
            ),
            compose: lan,
          }),
        )
        .map(({ message, fix }) => `${message} -> ${fix}`);
    expect(both({}, {})).toEqual([
      '"web-1" has the address 10.20.0.7 on "lan", and so has "web-0": only the first of them starts -> give each an address of its own, or let them be found by their names',
    ]);
    // One at a time, or one after the other.
    expect(both({ profile: 'blue' }, { profile: 'green' })).toEqual([]);
    expect(both({ kind: 'job' }, {})).toEqual([]);
  });

  test('IPv6', () => {
    const six = (subnet: string, more: object = {}) => ({
      networks: { lan: { enable_ipv6: true, ipam: { config: [{ subnet, ...more }] } } },
    });
    const on = (address: string) =>
      check({ networks: { lan: { ipv6_address: address } } }, six('fd00:20::/64'));
    expect(on('fd00:30::7')).toEqual([
      '"web" has the address fd00:30::7 on "lan", which is in none of its ranges: the engine refuses to make it -> write an address of fd00:20::/64',
    ]);
    for (const taken of ['fd00:20::', 'fd00:20::1', 'FD00:20:0::0001']) expect(on(taken)).toHaveLength(1);
    for (const free of ['fd00:20::2', 'fd00:20::ffff:ffff:ffff:ffff', 'fd00:20::10.0.0.7'])
      expect(on(free)).toEqual([]);
    expect(check({}, six('fd00:20::7/64'))).toEqual([
      '"lan" has the range fd00:20::7/64, which does not begin there: the engine refuses to make the network -> write fd00:20::/64',
    ]);
    expect(check({}, six('fd00:20::/64', { gateway: 'fd00:30::1' }))).toEqual([
      '"lan" has the gateway fd00:30::1, which is not in its range fd00:20::/64: the engine refuses to make the network -> write gateway: \'fd00:20::1\', or leave it out',
    ]);
    expect(check({}, six('fd00:20::/64', { gateway: 'fd00:20::' }))).toHaveLength(1);
    expect(check({}, six('fd00:20::/64', { ip_range: '10.20.0.0/28' }))).toHaveLength(1);
    expect(check({}, six('fd00:20::/64', { aux_addresses: { nas: '10.20.0.7' } }))).toHaveLength(1);
    expect(check({}, six('fd00:20::/128'))).toHaveLength(1);
    expect(check({}, six('fd00:20::/129'))).toHaveLength(1);
    expect(check({}, six('FD00:20::/64', { gateway: 'fd00:20::9', ip_range: 'fd00:20::1:0/112' }))).toEqual(
      [],
    );
    const both = {
      networks: {
        a: { ipam: { config: [{ subnet: 'fd00:20::/64' }] } },
        b: { ipam: { config: [{ subnet: 'fd00:20::/80' }] } },
      },
    };
    expect(check({}, both)).toHaveLength(1);
  });
});
