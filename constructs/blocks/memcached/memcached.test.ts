import { expect, test } from 'vitest';
import { english, said } from '../../../src/model/words.ts';
import { Match, Output } from '../../../src/testing.ts';
import { authored } from '../../../test/support/author.ts';
import { Memcached, Service } from '../../index.ts';

const image = 'memcached:1.6.39-alpine';

test('a cache below the limit of its container, without a volume, a port of the host or a login', () => {
  const stack = authored((core, site) => {
    const cache = new Memcached(core, 'cache', { image });
    new Service(site, 'web', { image: 'example:1', env: { MEMCACHE: cache.address } });
  });
  const output = Output.of(stack);
  output.hasService('cache', {
    command: ['memcached', '--memory-limit=96', '--udp-port=0'],
    volumes: Match.absent(),
    ports: Match.absent(),
    read_only: true,
    cap_drop: ['ALL'],
    cap_add: Match.absent(),
  });
  output.hasService('web', { environment: { MEMCACHE: 'cache:11211' } });
  expect([stack.stores, stack.volumes, stack.variables]).toEqual([[], [], []]);
  expect(said(stack.services[0]?.description ?? '', english)).toBe(
    'Memcached: a cache, empty after each start and in no backup',
  );
});

test('what it may take, at once and in one piece', () => {
  const props = { memory: '1gb', maxMemory: '900mb', maxItem: '8mb', connections: 4096 } as const;
  Output.of(authored((core) => new Memcached(core, 'cache', { image, ...props }))).hasService('cache', {
    command: ['memcached', '--memory-limit=900', '--max-item-size=8m', '--conn-limit=4096', '--udp-port=0'],
  });
});

test('more than its container has is refused', () => {
  expect(() => authored((core) => new Memcached(core, 'cache', { image, maxMemory: '128mb' }))).toThrow(
    expect.objectContaining({
      code: 'memcached-memory',
      message: 'maxMemory of "cache" is 128 MiB, and its container is killed beyond 128 MiB',
    }),
  );
});
