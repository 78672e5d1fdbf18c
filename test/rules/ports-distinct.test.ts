import { describe, expect, test } from 'vitest';
import type { PublishedPort } from '../../src/model/service.ts';
import { portsDistinct } from '../../src/rules/ports-distinct.ts';
import { service, stack } from '../support/model.ts';

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

  test('one service, twice', () => {
    const twice = stack({ services: [service({ compose: { ports: ['80:80', '80:81'] } })] });
    expect(portsDistinct.check(twice)[0]?.message).toBe(
      '"web" publishes port 80/tcp of the host, twice: the second one cannot start',
    );
  });
});
