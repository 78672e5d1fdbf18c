import { afterAll, beforeAll, expect, it } from 'vitest';
import { blockImages } from './support/block-images.ts';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';

/** Stores of three versions, each with the name of its client, and a cache. */
const stores = [
  ['six', 'redis', 'Redis', images.redis, ''],
  ['seven', 'redis', 'Redis', blockImages.redis7, "user: 'shop', databases: 4,"],
  ['eight', 'valkey', 'Valkey', blockImages.valkey, ''],
] as const;
const lines = stores.map(
  ([id, , product, image, more]) =>
    `new ${product}(core, '${id}', { image: '${image}', as: 'store', memory: '128mb', ${more} });`,
);
const source = sourceOf(
  'keys',
  ['Redis', 'Valkey', 'Service'],
  `${lines.join('\n')}
  const cache = new Redis(core, 'cache', { image: '${blockImages.redis7}', as: 'cache', memory: '64mb' });
  new Service(last, 'app', { image: '${images.redis}', env: { URL: cache.url }, memory: '32mb', stopGrace: '1s', command: ['sleep', 'infinity'] });`,
);

const system = new System('keys');
beforeAll(() => {
  system.becomes(source);
  system.mustMake('start');
});
afterAll(() => system.dispose());

const ask = (id: string, client: string, ...words: readonly string[]) =>
  system.mustExec(id, [`${client}-cli`, ...words]);
/** What each store holds: a text, a list in another database, and what has a time to live. */
const held = () =>
  stores.map(([id, client]) => [
    ask(id, client, 'GET', 'text'),
    ask(id, client, '-n', '3', 'LRANGE', 'jobs', '0', '-1'),
    Number(ask(id, client, 'TTL', 'session')) > 0,
  ]);
const all = stores.map(() => ['a line\nand "another"', 'one\ntwo', true]);

it('saves stores and brings them back; a cache is in no backup and has no volume', () => {
  for (const [id, client] of stores) {
    system.mustExec(id, [`${client}-cli`, '-x', 'SET', 'text'], 'a line\nand "another"');
    ask(id, client, '-n', '3', 'RPUSH', 'jobs', 'one', 'two');
    ask(id, client, 'SET', 'session', 'it', 'EX', '10000');
  }
  ask('cache', 'redis', 'SET', 'page', 'made');
  expect(held()).toEqual(all);
  system.mustMake('backup');
  system.mustMake('restore-drill', 'BACKUP=latest');
  ask('six', 'redis', 'SET', 'late', 'it');
  system.mustMake('destroy');
  expect(system.has('volume')).toEqual([]);
  expect(system.mustMake('restore', 'BACKUP=latest')).toMatch(/seven +keys +2 +2 +equal/);
  expect(held()).toEqual(all);
  expect(ask('six', 'redis', 'EXISTS', 'late')).toBe('0');
  expect(system.has('volume')).toEqual(['eight', 'seven', 'six'].map((id) => `keys-test_${id}_data`));
});

it('holds after a second start what it held; a cache is empty', () => {
  ask('six', 'redis', 'RPUSH', 'more', 'three');
  system.compose('restart', ...stores.map(([id]) => id), 'cache');
  system.mustMake('start');
  expect(held()).toEqual(all);
  expect(ask('six', 'redis', 'LLEN', 'more')).toBe('1');
  expect(ask('cache', 'redis', 'DBSIZE')).toBe('0');
});

it('lets nobody in with a wrong password, and its user not at the server', () => {
  const as = (words: string) => system.exec('seven', ['sh', '-c', words]).out;
  expect(as('REDISCLI_AUTH=wrong redis-cli PING 2>&1')).toContain('WRONGPASS');
  expect(as('REDISCLI_AUTH= redis-cli PING 2>&1')).toContain('NOAUTH');
  const user = 'REDISCLI_AUTH=$USER_PASSWORD redis-cli --user shop';
  expect(as(`${user} GET text`)).toContain('a line');
  expect(as(`${user} CONFIG GET dir`)).toContain('NOPERM');
  expect(as('redis-cli CONFIG GET databases')).toContain('4');
});
