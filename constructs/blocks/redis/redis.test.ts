import { expect, test } from 'vitest';
import { english, said } from '../../../src/model/words.ts';
import { Match, Output } from '../../../src/testing.ts';
import { appOf, authored } from '../../../test/support/author.ts';
import { Redis, Service } from '../../index.ts';

const image = 'redis:6.2.20-alpine';

test('its password comes on standard input, not in an argument', () => {
  Output.of(appOf((core) => new Redis(core, 'redis', { image }))).hasService('redis', {
    environment: Match.objectEquals({ REDISCLI_AUTH: Match.variable('REDIS_PASSWORD') }),
    command: [
      'sh',
      '-c',
      `exec docker-entrypoint.sh redis-server - --appendonly yes --maxmemory 256mb --maxmemory-policy noeviction <<EOF
requirepass $$REDISCLI_AUTH
rename-command MODULE ""
EOF
`,
    ],
  });
});

test('its URL, volume, health and console', () => {
  const model = authored((core, site) => {
    const redis = new Redis(core, 'queue', { image });
    new Service(site, 'web', { image: 'example:1', env: { REDIS_URL: redis.url } });
  });
  const output = Output.of(model);
  output.hasService('web', {
    environment: { REDIS_URL: 'redis://:${QUEUE_PASSWORD:?run make init}@queue:6379/' },
  });
  output.hasService('queue', {
    volumes: ['queue_data:/data'],
    // redis-cli alone ends with 0 when Redis answers with an error.
    healthcheck: { test: ['CMD-SHELL', 'redis-cli ping | grep -q PONG'] },
  });
  expect(model.services[0]?.console).toMatchObject({ target: 'queue-redis-cli', command: ['redis-cli'] });
});

test('it may take half of what its container has, or what the author says', () => {
  const says = (props: object, part: RegExp) =>
    Output.of(appOf((core) => new Redis(core, 'redis', { image, ...props }))).hasService('redis', {
      command: ['sh', '-c', part],
    });
  says({ memory: '1gb' }, /--maxmemory 512mb/);
  says({ memory: '1gb', maxMemory: '600mb' }, /--maxmemory 600mb/);
  for (const eviction of ['noeviction', 'volatile-lru', 'allkeys-lru'])
    says({ eviction }, new RegExp(`--maxmemory-policy ${eviction} <<EOF`));
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
    said(
      authored((core) => new Redis(core, 'redis', { image: 'redis:6.2.20', ...props })).volumes[0]?.holds ??
        '',
      english,
    );
  expect([holds({}), holds({ holds: 'Carts' })]).toEqual(['Redis: queued jobs and cache', 'Carts']);
});
