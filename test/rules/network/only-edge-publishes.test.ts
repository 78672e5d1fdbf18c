import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { onlyEdgePublishes } from '../../../src/rules/network/only-edge-publishes.ts';
import { environment, service, stack } from '../../support/model.ts';

const check = (over: Partial<ServiceModel>) => onlyEdgePublishes.check(stack({ services: [service(over)] }));
const typed = (address?: string) =>
  check({ ports: [{ ...(address && { address }), published: 8000, target: 80, protocol: 'tcp' }] });
const raw = (port: unknown) => check({ compose: { ports: [port] } });

const postgres = {
  product: 'PostgreSQL',
  dataPaths: ['/var/lib/postgresql/data'],
  traits: { oneWriter: true },
};

describe('only-edge-publishes', () => {
  test('a service that is not the edge', () => {
    expect(typed()).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" publishes port 8000 on every address of the host: others reach it past the edge, without its TLS',
        fix: "leave the port out and add a route to the edge, or publish it with address: '127.0.0.1'; what is no HTTP says its purpose: '…'",
      },
    ]);
    expect(typed('10.0.0.4')[0]?.message).toBe(
      '"web" publishes port 8000 on "10.0.0.4": others reach it past the edge, without its TLS',
    );
  });

  test('what is said to be no HTTP may, on those ports; a store may not', () => {
    const opens = [{ first: 22, last: 24, protocol: 'tcp', purpose: 'Git over SSH.' }] as const;
    const ports = (published: number, protocol: 'tcp' | 'udp' = 'tcp') =>
      [{ published, target: 22, protocol }] as const;
    expect(check({ opens, ports: ports(23) })).toEqual([]);
    expect(check({ opens, ports: ports(25) })).toHaveLength(1);
    expect(check({ opens, ports: ports(23, 'udp') })).toHaveLength(1);
    expect(check({ opens, ports: ports(23), known: postgres })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" publishes port 23 on every address of the host: whoever finds PostgreSQL there tries passwords until one opens it',
        fix: "leave the port out: services reach it on their networks, and a person through ssh, on a port with address: '127.0.0.1'",
      },
    ]);
    // An application that keeps files is no store.
    const known = { product: 'Gitea', dataPaths: ['/var/lib/gitea'] };
    expect(check({ opens, ports: ports(23), known })).toEqual([]);
  });

  test('an engine without TLS is nobody’s to reach, whatever its port is for', () => {
    const opens = [{ first: 2375, last: 2376, protocol: 'tcp', purpose: 'Builds.' }] as const;
    const on = (published: number, target: number) =>
      check({ opens, ports: [{ published, target, protocol: 'tcp' }] });
    expect(on(2375, 2375)).toHaveLength(1);
    expect(on(2376, 2375)).toHaveLength(1);
    expect(on(2376, 2376)).toEqual([]);
  });

  test('a cache that asks for no password is no edge either, and has no purpose outside', () => {
    const known = { product: 'Memcached', dataPaths: [], traits: { inside: true } };
    const open = [{ published: 11211, target: 11211, protocol: 'tcp' }] as const;
    expect(check({ edge: true, ports: open, known })).toMatchObject([
      {
        message:
          '"web" publishes port 11211 on every address of the host: whoever finds Memcached there is asked for no password',
        fix: `leave edge and the port out: services reach it on their networks, and a person through ssh, on a port with address: '127.0.0.1'`,
      },
    ]);
    expect(check({ ports: [{ ...open[0], address: '127.0.0.1' }], known })).toEqual([]);
  });

  test('a store is no edge, whatever it is called', () => {
    const ports = [{ published: 5432, target: 5432, protocol: 'tcp' }] as const;
    expect(check({ edge: true, ports, known: postgres })).toMatchObject([
      {
        message:
          '"web" publishes port 5432 on every address of the host: whoever finds PostgreSQL there tries passwords until one opens it',
        fix: "leave edge and the port out: services reach it on their networks, and a person through ssh, on a port with address: '127.0.0.1'",
      },
    ]);
    expect(check({ edge: true, known: postgres, compose: { network_mode: 'host' } })).toHaveLength(1);
    expect(check({ edge: true, ports, known: { product: 'Caddy', dataPaths: ['/data'] } })).toEqual([]);
  });

  test('the edge may', () => {
    expect(check({ edge: true, ports: [{ published: 443, target: 443, protocol: 'udp' }] })).toEqual([]);
    expect(check({ edge: true, compose: { network_mode: 'host' } })).toEqual([]);
  });

  test.each(['127.0.0.1', '127.12.0.9', '::1', '[::1]', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1'])(
    '%s is loopback',
    (address) => {
      expect(typed(address)).toEqual([]);
    },
  );

  test.each(['0.0.0.0', '128.0.0.1', '127.0.0.1.example.com', '::', '::2', 'localhost', '1::1'])(
    '%s is not',
    (address) => {
      expect(typed(address)).toHaveLength(1);
    },
  );

  test.each([
    '8000:80',
    8000,
    '8000',
    '8000-8005:8000-8005',
    '${BIND:-127.0.0.1}:8000:80',
    '0.0.0.0:8000:80/udp',
    { target: 80, published: 8000 },
    { target: 80, published: '8000', host_ip: '10.0.0.1' },
    { target: 80 },
  ])('raw %o is open', (port) => {
    expect(raw(port)).toHaveLength(1);
  });

  test.each([
    '127.0.0.1:8000:80',
    '127.0.0.1::80',
    '[::1]:8000:80/tcp',
    { target: 80, host_ip: '127.0.0.1' },
  ])('raw %o is on loopback', (port) => {
    expect(raw(port)).toEqual([]);
  });

  test('a port that the engine picks', () => {
    expect(raw('80')[0]?.message).toBe(
      '"web" publishes a port that the engine picks on every address of the host: others reach it past the edge, without its TLS',
    );
  });

  test('a store on loopback is a warning where data are guarded', () => {
    const db = service({
      id: 'db',
      known: postgres,
      ports: [{ address: '127.0.0.1', published: 5432, target: 5432, protocol: 'tcp' }],
    });
    const on = (guarded: boolean, services = [db]) =>
      onlyEdgePublishes.check(
        stack({ services, environment: { ...environment, name: 'production', guarded } }),
      );
    expect(on(true)).toEqual([
      {
        path: 'shop-test/app/db',
        severity: 'warn',
        message:
          '"db" publishes port 5432 on loopback in "production", which is guarded: every user and program of that host reaches PostgreSQL past its networks',
        fix: 'leave publish of "db" out in "production" (environment.pick keeps it elsewhere), and go in with docker compose exec',
      },
    ]);
    expect(on(false)).toEqual([]);
    const { known, ...unknown } = db;
    expect(on(true, [unknown])).toEqual([]);
  });

  test("the host's network", () => {
    expect(check({ compose: { network_mode: 'host' } })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" has network_mode: host, so every port that it opens is open to whoever reaches the host',
        fix: 'remove network_mode from the raw keys of "web", or acknowledge it with the reason',
      },
    ]);
  });
});
