import { describe, expect, test } from 'vitest';
import { valuesLegal } from '../../../src/rules/host/values-legal.ts';
import { service, stack } from '../../support/model.ts';

const check = (compose: Readonly<Record<string, unknown>>) =>
  valuesLegal
    .check(stack({ services: [service({ compose })] }))
    .map(({ message, fix }) => `${message} -> ${fix}`);

describe('values-legal, of what is shared', () => {
  test.each([
    ['hostname', 'shop'],
    ['dns', ['192.0.2.1']],
    ['extra_hosts', ['shop:192.0.2.1']],
    ['links', ['db']],
    ['ports', ['127.0.0.1:8080:80']],
    ['expose', ['80']],
  ])('%s is of the network, which is that of another container', (key, value) => {
    expect(check({ network_mode: 'service:vpn', [key]: value })).toEqual([
      `"web" says ${key} beside network_mode: service:vpn, and all that is of the network it has from the other container: the engine refuses to make it -> say ${key} of "vpn", and leave it out here`,
    ]);
    expect(check({ network_mode: 'container:vpn-1', [key]: value })).toHaveLength(1);
    expect(check({ network_mode: 'none', [key]: value })).toEqual([]);
    expect(check({ [key]: value })).toEqual([]);
  });

  test('nothing of the kind is said', () => {
    expect(check({ network_mode: 'service:vpn', dns: [], ports: [], hostname: '' })).toEqual([]);
    expect(check({ network_mode: 'service:vpn', domainname: 'a', mac_address: '02:42:ac:11:00:02' })).toEqual(
      [],
    );
    expect(check({ network_mode: '${MODE}', hostname: 'shop' })).toEqual([]);
  });

  test('a name of its own beside that of the host', () => {
    expect(check({ uts: 'host', hostname: 'shop' })).toEqual([
      '"web" says hostname beside uts: host, and its name is that of the host: the engine refuses to make it -> leave one of them out',
    ]);
    expect(check({ uts: 'host' })).toEqual([]);
  });

  test('settings of the kernel that are then the host’s', () => {
    expect(check({ network_mode: 'host', sysctls: { 'net.core.somaxconn': '1024' } })).toEqual([
      `"web" says sysctls.net.core.somaxconn beside network_mode: host, and that setting is then the host's: it does not start -> write hostSettings: { 'net.core.somaxconn': … }: make doctor asks the host for it`,
    ]);
    expect(check({ ipc: 'host', sysctls: { 'kernel.shmmax': '1' } })).toHaveLength(1);
    expect(check({ ipc: 'host', sysctls: { 'net.core.somaxconn': '1024' } })).toEqual([]);
    expect(check({ network_mode: 'host', sysctls: { 'kernel.shmmax': '1' } })).toEqual([]);
    expect(check({ sysctls: { 'net.core.somaxconn': '1024', 'kernel.shmmax': '1' } })).toEqual([]);
  });

  test('two things at one place, a part beside the volume, numbers of nobody, limits below none', () => {
    expect(check({ volumes: ['data:/a'], tmpfs: ['/a:size=1m'] })).toEqual([
      '"web" says tmpfs: /a beside a mount at /a, and one place holds one thing: the engine refuses to make it -> leave one of them out',
    ]);
    expect(check({ volumes: ['data:/a'], tmpfs: ['/a/b', '/b'] })).toEqual([]);
    const part = (subpath: string) =>
      check({ volumes: [{ type: 'volume', source: 'data', target: '/a', volume: { subpath } }] });
    expect(part('../shop')).toEqual([
      '"web" says volume.subpath: ../shop, and it leads out of the volume: the engine refuses to make it -> write what it takes, as in volume.subpath: shop/files',
    ]);
    expect(part('/shop')).toHaveLength(1);
    expect(part('shop/..')).toHaveLength(1);
    expect(part('shop/..files/a')).toEqual([]);
    expect(check({ user: '1000:4294967296' })).toEqual([
      `"web" says user: 4294967296, and numbers of users go from 0 to 2147483647: it does not start -> write user: '1000:1000'`,
    ]);
    expect(check({ user: '-1' })).toHaveLength(1);
    expect(check({ user: '2147483647:0' })).toEqual([]);
    expect(check({ ulimits: { memlock: -2 } })).toEqual([
      '"web" says ulimits.memlock below -1, and -1 is without end, and there is nothing below: it does not start -> write memlock: -1',
    ]);
    expect(check({ ulimits: { memlock: { soft: -1, hard: -1 } } })).toEqual([]);
  });
});

describe('values-legal, of logs that are sent elsewhere', () => {
  const logs = (driver: string, options: Readonly<Record<string, string>> = {}) =>
    check({ logging: { driver, options } });

  test.each(['syslog', 'journald', 'fluentd'])('%s keeps no files', (driver) => {
    expect(logs(driver, { 'max-size': '10m' })).toEqual([
      `"web" says logging.options.max-size, and the driver ${driver} keeps no files: the engine refuses to make it -> leave max-size out, or take the driver local`,
    ]);
    expect(logs(driver, { tag: 'shop' })).toEqual([]);
  });

  test('an address begins with how it is sent', () => {
    expect(logs('syslog', { 'syslog-address': 'localhost:514' })).toEqual([
      '"web" says logging.options.syslog-address: localhost:514, and it begins with how it is sent: the engine refuses to make it -> write it as in syslog-address: udp://192.0.2.1:514',
    ]);
    expect(logs('gelf', { 'gelf-address': 'http://localhost' })).toHaveLength(1);
    expect(logs('gelf')).toEqual([
      '"web" says logging.driver: gelf without gelf-address, and it sends to nobody: the engine refuses to make it -> write options: { gelf-address: udp://192.0.2.1:12201 }',
    ]);
    for (const address of ['tcp+tls://a:1', 'unixgram:///run/a', '${SYSLOG}'])
      expect(logs('syslog', { 'syslog-address': address })).toEqual([]);
    expect(logs('gelf', { 'gelf-address': 'tcp://a:1' })).toEqual([]);
    expect(logs('loki', { 'max-size': '10m' })).toEqual([]);
  });
});
