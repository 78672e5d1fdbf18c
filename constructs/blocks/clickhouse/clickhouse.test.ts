import { expect, test } from 'vitest';
import { authored, authoredService } from '../../../test/support/author.ts';
import type { ClickHouseProps } from '../../index.ts';
import { ClickHouse, Zookeeper } from '../../index.ts';

const server = (props: Partial<ClickHouseProps> = {}, id = 'clickhouse') =>
  authored((core) => {
    const zookeeper = new Zookeeper(core, 'zookeeper', { image: 'zookeeper:3.7.0' });
    new ClickHouse(core, id, { image: 'example/clickhouse:22.8', database: 'shop', zookeeper, ...props });
  });
const contents = (props: Partial<ClickHouseProps> = {}) =>
  Object.fromEntries(server(props).files.map(({ file, content }) => [file, content]));

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

test('every log table of 22.8 is known, and off', () => {
  expect(contents()['clickhouse/log-server-config.xml']).toEqual({
    kind: 'clickhouse-logs',
    level: 'warning',
    tables: [
      'query_log',
      'query_thread_log',
      'query_views_log',
      'part_log',
      'trace_log',
      'crash_log',
      'text_log',
      'metric_log',
      'asynchronous_metric_log',
      'opentelemetry_span_log',
      'zookeeper_log',
      'session_log',
      'transactions_info_log',
      'processors_profile_log',
      'filesystem_cache_log',
    ],
    keep: {},
  });
});

test('what fills a table is on exactly when the table is kept', () => {
  const settings = (keepLogs: ClickHouseProps['keepLogs'] & object) =>
    contents({ keepLogs })['clickhouse/log-users-config.xml'];
  const off = {
    log_queries: '0',
    log_query_threads: '0',
    log_query_views: '0',
    opentelemetry_start_trace_probability: '0',
    query_profiler_real_time_period_ns: '0',
    query_profiler_cpu_time_period_ns: '0',
  };
  expect(settings({})).toEqual({ kind: 'clickhouse-profile', settings: off });
  expect(settings({ query_log: 7 })).toMatchObject({ settings: { ...off, log_queries: '1' } });
  expect(settings({ query_thread_log: 7, query_views_log: 1 })).toMatchObject({
    settings: { ...off, log_query_threads: '1', log_query_views: '1' },
  });
  expect(settings({ trace_log: 3 })).toMatchObject({
    settings: {
      ...off,
      query_profiler_real_time_period_ns: '1000000000',
      query_profiler_cpu_time_period_ns: '1000000000',
    },
  });
});

test('one shard with one replica, in a cluster named after the database', () => {
  const cluster = {
    kind: 'clickhouse-cluster',
    cluster: 'shop',
    zookeeper: { kind: 'address', service: 'zookeeper', port: 2181 },
    shard: '01',
    replica: 'ch1',
    passwordVariable: 'CLICKHOUSE_PASSWORD',
  };
  expect(contents()['clickhouse/cluster-config.xml']).toEqual(cluster);
  expect(contents({ cluster: 'all' })['clickhouse/cluster-config.xml']).toEqual({
    ...cluster,
    cluster: 'all',
  });
});

test('the server knows its memory, and has time to start and files to open', () => {
  const { model, test: health, waits } = authoredService(server({ memory: '2gb' }), 'clickhouse');
  expect(contents({ memory: '2gb' })['clickhouse/resources-config.xml']).toEqual({
    kind: 'clickhouse-resources',
    memoryMebibytes: 2048,
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

test('the default user has a drawn password, which the console reads in the container', () => {
  const model = server({}, 'events-db');
  const { env, model: events } = authoredService(model, 'events-db');
  expect(env).toEqual({ CLICKHOUSE_USER: 'default', CLICKHOUSE_PASSWORD: '${EVENTS_DB_PASSWORD}' });
  expect(events.console).toMatchObject({
    target: 'events-db-clickhouse-client',
    command: ['sh', '-c', 'exec clickhouse-client --password "$CLICKHOUSE_PASSWORD" --database shop'],
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
  expect([without.stores, without.files.map(({ content }) => content.kind)]).toEqual([
    [],
    expect.not.arrayContaining(['clickhouse-backups']),
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
