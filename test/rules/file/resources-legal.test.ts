import { describe, expect, test } from 'vitest';
import { resourcesLegal } from '../../../src/rules/file/resources-legal.ts';
import { service, stack, volume } from '../../support/model.ts';

const check = (ofStack: Readonly<Record<string, unknown>>, compose: Readonly<Record<string, unknown>> = {}) =>
  resourcesLegal
    .check(stack({ services: [service({ compose })], compose: ofStack }))
    .map(({ message, fix }) => `${message} -> ${fix}`);
const network = (said: object) => check({ networks: { lan: said } });
const made = (said: object) => check({ volumes: { files: said } });
const local = (driver_opts: object, more: object = {}) => made({ driver_opts, ...more });

describe('resources-legal', () => {
  test('a network by the name or with the driver of one that the engine has', () => {
    expect(network({ name: 'bridge' })).toEqual([
      'the network "lan" is called bridge, and the engine has one of that name, which is not of this project: Compose refuses the whole file -> leave its name out',
    ]);
    expect(network({ name: '' })).toEqual([
      'the network "lan" has an empty name, and the engine refuses to make it -> leave its name out',
    ]);
    expect(network({ driver: 'host' })).toEqual([
      'the network "lan" has the driver host, and the engine has the only one of it: the engine refuses to make it -> say network_mode: host of the service',
    ]);
    expect(network({ driver: 'none' })).toMatchObject([expect.stringContaining('say network_mode: none')]);
    expect(network({ driver: 'overlay' })).toEqual([
      'the network "lan" has the driver overlay, and only a Swarm makes such: the engine refuses to make it -> leave the driver out; one that a Swarm made is external: true',
    ]);
    expect(network({ enable_ipv4: false })).toHaveLength(1);
    expect(network({ enable_ipv4: false, enable_ipv6: true })).toEqual([]);
    for (const said of [{ name: 'lan' }, { driver: 'macvlan' }, { driver: '${DRIVER}' }, { name: '${LAN}' }])
      expect(network(said)).toEqual([]);
    // What others made is as it is.
    expect(network({ external: true, name: 'traefik', driver: 'overlay' })).toEqual([]);
  });

  test('a driver that is misspelt, and one that may be a plugin', () => {
    expect(network({ driver: 'brige' })).toEqual([
      'the network "lan" has the driver brige, and the engine has none of that name: the engine refuses to make it -> write driver: bridge',
    ]);
    expect(network({ ipam: { driver: 'defualt' } })).toEqual([
      'the network "lan" has the ipam.driver defualt, and the engine has none of that name: the engine refuses to make it -> write ipam.driver: default',
    ]);
    expect(made({ driver: 'loacl' })).toHaveLength(1);
    expect(network({ driver: 'weave' })).toEqual([]);
    expect(made({ driver: 'rclone', driver_opts: { remote: 'disk:shop' } })).toEqual([]);
    expect(made({ driver: 'vieux/sshfs:latest', driver_opts: { sshcmd: 'a@b:/c' } })).toEqual([]);
    expect(made({ driver: '${DRIVER:-local}', driver_opts: { share: 'shop' } })).toEqual([]);
    expect(made({ driver: '', driver_opts: { share: 'shop' } })).toHaveLength(1);
  });

  test('what a bridge is told', () => {
    const told = (key: string, value: unknown) => network({ driver_opts: { [key]: value } });
    expect(told('com.docker.network.bridge.enable_icc', 'maybe')).toEqual([
      'the network "lan" says com.docker.network.bridge.enable_icc: maybe, and that is neither true nor false: the engine refuses to make it -> write as in com.docker.network.bridge.enable_icc: \'true\'',
    ]);
    for (const [key, wrong, right] of [
      ['com.docker.network.bridge.enable_ip_masquerade', 'yes', 'false'],
      ['com.docker.network.bridge.gateway_mode_ipv4', 'open', 'isolated'],
      ['com.docker.network.bridge.gateway_mode_ipv6', '', 'routed'],
      ['com.docker.network.bridge.host_binding_ipv4', '127.0.0', '127.0.0.1'],
      ['com.docker.network.bridge.name', 'a-bridge-for-the-shop', 'br-shop'],
      ['com.docker.network.driver.mtu', '70000', 1450],
    ] as const) {
      expect(told(key, wrong)).toHaveLength(1);
      expect(told(key, right)).toEqual([]);
    }
    expect(told('com.docker.network.driver.mtu', '${MTU}')).toEqual([]);
    expect(network({ driver: '${DRIVER}', driver_opts: { 'com.docker.network.driver.mtu': 'x' } })).toEqual(
      [],
    );
    expect(network({ driver: 'ipvlan', driver_opts: { 'com.docker.network.driver.mtu': 'x' } })).toEqual([]);
  });

  test('what a volume is told', () => {
    expect(local({ type: 'nfs', o: 'addr=192.0.2.7', dev: ':/export' })).toEqual([
      "the volume \"files\" says driver_opts.dev, and its driver knows type, device, o, size alone: the engine refuses to make it -> write as in driver_opts: { type: 'nfs', o: 'addr=192.0.2.7,rw', device: ':/export' }",
    ]);
    expect(local({ size: '1g' })).toEqual([
      'the volume "files" has driver_opts without type and device, and its driver needs both to mount something: the engine refuses to make it -> say type and device, or leave driver_opts out',
    ]);
    for (const lacking of [
      { type: 'none', o: 'bind' },
      { o: 'bind', device: '/srv' },
      { type: 'tmpfs', device: '' },
    ])
      expect(local(lacking)).toHaveLength(1);
    expect(local({ type: 'none', o: 'bind', device: './files' })).toEqual([
      'the volume "files" binds the folder ./files, and the engine does not look for it beside the compose file: no service that mounts it starts -> say driver: local, too, or write the whole path: /srv/files',
    ]);
    // Compose makes a whole path of it where it is sure of the driver, and of that word alone.
    expect(local({ type: 'none', o: 'bind', device: './files' }, { driver: 'local' })).toEqual([]);
    expect(local({ type: 'none', o: 'bind,ro', device: './files' }, { driver: 'local' })).toHaveLength(1);
    expect(local({ type: 'none', device: '/srv/files' })).toEqual([
      'the volume "files" says type: none without o: bind, and nothing of that type can be mounted: no service that mounts it starts -> say o: \'bind\'',
    ]);
    for (const right of [
      { type: 'none', o: 'bind', device: '/srv/files' },
      { type: 'none', o: '${FLAGS}', device: '${FOLDER}' },
      { type: 'bind', o: 'bind', device: '${FOLDER}' },
      { type: 'tmpfs', device: 'tmpfs', o: 'size=10m' },
      { type: 'nfs', o: 'addr=192.0.2.7', device: ':/export' },
    ])
      expect(local(right)).toEqual([]);
  });

  test('a volume of others, and the name of one', () => {
    expect(made({ external: true, driver: 'local', labels: { a: 'b' } })).toEqual([
      'the volume "files" is external and says driver and labels, and others made it as it is: Compose refuses the whole file -> leave them out',
    ]);
    expect(made({ external: true, name: 'files' })).toEqual([]);
    expect(made({ name: 'my files' })).toEqual([
      'the volume "files" is called "my files", and its name is two or more letters, digits, dots, hyphens and underscores, the first a letter or a digit: the engine refuses to make it -> leave its name out',
    ]);
    for (const name of ['x', '-files', 'a/b']) expect(made({ name })).toHaveLength(1);
    for (const name of ['files', '0.a_b-c', '${NAME}']) expect(made({ name })).toEqual([]);
  });

  test('a config and a secret come from one place', () => {
    expect(check({ configs: { motd: { file: './motd', content: 'Hello' } } })).toEqual([
      'the config "motd" comes from file and content, and one of them fills it: Compose refuses the whole file -> say file or content alone',
    ]);
    expect(check({ configs: { motd: { name: 'motd' } } })).toEqual([
      'the config "motd" comes from nowhere, and Compose refuses the whole file -> say its file, environment or content',
    ]);
    expect(check({ secrets: { key: { external: true } } })).toEqual([
      'the secret "key" is external, and only Swarm has such: no service that takes it starts -> say from which file: file: …',
    ]);
    expect(check({ secrets: { key: { file: './key', environment: 'KEY' } } })).toHaveLength(1);
    expect(
      check({
        secrets: { key: { environment: 'KEY' } },
        configs: { motd: { content: '' }, b: { file: './b' } },
      }),
    ).toEqual([]);
  });

  test('a service has networks, or what stands in their place', () => {
    const lan = { networks: { lan: {}, host: { external: true } } };
    expect(check(lan, { network_mode: 'host', networks: ['lan'] })).toEqual([
      '"web" says networks beside network_mode: host, and has one of them only: Compose refuses the whole file -> leave one of them out',
    ]);
    expect(check(lan, { networks: ['host'] })).toEqual([
      '"web" joins the network host of the engine by its name, and Compose gives it a second name there: the engine refuses to make it -> say network_mode: host of "web", and leave the network out',
    ]);
    expect(
      check({ networks: { out: { external: true, name: 'bridge' } } }, { networks: ['out'] }),
    ).toHaveLength(1);
    expect(check(lan, { networks: ['lan'] })).toEqual([]);
    expect(check(lan, { network_mode: 'host' })).toEqual([]);
    expect(check({ networks: { host: {} } }, { networks: ['host'] })).toEqual([]);
  });

  test('says where what a construct made is', () => {
    const one = stack({
      volumes: [volume({ id: 'files', path: 'shop-test/files' })],
      compose: { volumes: { files: { driver_opts: { dev: '/dev/sdb' } } } },
    });
    expect(resourcesLegal.check(one)).toMatchObject([{ path: 'shop-test/files' }]);
  });
});
