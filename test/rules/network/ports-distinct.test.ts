import { describe, expect, test } from 'vitest';
import type { PublishedPort } from '../../../src/model/service.ts';
import { portsDistinct } from '../../../src/rules/network/ports-distinct.ts';
import { service, stack } from '../../support/model.ts';

const port = (over: Partial<PublishedPort> = {}): PublishedPort => ({
  published: 80,
  target: 80,
  protocol: 'tcp',
  ...over,
});
const check = (first: PublishedPort, second: PublishedPort) =>
  portsDistinct.check(
    stack({ services: [service({ id: 'a', ports: [first] }), service({ id: 'b', ports: [second] })] }),
  );

describe('ports-distinct', () => {
  test('one port twice', () => {
    expect(check(port(), port())).toEqual([
      {
        path: 'shop-test/app/b',
        message: '"b" publishes port 80/tcp of the host, and so does "a": the second one cannot start',
        fix: 'publish another port of the host for "b"',
      },
    ]);
  });

  test('every address and one of them', () => {
    expect(check(port(), port({ address: '127.0.0.1' }))).toHaveLength(1);
    expect(check(port({ address: '127.0.0.1' }), port())).toHaveLength(1);
    expect(check(port({ address: '127.0.0.1' }), port({ address: '0.0.0.0' }))).toHaveLength(1);
  });

  test('two addresses, two protocols and two ports are apart', () => {
    expect(check(port({ address: '127.0.0.1' }), port({ address: '127.0.0.2' }))).toEqual([]);
    expect(check(port(), port({ protocol: 'udp' }))).toEqual([]);
    expect(check(port(), port({ published: 81 }))).toEqual([]);
  });

  test('a range and a port in it, once for each service', () => {
    const ranges = (a: string, b: string) =>
      portsDistinct
        .check(
          stack({
            services: [
              service({ id: 'a', compose: { ports: [a] } }),
              service({ id: 'b', compose: { ports: [b] } }),
            ],
          }),
        )
        .map(({ message }) => message);
    expect(ranges('8000-8010:80', '127.0.0.1:8005:80')).toEqual([
      '"b" publishes port 8005/tcp of the host, and so does "a": the second one cannot start',
    ]);
    expect(ranges('8000-8005:80', '8001-8002:80')).toEqual([
      '"b" publishes port 8001-8002/tcp of the host, and so does "a": the second one cannot start',
    ]);
    expect(ranges('8000-8001:80', '8002-8003:80')).toEqual([]);
  });

  test('two stacks on one host', () => {
    const neighbours = [{ project: 'shop-staging', services: [service({ id: 'caddy', ports: [port()] })] }];
    const found = (over: Partial<PublishedPort>) =>
      portsDistinct.check(stack({ services: [service({ ports: [port(over)] })], neighbours }));
    expect(found({})).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" publishes port 80/tcp of the host, and so does "caddy" of shop-staging on the same host: the second one cannot start',
        fix: 'publish another port of the host for "web"',
      },
    ]);
    expect(found({ published: 8080 })).toEqual([]);
  });

  test('one service, twice', () => {
    const twice = stack({ services: [service({ compose: { ports: ['80:80', '80:81'] } })] });
    expect(portsDistinct.check(twice)[0]?.message).toBe(
      '"web" publishes port 80/tcp of the host, twice: the second one cannot start',
    );
  });
});
