import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Console } from './support/console.ts';
import { KafkaServer } from './support/kafka-server.ts';
import { Namespace } from './support/namespace.ts';
import { compiledAnew } from './support/operations.ts';
import { StandingEngine } from './support/standing-engine.ts';
import { startZooKeeper } from './support/zookeeper-server.ts';

const password = 'e5f0-~the._password';
/** As a client from elsewhere finds it: loopback, where its own tools ask, is another address. */
const address = ['--bootstrap-server', 'kafka:9092'];

/** The stack of PostHog with a line each that asks for a password, and keeps nodes to their owner. */
const generated = compiledAnew(({ replace }) => {
  replace('stacks/posthog.ts', 'image: images.kafka,', 'image: images.kafka,\n      authentication: true,');
  replace(
    'stacks/posthog.ts',
    'image: images.clickhouse,',
    'image: images.clickhouse,\n      ownNodes: true,',
  );
});
const environment = join(generated.folder, 'production');
const composeFile = join(environment, 'docker-compose.yml');

let inside: Namespace;
let kafka: KafkaServer;
let server: StandingEngine;
let operator: Console;

beforeAll(async () => {
  inside = await Namespace.open({
    localhost: '127.0.0.1',
    zookeeper: '127.0.0.1',
    kafka: '192.0.2.7',
    clickhouse: '127.0.0.1',
  });
  await startZooKeeper(inside);
  kafka = new KafkaServer(inside, composeFile, { KAFKA_PASSWORD: password });
  server = new StandingEngine(inside, join(environment, 'clickhouse-posthog'));
  operator = new Console(inside, 'production', { kafka, clickhouse: server }, generated.folder);
  await kafka.start();
});
afterAll(async () => {
  operator?.dispose();
  await inside?.close();
  generated.dispose();
});

/** A tool of Kafka's, and what it is told in its own words and in a file. */
function tool(name: string, told: Readonly<Record<string, string>>, words: readonly string[], input = '') {
  const file = join(inside.folder, 'client.properties');
  const lines = Object.entries(told).map(([property, value]) => `${property}=${value}\n`);
  writeFileSync(file, lines.join(''));
  const all = words.map((word) => (word === 'told' ? file : word));
  return inside.run(join(kafka.programs, name), [...address, ...all], { env: kafka.env, input });
}
const asUser = (user: string, secret: string) => ({
  'security.protocol': 'SASL_PLAINTEXT',
  'sasl.mechanism': 'PLAIN',
  'sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required username="${user}" password="${secret}";`,
});
/** With no more patience than a test has. */
const list = (told: Readonly<Record<string, string>>) =>
  tool('kafka-topics.sh', { 'request.timeout.ms': '4000', 'default.api.timeout.ms': '4000', ...told }, [
    '--command-config',
    'told',
    '--list',
  ]);

describe('a broker that asks for a password', () => {
  it.each([
    ['says nothing', {}, /TimeoutException|disconnected/],
    ['has a wrong password', asUser('client', 'wrong'), /SaslAuthenticationException: Authentication failed/],
    ['has another name', asUser('admin', password), /SaslAuthenticationException: Authentication failed/],
    [
      'has the login of an image that was told none',
      asUser('user', 'bitnami'),
      /SaslAuthenticationException: Authentication failed/,
    ],
  ])('lets nobody in who %s', (_, told, message) => {
    const { code, out, err } = list(told);
    expect([code, out + err]).toEqual([1, expect.stringMatching(message)]);
  });

  it('lets a client write and read that has it', () => {
    const told = asUser('client', password);
    const orders = ['--topic', 'orders'];
    const made = tool('kafka-topics.sh', told, ['--command-config', 'told', '--create', ...orders]);
    expect([made.code, made.err]).toEqual([0, '']);
    const all = ['--producer.config', 'told', '--request-required-acks', 'all', ...orders];
    const written = tool('kafka-console-producer.sh', told, all, 'one\ntwo\n');
    expect([written.code, written.err]).toEqual([0, '']);
    const both = [
      '--group',
      'readers',
      '--from-beginning',
      '--max-messages',
      '2',
      '--timeout-ms',
      '20000',
      ...orders,
    ];
    const read = tool('kafka-console-consumer.sh', told, ['--consumer.config', 'told', ...both]);
    expect([read.code, read.out]).toEqual([0, 'one\ntwo\n']);
  });

  it('asks its own tools for none: the health check and what the operator types', () => {
    const check = parse(readFileSync(composeFile, 'utf8')).services.kafka.healthcheck.test;
    expect(check[0]).toBe('CMD-SHELL');
    const env = { ...kafka.env, PATH: `${kafka.programs}:${process.env.PATH}` };
    expect(inside.run('sh', ['-c', check[1]], { env })).toMatchObject({ code: 0 });
    const { code, out } = operator.type('make kafka-lag');
    expect([code, out]).toEqual([0, expect.stringMatching(/^readers +orders +0 +2 +2 +0 /m)]);
  });

  it('and nobody else, for they ask where its container alone is', () => {
    const reach = (port: number) => inside.run('bash', ['-c', `exec 3<>/dev/tcp/kafka/${port}`]).code;
    expect([reach(9092), reach(9094)]).toEqual([0, 1]);
  });

  it('prints no password', () => {
    expect(kafka.said).not.toContain(password);
  });
});

describe('a table of ClickHouse with the engine Kafka', () => {
  const statements = [
    'CREATE DATABASE posthog',
    'CREATE TABLE posthog.orders (line String) ENGINE = MergeTree ORDER BY line',
    `CREATE TABLE posthog.kafka_orders (line String) ENGINE = Kafka('kafka:9092', 'orders', 'group1', 'LineAsString')
     SETTINGS kafka_flush_interval_ms = 500`,
    'CREATE MATERIALIZED VIEW posthog.orders_mv TO posthog.orders AS SELECT line FROM posthog.kafka_orders',
  ];
  const soon = async (asked: () => string, expected: RegExp) => {
    for (const end = Date.now() + 60_000; Date.now() < end && !expected.test(asked()); )
      await setTimeout(500);
    return asked();
  };
  const rows = () => server.query('SELECT line FROM posthog.orders ORDER BY line').out;

  it('reads nothing with a wrong password', async () => {
    await server.start({ KAFKA_PASSWORD: 'wrong' });
    for (const statement of statements) expect(server.query(statement)).toMatchObject({ code: 0 });
    expect(await soon(() => server.said, /Authentication failed/)).toMatch(
      /Authentication failed: Invalid username or password/,
    );
    expect(rows()).toBe('');
  });

  it('reads what is there with the right one', async () => {
    await server.stop();
    await server.start({ KAFKA_PASSWORD: password });
    expect(await soon(rows, /two/)).toBe('one\ntwo\n');
  });
});

describe('nodes of ClickHouse in ZooKeeper', () => {
  const table = '/clickhouse/tables/01/posthog.kept';
  const statements = [
    `CREATE TABLE posthog.kept (id UInt64) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/posthog.kept', '{replica}') ORDER BY id`,
    'INSERT INTO posthog.kept VALUES (1)',
  ];
  const owner = { KAFKA_PASSWORD: password, ZOOKEEPER_IDENTITY: `clickhouse:${password}` };
  /** The shell for ZooKeeper that lies in Kafka's image. */
  const shell = (...lines: readonly string[]) => {
    const main = 'org.apache.zookeeper.ZooKeeperMainWithTlsSupportForKafka';
    const words = [main, '-server', 'zookeeper:2181'];
    const { out, err } = inside.run(join(kafka.programs, 'kafka-class.sh'), words, {
      env: kafka.env,
      input: `${lines.join('\n')}\nquit\n`,
    });
    return out + err;
  };

  it('are its own from their making on', async () => {
    await server.stop();
    await server.start(owner);
    for (const statement of statements) expect(server.query(statement)).toMatchObject({ code: 0, err: '' });
    const acl = shell(`addauth digest clickhouse:${password}`, `getAcl ${table}`);
    expect(acl).toMatch(/'digest,'clickhouse:\S+\s+: cdrwa/);
    expect(acl).not.toContain('world');
  });

  it.each([
    ['says no name', []],
    ['has a wrong password', ['addauth digest clickhouse:wrong']],
  ])('are not read, written, added to, deleted or opened by anybody else who %s', (_, first) => {
    const said = shell(
      ...first,
      `get ${table}/metadata`,
      `set ${table}/metadata other`,
      `create ${table}/log/log-0000000009 other`,
      `delete ${table}/metadata`,
      `setAcl ${table} world:anyone:cdrwa`,
    );
    expect(said.match(/Authentication is not valid : \S+|NoAuth for \S+/g)).toHaveLength(5);
  });

  it('keep Kafka from nothing of its own', () => {
    expect(list(asUser('client', password)).code).toBe(0);
    expect(shell('ls /brokers/ids')).toContain('[1001]');
  });

  it('keep a server with another password from starting, and not the one that made them', async () => {
    const insert = () =>
      server.query('INSERT INTO posthog.kept SELECT 2 SETTINGS insert_keeper_max_retries = 0').code;
    await server.stop();
    const other = server.start({ ...owner, ZOOKEEPER_IDENTITY: 'clickhouse:another' });
    await expect(other).rejects.toThrow('the engine did not start');
    await server.start(owner);
    expect(insert()).toBe(0);
    expect(server.query('SELECT count() FROM posthog.kept').out).toBe('2\n');
  });
});
