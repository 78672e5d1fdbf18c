import { expect, test } from 'vitest';
import { english, said } from '../../../src/model/words.ts';
import { Match, Output } from '../../../src/testing.ts';
import { authored } from '../../../test/support/author.ts';
import { Redis, Service, Valkey } from '../../index.ts';

const image = 'redis:8.2.1-alpine';

test('a store is saved by a snapshot, and refuses writes when it is full', () => {
  const stack = authored((core) => new Redis(core, 'queue', { image, as: 'store' }));
  expect(stack.stores).toMatchObject([
    { name: 'queue', volumes: ['queue_data'], method: { name: 'rdb' }, words: ['queue_data', 'redis'] },
  ]);
  expect(said(stack.services[0]?.description ?? '', english)).toBe('Redis: keys and values, kept on disk');
  Output.of(stack).hasService('queue', {
    command: ['sh', '-c', /--appendonly yes --maxmemory 256mb --maxmemory-policy noeviction <<EOF/],
    volumes: ['queue_data:/data'],
  });
  expect(stack.runbook.troubleshooting.map(({ symptom }) => said(symptom, english))).toEqual([
    "`OOM command not allowed when used memory > 'maxmemory'`",
    '`MISCONF … unable to persist to disk`',
    '`Bad file format reading the append only file`',
  ]);
});

test('a cache keeps nothing: no volume, not one without a name either, no file, no backup', () => {
  const stack = authored((core) => new Redis(core, 'cache', { image, as: 'cache', memory: '1gb' }));
  expect([stack.stores, stack.volumes]).toEqual([[], []]);
  Output.of(stack).hasService('cache', {
    command: [
      'sh',
      '-c',
      `exec docker-entrypoint.sh redis-server - --appendonly no --maxmemory 768mb --maxmemory-policy allkeys-lru <<EOF
requirepass $$REDISCLI_AUTH
rename-command MODULE ""
save ""
EOF
`,
    ],
    volumes: [Match.objectEquals({ type: 'tmpfs', target: '/data', tmpfs: { size: 1_048_576 } })],
  });
  expect(said(stack.runbook.troubleshooting[0]?.symptom ?? '', english)).toBe(
    '`cache` is empty after a restart or a restore',
  );
});

test('a cache that shall keep something, and a store that forgets, are refused', () => {
  const code = (props: object) => {
    try {
      authored((core) => new Redis(core, 'redis', { image, ...props }));
      return 'taken';
    } catch (error) {
      return error instanceof Error && 'code' in error ? `${error.code}: ${error.message}` : 'something else';
    }
  };
  expect(code({ as: 'cache', backup: { stop: true } })).toBe(
    'redis-cache: "redis" is a cache, which keeps nothing, and has backup',
  );
  expect(code({ as: 'cache', volume: 'keys' })).toBe(
    'redis-cache: "redis" is a cache, which keeps nothing, and has volume',
  );
  expect(code({ as: 'cache', backup: false })).toBe('taken');
  expect(code({ as: 'store', eviction: 'allkeys-lru' })).toBe(
    'redis-eviction: "redis" is a store, and Redis throws away any of its keys when it is full (allkeys-lru)',
  );
  expect(code({ as: 'store', eviction: 'volatile-lru' })).toBe('taken');
  expect(() => authored((core) => new Redis(core, 'redis', { image, as: 'cache' }).data)).toThrow(
    '"redis" is a cache, which keeps nothing, and so has no volume',
  );
});

test('a store may be saved otherwise, or not at all', () => {
  const stores = (backup: boolean | { readonly pause: true }) =>
    authored((core) => new Redis(core, 'redis', { image, as: 'store', backup })).stores;
  expect(stores(false)).toEqual([]);
  expect(stores({ pause: true })).toMatchObject([{ method: { name: 'archive' }, meanwhile: 'pause' }]);
});

test('Valkey is the same by other programs, and one that says no use is a queue beside a cache', () => {
  const stack = authored(
    (core) => new Valkey(core, 'valkey', { image: 'valkey/valkey:9.0.1', backup: true }),
  );
  Output.of(stack).hasService('valkey', {
    command: ['sh', '-c', /^exec docker-entrypoint.sh valkey-server - --appendonly yes/],
    healthcheck: { test: ['CMD-SHELL', 'valkey-cli ping | grep -q PONG'] },
  });
  expect(stack.services[0]?.console?.target).toBe('valkey-cli');
  expect(stack.stores).toMatchObject([{ words: ['valkey_data', 'valkey'] }]);
  expect(stack.services[0]?.known?.product).toBe('Valkey');
});

test('databases by their numbers, and a user of the application who is none of the server', () => {
  const model = authored((core, site) => {
    const redis = new Redis(core, 'redis', { image, as: 'store', databases: 32, user: 'shop' });
    const env = { JOBS: redis.url, CACHE: redis.database(1), PASSWORD: redis.password };
    new Service(site, 'web', { image: 'example:1', env });
  });
  const output = Output.of(model);
  output.hasService('web', {
    environment: {
      JOBS: 'redis://shop:${REDIS_USER_PASSWORD:?run make init}@redis:6379/',
      CACHE: 'redis://shop:${REDIS_USER_PASSWORD:?run make init}@redis:6379/1',
      PASSWORD: '${REDIS_USER_PASSWORD:?run make init}',
    },
  });
  output.hasService('redis', {
    command: ['sh', '-c', /\nuser shop on >\$\$USER_PASSWORD ~\* &\* \+@all -@admin\ndatabases 32\nEOF\n$/],
    environment: {
      REDISCLI_AUTH: '${REDIS_PASSWORD:?run make init}',
      USER_PASSWORD: '${REDIS_USER_PASSWORD:?run make init}',
    },
  });
});
