import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClickHouseServer } from './support/clickhouse-server.ts';
import { fetched } from './support/fetched.ts';
import { Namespace } from './support/namespace.ts';
import { environments } from './support/operations.ts';
import type { Outcome } from './support/tool.ts';
import { standIns } from './support/tool.ts';
import { startZooKeeper } from './support/zookeeper-server.ts';

/** A server on the overlays of one environment, beside a ZooKeeper. */
async function beside(
  environment: string,
  more?: Readonly<Record<string, string>>,
): Promise<{ readonly inside: Namespace; readonly server: ClickHouseServer }> {
  const inside = await Namespace.open({ localhost: '127.0.0.1', zookeeper: '127.0.0.1' });
  await startZooKeeper(inside);
  const server = new ClickHouseServer(inside, `out/posthog/${environment}/clickhouse-posthog`, more);
  await server.start();
  return { inside, server };
}

const path = '/clickhouse/tables';
/** As PostHog makes its tables: for a whole cluster, with macros in a path that it says itself. */
const tables = [
  `sharded_events ON CLUSTER 'posthog' (uuid UUID, event String, timestamp DateTime, _timestamp DateTime) ENGINE =
   ReplicatedReplacingMergeTree('${path}/{shard}/posthog.events', '{replica}', _timestamp) PARTITION BY toYYYYMM(timestamp) ORDER BY uuid`,
  `infi_clickhouse_orm_migrations_tmp ON CLUSTER 'posthog' (name String, applied Date) ENGINE =
   ReplicatedMergeTree('${path}/noshard/posthog.migrations', '{replica}-{shard}') PARTITION BY toYYYYMM(applied) ORDER BY name`,
];
const event = (n: number, second: number) =>
  `INSERT INTO posthog.sharded_events VALUES ('00000000-0000-0000-0000-00000000000${n}', 'seen', '2026-01-01 00:00:00', '2026-01-01 00:00:0${second}')`;

/** What a statement gave: its rows, or the code of its error. */
function answer({ code, out, err }: Outcome): string {
  return code === 0 ? out.trim() : (/Code: \d+/.exec(err)?.[0] ?? `ended with ${code}: ${err}`);
}

/** A replica says in ZooKeeper that it is active a moment after its table was made. */
async function replicas(server: ClickHouseServer, active: string): Promise<string> {
  const sql =
    'SELECT table, is_readonly, active_replicas, total_replicas FROM system.replicas ORDER BY table';
  let seen = '';
  for (let tries = 0; tries < 40; tries++) {
    seen = answer(server.query(sql));
    if (seen.split('\n').every((line) => line.split('\t')[2] === active)) break;
    await setTimeout(250);
  }
  return seen;
}

describe.each(environments)('replicated tables on the overlays of %s', (environment) => {
  let made: Awaited<ReturnType<typeof beside>>;
  const sql = (statement: string) => answer(made.server.query(statement));
  beforeAll(async () => {
    made = await beside(environment);
    console.log(`ClickHouse ${sql('SELECT version()')}, beside a ZooKeeper`);
    sql('CREATE DATABASE posthog');
  });
  afterAll(() => made.inside.close());

  it('are made as PostHog makes them, and become active', async () => {
    for (const table of tables)
      expect(sql(`CREATE TABLE posthog.${table}`)).toBe('localhost\t9000\t0\t\t0\t0');
    expect(await replicas(made.server, '1')).toBe(
      'infi_clickhouse_orm_migrations_tmp\t0\t1\t1\nsharded_events\t0\t1\t1',
    );
  });

  it('are written, read, altered and merged', () => {
    for (const statement of [event(1, 1), event(1, 2), event(2, 1)]) expect(sql(statement)).toBe('');
    expect(sql('SELECT count() FROM posthog.sharded_events')).toBe('3');
    expect(sql("ALTER TABLE posthog.sharded_events ADD COLUMN elements String DEFAULT 'none'")).toBe('');
    expect(sql("ALTER TABLE posthog.sharded_events ON CLUSTER 'posthog' ADD COLUMN extra UInt8")).toBe(
      'localhost\t9000\t0\t\t0\t0',
    );
    expect(sql('OPTIMIZE TABLE posthog.sharded_events FINAL')).toBe('');
    expect(
      sql(
        'SELECT substring(toString(uuid), 36), toSecond(_timestamp), elements, extra FROM posthog.sharded_events ORDER BY uuid',
      ),
    ).toBe('1\t2\tnone\t0\n2\t1\tnone\t0');
  });

  it('give ZooKeeper an address that no other host name changes, and are active again after a restart', async () => {
    const host = () =>
      sql(
        `SELECT value FROM system.zookeeper WHERE path = '${path}/01/posthog.events/replicas/ch1' AND name = 'host'`,
      );
    expect(host()).toMatch(/^host: 127\.0\.0\.1\\nport: 9009\\n/);
    await made.server.stop();
    await made.server.start();
    const merge = () => sql('OPTIMIZE TABLE posthog.sharded_events FINAL');
    // Until the replica leads again, this server of 2018 says code 292.
    for (let tries = 0; merge() === 'Code: 292' && tries < 80; tries++) await setTimeout(250);
    expect([merge(), await replicas(made.server, '1')]).toEqual([
      '',
      'infi_clickhouse_orm_migrations_tmp\t0\t1\t1\nsharded_events\t0\t1\t1',
    ]);
    expect(sql('SELECT count() FROM posthog.sharded_events')).toBe('2');
  });

  it('leave no word of a missing port in the log', () => {
    expect(made.server.said).not.toContain('Code: 139');
  });
});

describe('without the port that replicas fetch from', () => {
  let made: Awaited<ReturnType<typeof beside>>;
  const sql = (statement: string) => answer(made.server.query(statement));
  beforeAll(async () => {
    const fault = '<clickhouse><interserver_http_port remove="remove"/></clickhouse>';
    made = await beside('local', { 'zz-fault.xml': fault });
    sql('CREATE DATABASE posthog');
  });
  afterAll(() => made.inside.close());

  it('a table can be made, written and counted, but never has an active replica', async () => {
    expect(sql(`CREATE TABLE posthog.${tables[0]}`)).toBe('localhost\t9000\t0\t\t0\t0');
    expect(sql(event(1, 1))).toBe('');
    expect(sql('SELECT count() FROM posthog.sharded_events')).toBe('1');
    await setTimeout(2000);
    expect(await replicas(made.server, '0')).toBe('sharded_events\t0\t0\t1');
  });

  it('it cannot be merged or altered, and the log says why', () => {
    expect(sql('OPTIMIZE TABLE posthog.sharded_events FINAL')).toBe('Code: 254');
    expect(sql('ALTER TABLE posthog.sharded_events ADD COLUMN elements String')).toBe('Code: 341');
    expect(made.server.said).toMatch(/Code: 139, .*interserver_http\(s\)_port/);
  });
});

/** The engine of a newer version can be had, its server cannot: it reads the same overlays, and has no address of its own. */
describe.runIf(standIns)('the engine of 23.10 on the overlays', () => {
  let inside: Namespace;
  beforeAll(async () => {
    inside = await Namespace.open({ localhost: '127.0.0.1', zookeeper: '127.0.0.1' });
    await startZooKeeper(inside);
  });
  afterAll(() => inside.close());

  it('makes a table where the macros say, and asks for the port as the old server does', () => {
    const { folder } = inside;
    for (const name of ['config.d', 'data']) mkdirSync(join(folder, name));
    for (const name of ['cluster-config.xml', 'resources-config.xml'])
      cpSync(join('out/posthog/local/clickhouse-posthog', name), join(folder, 'config.d', name));
    const logger = '<clickhouse><logger><level>error</level><console>1</console></logger></clickhouse>';
    writeFileSync(join(folder, 'config.xml'), logger);
    const input = [
      'CREATE DATABASE posthog',
      `CREATE TABLE posthog.events (id UInt64) ENGINE = ReplicatedMergeTree('${path}/{shard}/posthog.events', '{replica}') ORDER BY id`,
      "SELECT getMacro('shard'), getMacro('replica'), sleep(1)",
    ].join('; ');
    const { out, err } = inside.run(
      'python3',
      ['test/engine/images/clickhouse/query.py', '', 'TabSeparated'],
      {
        input,
        env: {
          STANDIN_ENGINE: fetched('STOWAGE_CLICKHOUSE_ENGINE'),
          STANDIN_CONFIG: folder,
          STANDIN_DATA: join(folder, 'data'),
          CLICKHOUSE_PASSWORD: 'drawn-at-random.1',
        },
      },
    );
    expect(out.trim()).toBe('01\tch1\t0');
    // It has no table of what ZooKeeper holds, so ZooKeeper's own log is asked.
    const made = [
      '-raoh',
      '/clickhouse/tables/[a-z0-9]*/posthog.events/replicas/[a-z0-9]*',
      join(folder, 'zookeeper'),
    ];
    expect(new Set(inside.run('grep', made).out.trim().split('\n'))).toEqual(
      new Set([`${path}/01/posthog.events/replicas/ch1`]),
    );
    expect(err).toMatch(
      /Code: 139\. DB::Exception: Parameter 'interserver_http\(s\)_port' required for replication/,
    );
  });
});
