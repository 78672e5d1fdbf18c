import { describe, expect, test } from 'vitest';
import { ruleFindings } from '../../../src/compile/rules.ts';
import { authored, authoredService } from '../../../test/support/author.ts';
import type { ClickHouseProps } from '../../index.ts';
import { ClickHouse, Zookeeper } from '../../index.ts';

const server = (props: Partial<ClickHouseProps> = {}, id = 'clickhouse') =>
  authored((core) => {
    const zookeeper = new Zookeeper(core, 'zookeeper', { image: 'zookeeper:3.7.0' });
    new ClickHouse(core, id, { image: 'example/clickhouse:22.8', database: 'shop', zookeeper, ...props });
  });
/** What each file says, by its name. */
const facts = (props: Partial<ClickHouseProps> = {}) =>
  Object.fromEntries(
    server(props).files.map(({ file, content }) => [
      file.replace('clickhouse/', ''),
      content.kind === 'template' ? content.facts : {},
    ]),
  );

test('an image of our own: the base, and an overlay for each concern', () => {
  const { model } = authoredService(server({ settings: { load_balancing: 'random' } }), 'clickhouse');
  expect(model.build).toEqual({
    folder: 'clickhouse',
    copies: [
      ['log-server-config.xml', 'config.d'],
      ['log-users-config.xml', 'users.d'],
      ['cluster-config.xml', 'config.d'],
      ['resources-config.xml', 'config.d'],
      ['settings-users-config.xml', 'users.d'],
      ['backup-config.xml', 'config.d'],
    ].map(([name, directory]) => ({
      file: `clickhouse/${name}`,
      target: `/etc/clickhouse-server/${directory}/${name}`,
    })),
  });
});

test('what fills a table is on exactly when the table is kept', () => {
  const settings = (keepLogs: ClickHouseProps['keepLogs'] & object) => {
    const of = facts({ keepLogs })['log-users-config.xml']?.settings as { name: string; value: string }[];
    return Object.fromEntries(of.map(({ name, value }) => [name, value]));
  };
  const off = {
    log_queries: '0',
    log_query_threads: '0',
    log_query_views: '0',
    opentelemetry_start_trace_probability: '0',
    query_profiler_real_time_period_ns: '0',
    query_profiler_cpu_time_period_ns: '0',
  };
  expect(settings({})).toEqual(off);
  expect(settings({ query_log: 7 })).toEqual({ ...off, log_queries: '1' });
  expect(settings({ query_thread_log: 7, query_views_log: 1 })).toEqual({
    ...off,
    log_query_threads: '1',
    log_query_views: '1',
  });
  expect(settings({ trace_log: 3 })).toEqual({
    ...off,
    query_profiler_real_time_period_ns: '1000000000',
    query_profiler_cpu_time_period_ns: '1000000000',
  });
});

test('the runbook says which of its log tables are kept', () => {
  const kept = (keepLogs: ClickHouseProps['keepLogs'] & object) =>
    authoredService(server({ keepLogs }), 'clickhouse').model.ownLogs?.map((logs) => logs.kept);
  expect(kept({})).toEqual([{ en: 'none, all are off', id: 'tidak ada, semuanya dimatikan' }]);
  expect(kept({ query_log: 7, text_log: 1 })).toEqual([
    { en: '`query_log` 7 days, `text_log` 1 days', id: '`query_log` 7 hari, `text_log` 1 hari' },
  ]);
});

test('one shard with one replica, in a cluster named after the database', () => {
  const cluster = {
    cluster: 'shop',
    zookeeper: [{ kind: 'address', service: 'zookeeper', port: 2181 }],
    shard: '01',
    replica: '01',
    password: { kind: 'env', name: 'CLICKHOUSE_PASSWORD' },
  };
  expect(facts()['cluster-config.xml']).toEqual(cluster);
  expect(facts({ cluster: 'all' })['cluster-config.xml']).toEqual({ ...cluster, cluster: 'all' });
  const macros = { shard: '02', replica: 'ch1' };
  expect(facts({ macros })['cluster-config.xml']).toEqual({ ...cluster, ...macros });
  expect(server({ macros }).adoption?.takeovers).toContainEqual(
    expect.objectContaining({ service: 'clickhouse', words: ['shop', 'shop', 'shop', '02', 'ch1'] }),
  );
});

test('the server knows its memory, and has time to start and files to open', () => {
  const { model, test: health, waits } = authoredService(server({ memory: '2gb' }), 'clickhouse');
  expect(facts({ memory: '2gb' })['resources-config.xml']).toEqual({
    server: { kind: 'memory', bytes: 1843 * 2 ** 20 },
    marks: 204 * 2 ** 20,
    uncompressed: 204 * 2 ** 20,
    interserver: '127.0.0.1',
  });
  expect(model).toMatchObject({
    limits: { memory: '2gb' },
    openFiles: 262_144,
    hostname: 'clickhouse',
    health: { retries: 12, startPeriod: '120s' },
  });
  expect(health).toEqual(['wget', '-q', '--spider', 'http://127.0.0.1:8123/ping']);
  expect(waits).toEqual(['zookeeper healthy']);
});

describe('alone, without ZooKeeper', () => {
  const alone = (props: Partial<ClickHouseProps> = {}) =>
    authored((core) => {
      const made = { image: 'example/clickhouse:22.8', database: 'shop', ...props } as const;
      expect(new ClickHouse(core, 'clickhouse', made).cluster).toBeUndefined();
    });

  test('it has no cluster, waits for nobody, and foresees nothing of replicas', () => {
    const model = alone();
    expect(model.files.map(({ file }) => file)).toEqual([
      'clickhouse/log-server-config.xml',
      'clickhouse/log-users-config.xml',
      'clickhouse/resources-config.xml',
      'clickhouse/backup-config.xml',
    ]);
    expect(authoredService(model, 'clickhouse').waits).toEqual([]);
    expect(model.runbook.troubleshooting).toEqual([]);
    expect(model.adoption?.takeovers).toMatchObject([
      { service: 'clickhouse', volumes: ['clickhouse_data'] },
    ]);
    expect(model.adoption?.takeovers[0]?.needs ?? []).toEqual([]);
  });

  test('it saves its tables as any other, and no rule finds anything', () => {
    const model = alone({ image: 'clickhouse/clickhouse-server:25.8.1.1' });
    expect(model.stores).toMatchObject([
      { method: { name: 'clickhouse' }, words: ['shop', 'backups', '/backups/', '0'] },
    ]);
    expect(ruleFindings(model)).toEqual([]);
  });

  test.each([
    ['cluster', { cluster: 'all' }],
    ['macros', { macros: { shard: '01', replica: '01' } }],
  ])('%s would say nothing', (prop, props) => {
    expect(() => alone(props)).toThrow(
      expect.objectContaining({
        code: 'clickhouse-alone',
        message: `${prop} of "clickhouse" says nothing: the server has no ZooKeeper, so it has no cluster and no replicated tables`,
      }),
    );
  });
});

test('the default user has a drawn password, which the console reads in the container', () => {
  const model = server({}, 'events-db');
  const { env, model: events } = authoredService(model, 'events-db');
  expect(env).toEqual({ CLICKHOUSE_USER: 'default', CLICKHOUSE_PASSWORD: '${EVENTS_DB_PASSWORD}' });
  expect(events.console).toMatchObject({
    target: 'events-db-clickhouse-client',
    command: ['clickhouse-client', '--database', 'shop'],
  });
});

test('it is saved on a disk of its own, unless it is left out', () => {
  const model = server();
  expect(authoredService(model, 'clickhouse').mounts).toEqual([
    'clickhouse_data:/var/lib/clickhouse',
    'clickhouse_backups:/backups/',
  ]);
  expect(model.stores).toMatchObject([
    {
      method: { name: 'clickhouse' },
      volumes: ['clickhouse_data'],
      words: ['shop', 'backups', '/backups/', '0'],
    },
  ]);
  const without = server({ backup: false });
  expect(authoredService(without, 'clickhouse').mounts).toEqual(['clickhouse_data:/var/lib/clickhouse']);
  expect([without.stores, without.files.map(({ file }) => file)]).toEqual([
    [],
    expect.not.arrayContaining(['clickhouse/backup-config.xml']),
  ]);
});

test('each backup is a full one, unless the author says how many days one may serve', () => {
  const fullEvery = (backup: ClickHouseProps['backup'] & (object | boolean)) => {
    const [store] = server({ backup }).stores;
    return [store?.fullEvery, store?.words.at(-1)];
  };
  expect([fullEvery(true), fullEvery({ fullEvery: 1 }), fullEvery({ fullEvery: 365 })]).toEqual([
    [undefined, '0'],
    [1, '1'],
    [365, '365'],
  ]);
  for (const wrong of [0, -1, 366, 1.5, Number.NaN, '7', undefined])
    expect(() => fullEvery({ fullEvery: wrong as number })).toThrow(
      `backup.fullEvery of "clickhouse" is ${wrong === '7' ? '"7"' : wrong}, not a whole number from 1 to 365`,
    );
});
