import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { addressReachable } from '../../../src/rules/network/address-reachable.ts';
import { service, stack } from '../../support/model.ts';

const points = (port?: number, to = 'db') => ({
  env: [{ name: 'DB', value: [{ kind: 'address' as const, service: to, ...(port && { port }) }] }],
});
const check = (web: Partial<ServiceModel>, db: Partial<ServiceModel> = {}) =>
  addressReachable.check(
    stack({
      services: [service({ id: 'db', listens: [{ port: 5432, purpose: 'main' }], ...db }), service(web)],
    }),
  );

describe('address-reachable', () => {
  test('no such service', () => {
    expect(check(points(5432, 'dbb'))).toEqual([
      {
        path: 'shop-test/app/web',
        message: '"web" points at "dbb" in DB, but no phase of this stack has such a service',
        fix: 'make "dbb" in a phase of this stack, or do not point at it',
      },
    ]);
  });

  test('no common network', () => {
    expect(check({ ...points(5432), networks: ['edge'] }, { networks: ['backend', 'data'] })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" points at "db" in DB, but they share no network (it is on "edge", "db" on "backend" and "data"): the name does not resolve',
        fix: 'add "backend" to the networks of "web"',
      },
    ]);
  });

  test('the network to add is the one that most others are on', () => {
    const db = service({ id: 'db', networks: ['coordination', 'backend'] });
    const web = service({ ...points(), networks: ['edge'] });
    const other = service({ id: 'other', networks: ['backend'] });
    expect(addressReachable.check(stack({ services: [db, web, other] }))).toMatchObject([
      { fix: 'add "backend" to the networks of "web"' },
    ]);
  });

  test('the default network is one as well', () => {
    expect(check(points(5432))).toEqual([]);
    expect(check({ ...points(5432), networks: ['edge'] })).toMatchObject([
      { fix: 'add "edge" to the networks of "db"' },
    ]);
  });

  test('raw networks replace the prop', () => {
    const raw = { compose: { networks: { backend: { aliases: ['x'] } } } };
    expect(check({ ...points(5432), networks: ['backend'] }, raw)).toEqual([]);
    expect(check({ ...points(5432), compose: { network_mode: 'none' } })).toHaveLength(1);
    expect(check({ ...points(5432), compose: { network_mode: 'service:vpn' } })).toEqual([]);
  });

  test('a port that nobody listens on', () => {
    expect(check(points(5433))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" points at port 5433 of "db" in DB, but "db" listens on 5432: the connection is refused',
        fix: 'use a port that "db" listens on, or give it port: 5433',
      },
    ]);
    // What nobody says only its program knows.
    expect(check(points(5433), { listens: [] })).toEqual([]);
    expect(check(points(5433), { compose: { expose: ['5433'] } })).toEqual([]);
  });

  test('a port that what the service is given says: its program may listen there', () => {
    const env = [{ name: 'METRICS_ADDR', value: [':9187'] }];
    expect(check(points(9187))).toHaveLength(1);
    expect(check(points(9187), { env })).toEqual([]);
    expect(check(points(9187), { command: [['db'], ['--metrics-port'], ['9187']] })).toEqual([]);
    expect(check(points(9187), { env: [{ name: 'SEED', value: ['91870'] }] })).toHaveLength(1);
    const [file, target] = ['db/db.conf', '/etc/db.conf'];
    const mounts = [{ kind: 'file', file, target, readOnly: true }] as const;
    const services = [
      service({ id: 'db', listens: [{ port: 5432, purpose: 'main' }], mounts }),
      service(points(9187)),
    ];
    const of = (text: string) =>
      stack({ services, files: [{ path: 'shop-test/x', file, content: { kind: 'text', text } }] });
    expect(addressReachable.check(of('metrics = 9187'))).toEqual([]);
    expect(addressReachable.check(of('metrics = 9188'))).toHaveLength(1);
  });

  test('a service of another stack, on a network of both', () => {
    const compose = { networks: { front: { external: true } } };
    const web = service({ ...points(8000, 'blog'), networks: ['front'] });
    expect(addressReachable.check(stack({ services: [web], compose }))).toEqual([]);
    expect(addressReachable.check(stack({ services: [web] }))).toHaveLength(1);
  });

  test('a host without a port, and a port after it', () => {
    expect(check(points())).toEqual([]);
    const url = (port: string) => ({
      env: [{ name: 'URL', value: ['x://', { kind: 'address' as const, service: 'db' }, `:${port}/x`] }],
    });
    expect(check(url('5432'))).toEqual([]);
    expect(check(url('1'))[0]?.message).toContain('points at port 1 of "db"');
  });

  const literal = (value: string, name = 'DB_URL') => ({ env: [{ name, value: [value] }] });

  test('a literal, when the ports are known', () => {
    expect(check(literal('postgres://db:5433/x'))).toHaveLength(1);
    expect(check(literal('postgres://db:5433/x'), { listens: [] })).toEqual([]);
    const known = { product: 'x', dataPaths: [], reach: { ports: [5432] } };
    expect(check(literal('postgres://db:5433/x'), { listens: [], known })).toHaveLength(1);
    expect(check(literal('postgres://db:5432/x'), { listens: [], known })).toEqual([]);
    const moved = { listens: [], known, command: [['postgres'], ['-p'], ['5433']] };
    expect(check(literal('postgres://db:5433/x'), moved)).toEqual([]);
  });

  test('no port where the usual one is another', () => {
    expect(check(literal('http://db/x'))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" points at "db" in DB_URL without a port, which means 80, but "db" listens on 5432: the connection is refused',
        fix: 'write the port: db:5432',
      },
    ]);
    expect(check(literal('postgres://u:p@db/x'))).toEqual([]);
    expect(check(literal('tcp://db/x'))).toEqual([]);
    expect(check(literal('http://db/x'), { listens: [] })).toEqual([]);
    const [url] = literal('http://db/x').env;
    expect(check({ env: [...(url ? [url] : []), { name: 'DB_PORT', value: ['5432'] }] })).toEqual([]);
  });

  test('an alias of several is that of the one within reach', () => {
    const alias = (network: string) => ({ compose: { networks: { [network]: { aliases: ['store'] } } } });
    const services = [
      service({ id: 'db', ...alias('data') }),
      service({ id: 'replica', ...alias('backend') }),
      service({ ...literal('postgres://store/x'), networks: ['backend'] }),
    ];
    expect(addressReachable.check(stack({ services }))).toEqual([]);
  });

  test('the port of the host', () => {
    const ports = [{ address: '127.0.0.1', published: 5433, target: 5432, protocol: 'tcp' as const }];
    expect(check(literal('postgres://db:5433/x'), { ports })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" points at port 5433 of "db" in DB_URL, but "db" listens on 5432, and 5433 is its port on the host: the connection is refused',
        fix: 'use the port inside the container: 5432',
      },
    ]);
  });

  test('an alias is known on its own network alone', () => {
    const aliased = { compose: { networks: { data: { aliases: ['store'] }, backend: null } } };
    const url = literal('postgres://store:5432/x');
    expect(check({ ...url, networks: ['data'] }, aliased)).toEqual([]);
    expect(check({ ...url, networks: ['backend'] }, aliased)).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" points at "db" as "store" in DB_URL, but it has that name on the network "data" alone, and "web" is not on it: the name does not resolve',
        fix: 'write "db", its name on every network',
      },
    ]);
    expect(check({ ...url, networks: ['edge'] }, aliased)).toHaveLength(1);
  });

  test('a container on the network of another one', () => {
    const behind = { compose: { network_mode: 'service:vpn' } };
    const vpn = service({ id: 'vpn' });
    const db = service({ id: 'db', listens: [{ port: 5432, purpose: 'main' }], ...behind });
    const at = (host: string) =>
      addressReachable.check(stack({ services: [db, vpn, service(literal(`postgres://${host}:5432/x`))] }));
    expect(at('db')).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" points at "db" in DB_URL, but "db" uses the network of "vpn" and has no name of its own there: the name does not resolve',
        fix: 'point at "vpn" instead',
      },
    ]);
    expect(at('vpn')).toEqual([]);
  });
});
