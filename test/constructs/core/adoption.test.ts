import { describe, expect, test } from 'vitest';
import type { OldProject } from '../../../constructs/index.ts';
import { ClickHouse, Kafka, Minio, Postgres, Redis, Volume, Zookeeper } from '../../../constructs/index.ts';
import { ourLanguages } from '../../../src/model/words.ts';
import { runbook } from '../../../src/targets/operations/runbook/runbook.ts';
import { layouts } from '../../../src/targets/operations/scripts/adopt.ts';
import { authored } from '../../support/author.ts';

/** A stack with a database and an event store, which takes over `old` in these words. */
const adopting = (old: OldProject = {}, project = 'old-shop') =>
  authored(
    (core) => {
      new Postgres(core, 'db', { image: 'postgres:16.4', database: 'shop', user: 'owner' });
      new Redis(core, 'cache', { image: 'redis:6.2.20' });
      const zookeeper = new Zookeeper(core, 'zk', { image: 'zookeeper:3.7.0' });
      new Kafka(core, 'kafka', { image: 'kafka:2.8.1', zookeeper });
      new ClickHouse(core, 'events', { image: 'clickhouse:22.8', database: 'shop', zookeeper });
      new Minio(core, 'files', { image: 'minio:1', client: 'mc:1', bucket: 'shop' });
      new Volume(core, 'everywhere', { holds: 'Files of all.', compose: { external: true } });
    },
    { adopts: { [project]: old } },
  );

test('each store says what must be known of its volumes', () => {
  expect(
    adopting().adoption?.takeovers.map(({ path, method, ...one }) => ({
      ...(method && { method: method.name }),
      ...one,
      path: path.split('/').at(-1),
    })),
  ).toEqual([
    { method: 'postgres', path: 'db', service: 'db', volumes: ['db_data'], words: ['shop', 'owner'] },
    { method: 'zookeeper', path: 'zk', service: 'zk', volumes: ['zk_data', 'zk_datalog'], words: [] },
    { path: 'kafka', service: 'kafka', volumes: ['kafka_data'], needs: ['zk'], words: [] },
    {
      method: 'clickhouse',
      path: 'events',
      service: 'events',
      volumes: ['events_data'],
      needs: ['zk'],
      words: ['shop', 'shop', 'shop', '01', '01'],
    },
    { method: 'minio', path: 'files', service: 'files', volumes: ['files_data'], words: ['shop'] },
  ]);
});

test('every volume of state can be taken over: what is lost at any time, on its way or external cannot', () => {
  const [own] = layouts(adopting());
  expect(own?.volumes.map(({ ours }) => ours)).toEqual([
    ...['db_data', 'cache_data', 'zk_data', 'zk_datalog', 'kafka_data', 'events_data', 'files_data'],
  ]);
});

test('what the author says of the old project is what is looked for there', () => {
  const model = adopting({ volumes: { db_data: 'pgdata' }, without: ['cache_data', 'kafka_data'] });
  expect(layouts(model)[1]).toEqual({
    project: 'old-shop',
    volumes: [
      { ours: 'db_data', theirs: 'pgdata' },
      { ours: 'cache_data' },
      { ours: 'zk_data', theirs: 'zk_data' },
      { ours: 'zk_datalog', theirs: 'zk_datalog' },
      { ours: 'kafka_data' },
      { ours: 'events_data', theirs: 'events_data' },
      { ours: 'files_data', theirs: 'files_data' },
    ],
  });
});

test('its names and its notes stand in both runbooks', () => {
  const stack = adopting({
    names: { 'make up': { en: '`make start`, of course', id: '`make start`, tentu' } },
    notes: [{ en: 'Drain the queue first.', id: 'Kosongkan antrean dulu.' }],
  });
  const [en = '', id = ''] = runbook(
    { name: 'shop', stacks: [{ ...stack, languages: ourLanguages }] },
    [],
  ).map(({ content }) => content);
  for (const line of [
    '### From `old-shop`',
    '| `make up` | `make start`, of course |',
    'Drain the queue first.',
  ])
    expect(en.split('\n')).toContain(line);
  for (const line of [
    '### Dari `old-shop`',
    '| `make up` | `make start`, tentu |',
    'Kosongkan antrean dulu.',
  ])
    expect(id.split('\n')).toContain(line);
});

describe('refuses', () => {
  test.each<readonly [string, string, OldProject, string, string]>([
    [
      'a name that is none',
      'Old Shop',
      {},
      'adopted-project',
      '"Old Shop" cannot be the name of a project in Compose',
    ],
    [
      'itself',
      'shop-test',
      {},
      'adopted-project',
      '"shop-test" is this project itself, and it cannot take over its own data',
    ],
    [
      'a volume that is none of ours',
      'old-shop',
      { volumes: { pgdata: 'db_data' } },
      'adopted-volume',
      '"pgdata" of the old project "old-shop" is no volume of state here',
    ],
    [
      'one that is lost at any time',
      'old-shop',
      { without: ['zk_logs'] },
      'adopted-volume',
      '"zk_logs" of the old project "old-shop" is no volume of state here',
    ],
    [
      'one volume for two',
      'old-shop',
      { volumes: { db_data: 'data', files_data: 'data' } },
      'adopted-volume',
      '"data" of "old-shop" would become both "db_data" and "files_data"',
    ],
    [
      'a name that Docker does not take',
      'old-shop',
      { volumes: { db_data: '../etc' } },
      'adopted-volume',
      '"../etc" cannot be the name of a volume in "old-shop"',
    ],
    [
      'half of a server',
      'old-shop',
      { without: ['zk_datalog', 'events_data', 'kafka_data'] },
      'adopted-apart',
      '"old-shop" is without "zk_datalog", and "zk_data" and "zk_datalog" of "zk" is worth nothing without it',
    ],
    [
      'tables without their metadata',
      'old-shop',
      { without: ['zk_data', 'zk_datalog', 'kafka_data'] },
      'adopted-apart',
      '"old-shop" is without "zk_data", and "events_data" of "events" is worth nothing without it',
    ],
  ])('%s', (_, project, old, code, message) => {
    expect(() => adopting(old, project)).toThrow(expect.objectContaining({ code, message }));
  });

  test('and says the mend, also where nothing is kept', () => {
    expect(() => adopting({ without: ['pgdata'] })).toThrow(
      expect.objectContaining({
        fix: 'take one of: db_data, cache_data, zk_data, zk_datalog, kafka_data, events_data, files_data',
      }),
    );
    expect(() => authored(() => {}, { adopts: { old: { without: ['pgdata'] } } })).toThrow(
      expect.objectContaining({ fix: 'leave it out: this stack keeps none' }),
    );
  });
});
