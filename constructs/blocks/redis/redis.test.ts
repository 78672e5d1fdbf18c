import { expect, test } from 'vitest';
import { authored, authoredService } from '../../../test/support/author.ts';
import { Redis, Service } from '../../index.ts';

const image = 'redis:6.2.20-alpine';

test('its password comes on standard input, not in an argument', () => {
  const model = authored((core) => new Redis(core, 'redis', { image }));
  const redis = authoredService(model, 'redis');
  expect(redis.env).toEqual({ REDISCLI_AUTH: '${REDIS_PASSWORD}' });
  expect(redis.command).toEqual([
    'sh',
    '-c',
    `exec docker-entrypoint.sh redis-server - --appendonly yes --maxmemory 256mb --maxmemory-policy noeviction <<EOF
requirepass $REDISCLI_AUTH
rename-command MODULE ""
EOF
`,
  ]);
});

test('its URL, volume, health and console', () => {
  const model = authored((core, site) => {
    const redis = new Redis(core, 'queue', { image });
    new Service(site, 'web', { image: 'example:1', env: { REDIS_URL: redis.url } });
  });
  const queue = authoredService(model, 'queue');
  expect(authoredService(model, 'web').env.REDIS_URL).toBe('redis://:${QUEUE_PASSWORD}@queue:6379/');
  expect(queue.mounts).toEqual(['queue_data:/data']);
  // redis-cli alone ends with 0 when Redis answers with an error.
  expect(queue.test).toEqual(['redis-cli ping | grep -q PONG']);
  expect(queue.model.console).toMatchObject({ target: 'queue-redis-cli', command: ['redis-cli'] });
});

test('it may take half of what its container has, or what the author says', () => {
  const command = (props: object) =>
    authoredService(
      authored((core) => new Redis(core, 'redis', { image, ...props })),
      'redis',
    ).command?.[2];
  expect(command({ memory: '1gb' })).toContain('--maxmemory 512mb');
  expect(command({ memory: '1gb', maxMemory: '600mb' })).toContain('--maxmemory 600mb');
  for (const eviction of ['noeviction', 'volatile-lru', 'allkeys-lru'])
    expect(command({ eviction })).toContain(`--maxmemory-policy ${eviction} <<EOF`);
});

test('more than its container has is refused', () => {
  expect(() =>
    authored((core) => new Redis(core, 'redis', { image, memory: '512mb', maxMemory: '512mb' })),
  ).toThrow(
    expect.objectContaining({
      code: 'redis-memory',
      message: 'maxMemory of "redis" is 512 MiB, and its container is killed beyond 512 MiB',
      fix: 'leave maxMemory out, or give the container about twice as much memory',
    }),
  );
});

test('what its volume holds the author may say', () => {
  const holds = (props: object) =>
    authored((core) => new Redis(core, 'redis', { image: 'redis:6.2.20', ...props })).volumes[0]?.holds.en;
  expect([holds({}), holds({ holds: 'Carts' })]).toEqual(['Redis: queued jobs and cache', 'Carts']);
});
