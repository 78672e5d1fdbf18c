import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Console } from './support/console.ts';
import { KafkaServer } from './support/kafka-server.ts';
import { Namespace } from './support/namespace.ts';
import { StandingEngine } from './support/standing-engine.ts';
import { startZooKeeper } from './support/zookeeper-server.ts';

const environment = 'production';

/** Two of PostHog's queues. Rows of the one are replaced by their like, rows of the other are not. */
const queues = [
  { name: 'events', topic: 'clickhouse_events_json', family: 'ReplacingMergeTree' },
  { name: 'ingestion_warnings', topic: 'clickhouse_ingestion_warnings', family: 'MergeTree' },
] as const;

/** A table, and what fills it from Kafka: as PostHog has them, with a shorter wait for more messages. */
const statements = ({ name, topic, family }: (typeof queues)[number]) => [
  `CREATE TABLE posthog.sharded_${name} (id UInt64) ENGINE =
   Replicated${family}('/clickhouse/tables/{shard}/posthog.${name}', '{replica}') ORDER BY id`,
  `CREATE TABLE posthog.kafka_${name} (id UInt64) ENGINE = Kafka('kafka:9092', '${topic}', 'group1', 'JSONEachRow')
   SETTINGS kafka_flush_interval_ms = 1000`,
  `CREATE MATERIALIZED VIEW posthog.${name}_mv TO posthog.sharded_${name} AS SELECT id FROM posthog.kafka_${name}`,
];

let inside: Namespace;
let zookeeper: ChildProcess;
let kafka: KafkaServer;
let server: StandingEngine;
let operator: Console;
let sent = 0;

beforeAll(async () => {
  inside = await Namespace.open({
    localhost: '127.0.0.1',
    zookeeper: '127.0.0.1',
    kafka: '127.0.0.1',
    clickhouse: '127.0.0.1',
  });
  zookeeper = await startZooKeeper(inside);
  kafka = new KafkaServer(inside, `out/posthog/${environment}/docker-compose.yml`);
  server = new StandingEngine(inside, `out/posthog/${environment}/clickhouse-posthog`);
  operator = new Console(inside, environment, { kafka, clickhouse: server });
  await Promise.all([kafka.start(), server.start({ STANDING_PORT: '' })]);
});
afterAll(async () => {
  operator?.dispose();
  await inside.close();
});

function sql(statement: string): string {
  const { code, out, err } = server.query(statement);
  return code === 0 ? out.trim() : (/Code: \d+/.exec(err)?.[0] ?? `ended with ${code}: ${err}`);
}

/** What is asked until it is as expected: or what it was at last, after two minutes. */
async function soon(expected: string, ask: () => string): Promise<string> {
  let said = ask();
  for (const end = Date.now() + 120_000; said !== expected && Date.now() < end; said = ask())
    await setTimeout(500);
  return said;
}

/** A row from outside. 23.10 would try again for minutes where 22.8 says at once what is wrong. */
const insert = (table: string, id: number) =>
  sql(`INSERT INTO posthog.sharded_${table} (id) SELECT ${id} SETTINGS insert_keeper_max_retries = 0`);
const send = (count: number) => {
  const lines = Array.from({ length: count }, () => JSON.stringify({ id: sent++ }));
  for (const { topic } of queues) kafka.send(topic, lines);
};
/** The same of both tables. */
const ofTables = (what: string) =>
  queues.map(({ name }) => sql(`SELECT ${what} FROM posthog.sharded_${name}`)).join(' and ');
const both = (value: number) => `${value} and ${value}`;
/** What the operator reads of each topic: how many messages wait. */
const lags = () => {
  const { out, err } = operator.type('make kafka-lag');
  const found = [...out.matchAll(/^group1 +(\S+) +0 +\S+ +\d+ +(\S+) /gm)].map(([, topic, lag]) => [
    topic,
    lag,
  ]);
  const values = queues.map(({ topic }) => found.find(([one]) => one === topic)?.[1]);
  return values.includes(undefined) ? out + err : values.join(' and ');
};
const eachKafkaTable = (verb: 'ATTACH' | 'DETACH') =>
  queues.map(({ name }) => sql(`${verb} TABLE posthog.kafka_${name}`)).join('');
const replicas = () =>
  sql('SELECT table, is_readonly, active_replicas FROM system.replicas ORDER BY table').replaceAll('\t', ' ');
const active = 'sharded_events 0 1\nsharded_ingestion_warnings 0 1';

describe('a server without the port that replicas fetch from', () => {
  it('takes no rows, and says 139 in its log', async () => {
    console.log(`ClickHouse ${sql('SELECT version()')}`);
    for (const statement of ['CREATE DATABASE posthog', ...queues.map((one) => statements(one)[0] ?? '')])
      expect(sql(statement)).toBe('');
    expect(insert('events', 1)).toBe('Code: 242');
    expect(server.said).toMatch(/Code: 139\. .*interserver_http\(s\)_port/);
  });

  it('has active tables again when it is started with the port, as the runbook says', async () => {
    await server.stop();
    await server.start();
    expect(await soon(active, replicas)).toBe(active);
  });
});

describe('when ClickHouse does not read from Kafka', () => {
  it('has tables that read what comes', async () => {
    kafka.create(...queues.map(({ topic }) => topic));
    for (const statement of queues.flatMap((one) => statements(one).slice(1)))
      expect(sql(statement)).toBe('');
    send(300);
    expect(await soon(both(300), () => ofTables('count()'))).toBe(both(300));
    expect(await soon(both(0), lags)).toBe(both(0));
  });

  it('the runbook shows how much waits in Kafka while the tables are detached, and all of it arrives', async () => {
    expect(eachKafkaTable('DETACH')).toBe('');
    send(200);
    expect(await soon(both(200), lags)).toBe(both(200));
    expect(ofTables('count()')).toBe(both(300));
    expect(eachKafkaTable('ATTACH')).toBe('');
    expect(await soon(both(500), () => ofTables('count()'))).toBe(both(500));
  });

  it('its lines lose nothing, typed while events come and after Kafka was away', async () => {
    send(100);
    await kafka.stop();
    await kafka.start();
    send(100);
    const { code, err } = operator.follow(/^ClickHouse does not read from Kafka/);
    expect([code, err]).toEqual([0, expect.stringMatching(/^(\s*Warning: .* is rebalancing\.\s*)?$/)]);
    send(100);
    expect(await soon(both(sent), () => ofTables('uniqExact(id)'))).toBe(both(sent));
    expect(await soon(both(0), lags)).toBe(both(0));
    console.log(`of ${sent} messages in each topic there are ${ofTables('count()')} rows`);
  });

  it('what is read twice becomes one row where rows are replaced, and only there', async () => {
    const before = ofTables('count()').split(' and ').map(Number);
    expect(eachKafkaTable('DETACH')).toBe('');
    // Not from the beginning: a replicated table leaves out a block that is the same as an earlier one.
    for (const { topic } of queues) kafka.rewind('group1', topic, 50);
    expect(eachKafkaTable('ATTACH')).toBe('');
    expect(await soon(both(0), lags)).toBe(both(0));
    for (const { name } of queues) expect(sql(`OPTIMIZE TABLE posthog.sharded_${name} FINAL`)).toBe('');
    const [events, warnings] = ofTables('count()').split(' and ').map(Number);
    expect(events).toBe(sent);
    expect(warnings).toBeGreaterThan(before[1] ?? 0);
  });

  it('a message that cannot be read stops its topic, and the log names it', async () => {
    kafka.send(queues[1].topic, ['no JSON']);
    const named = `(topic: ${queues[1].topic}, partition: 0, offset: ${sent})`;
    expect(await soon('named', () => (server.said.includes(named) ? 'named' : 'not named'))).toBe('named');
    expect(lags()).toBe('0 and 1');
  });

  it('a table that was detached is back after a restart', async () => {
    expect(sql('DETACH TABLE posthog.kafka_events')).toBe('');
    await server.stop();
    await server.start();
    expect(sql("SELECT count() FROM system.tables WHERE database = 'posthog' AND engine = 'Kafka'")).toBe(
      '2',
    );
  });
});

describe('when tables of ClickHouse are read-only', () => {
  let before: string;
  const content = () => ofTables('count(), sum(cityHash64(id))');

  it('because ZooKeeper has lost its data, they take no rows', async () => {
    await kafka.stop();
    before = content();
    await inside.end(zookeeper);
    rmSync(join(inside.folder, 'zookeeper'), { recursive: true });
    zookeeper = await startZooKeeper(inside);
    const refused = 'Code: 242';
    expect(await soon(refused, () => insert('events', 1_000_000))).toBe(refused);
  });

  it('the lines of the runbook make them active again, with every row', async () => {
    const { code, out, err } = operator.follow(/^Tables of ClickHouse are read-only/);
    expect([code, out, err]).toEqual([0, expect.stringMatching(/\t0\t1\n.*\t0\t1\n$/), '']);
    expect(replicas()).toBe(active);
    expect(content()).toBe(before);
  });

  it('are then written, altered and merged', () => {
    for (const { name } of queues) {
      expect(insert(name, 1_000_000)).toBe('');
      expect(sql(`ALTER TABLE posthog.sharded_${name} ADD COLUMN extra UInt8`)).toBe('');
      expect(sql(`OPTIMIZE TABLE posthog.sharded_${name} FINAL`)).toBe('');
    }
    before = content();
  });

  it('because ZooKeeper was away, the lines bring them back, and may be typed again', async () => {
    await inside.end(zookeeper);
    const refused = 'Code: 242';
    expect(await soon(refused, () => insert('events', 1_000_001))).toBe(refused);
    zookeeper = await startZooKeeper(inside);
    for (const time of ['once', 'twice'])
      expect([time, operator.follow(/^Tables of ClickHouse are read-only/)]).toEqual([
        time,
        { code: 0, out: expect.stringMatching(/\t0\t1\n.*\t0\t1\n$/), err: '' },
      ]);
    expect(content()).toBe(before);
  });
});
