import { describe, expect, test } from 'vitest';
import { english, said } from '../../../src/model/words.ts';
import { Findings, Match, Output } from '../../../src/testing.ts';
import { appOf, authored, authoredService } from '../../../test/support/author.ts';
import type { KafkaProps } from '../../index.ts';
import { Kafka, Service, Zookeeper } from '../../index.ts';

const broker = (props: object = {}, id = 'kafka') =>
  authored((core, site) => {
    const zookeeper = new Zookeeper(core, 'zookeeper', { image: 'zookeeper:3.7.0' });
    const kafka = new Kafka(core, id, { image: 'example/kafka:2.8.1', zookeeper, ...props });
    new Service(site, 'web', { image: 'example:1', env: { HOSTS: kafka.address, URL: kafka.url } });
  });

test('clients reach it by its name', () => {
  const output = Output.of(broker({}, 'events'));
  output.hasService('web', { environment: { HOSTS: 'events:9092', URL: 'kafka://events:9092' } });
  output.hasService('events', {
    environment: {
      KAFKA_CFG_LISTENERS: 'PLAINTEXT://:9092',
      KAFKA_CFG_ADVERTISED_LISTENERS: 'PLAINTEXT://events:9092',
      KAFKA_CFG_ZOOKEEPER_CONNECT: 'zookeeper:2181',
    },
  });
});

test('messages go after a day or four gigabytes, or what the author says', () => {
  expect(authoredService(broker(), 'kafka').env).toMatchObject({
    KAFKA_CFG_LOG_RETENTION_HOURS: '24',
    KAFKA_CFG_LOG_RETENTION_BYTES: '4294967296',
    KAFKA_CFG_LOG_SEGMENT_BYTES: '268435456',
  });
  expect(authoredService(broker({ retentionHours: 72, retentionSize: '512mb' }), 'kafka').env).toMatchObject({
    KAFKA_CFG_LOG_RETENTION_HOURS: '72',
    KAFKA_CFG_LOG_RETENTION_BYTES: '536870912',
  });
});

test('it keeps its messages and its number, and waits for ZooKeeper', () => {
  Output.of(broker()).hasService('kafka', {
    volumes: ['kafka_data:/bitnami/kafka'],
    environment: { KAFKA_BROKER_ID: '1', KAFKA_CFG_RESERVED_BROKER_MAX_ID: Match.absent() },
  });
});

test('it stops before ZooKeeper is made anew: later it could not give its session back', () => {
  const output = Output.of(broker());
  const healthy = { condition: 'service_healthy' } as const;
  output.hasService('kafka', {
    depends_on: Match.objectEquals({ zookeeper: { ...healthy, restart: true } }),
  });
  output.hasService('web', {
    depends_on: Match.objectEquals({
      zookeeper: Match.objectEquals(healthy),
      kafka: Match.objectEquals(healthy),
    }),
  });
});

test('a number that ZooKeeper might draw is told to be of the author', () => {
  expect(authoredService(broker({ brokerId: 1000 }), 'kafka').env).not.toHaveProperty(
    'KAFKA_CFG_RESERVED_BROKER_MAX_ID',
  );
  expect(authoredService(broker({ brokerId: 1001 }), 'kafka').env).toMatchObject({
    KAFKA_BROKER_ID: '1001',
    KAFKA_CFG_RESERVED_BROKER_MAX_ID: '1001',
  });
});

const kept = (prefix: string) => ({
  [`${prefix}LOG_RETENTION_HOURS`]: '24',
  [`${prefix}LOG_RETENTION_BYTES`]: '4294967296',
  [`${prefix}LOG_SEGMENT_BYTES`]: '268435456',
  [`${prefix}OFFSETS_TOPIC_REPLICATION_FACTOR`]: '1',
  [`${prefix}TRANSACTION_STATE_LOG_REPLICATION_FACTOR`]: '1',
  [`${prefix}TRANSACTION_STATE_LOG_MIN_ISR`]: '1',
  [`${prefix}DEFAULT_REPLICATION_FACTOR`]: '1',
  KAFKA_HEAP_OPTS: '-Xms256m -Xmx1024m',
});

describe('without ZooKeeper it is its own controller', () => {
  const alone = (props: Partial<KafkaProps> & Pick<KafkaProps, 'image'>) =>
    authored((core) => new Kafka(core, 'events', props));

  test('by the variables of Bitnami', () => {
    const model = alone({ image: 'bitnamilegacy/kafka:3.9.0' });
    const { env, mounts, waits, test: [line] = [] } = authoredService(model, 'events');
    expect(env).toEqual({
      KAFKA_BROKER_ID: '1',
      KAFKA_CFG_PROCESS_ROLES: 'broker,controller',
      KAFKA_CFG_NODE_ID: '1',
      KAFKA_CFG_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://localhost:9093',
      KAFKA_CFG_ADVERTISED_LISTENERS: 'PLAINTEXT://events:9092',
      KAFKA_CFG_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      KAFKA_CFG_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_CFG_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_CFG_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
      ALLOW_PLAINTEXT_LISTENER: 'yes',
      KAFKA_ENABLE_KRAFT: 'yes',
      ...kept('KAFKA_CFG_'),
    });
    expect([mounts, waits]).toEqual([['events_data:/bitnami/kafka'], []]);
    expect(line).toMatch(/ kafka-topics\.sh --bootstrap-server 127\.0\.0\.1:9092 --list /);
    expect(model.volumes.map(({ id, emptyWith }) => [id, emptyWith])).toEqual([['events_data', []]]);
  });

  test("by those of Apache's own image, where its messages outlive it", () => {
    const {
      env,
      mounts,
      test: [line] = [],
      model,
    } = authoredService(alone({ image: 'registry.example.com/apache/kafka:4.1.0', brokerId: 3 }), 'events');
    expect(env).toEqual({
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_NODE_ID: '3',
      KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://localhost:9093',
      KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://events:9092',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '3@localhost:9093',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
      KAFKA_LOG_DIRS: '/var/lib/kafka/data',
      ...kept('KAFKA_'),
    });
    expect(mounts).toEqual(['events_data:/var/lib/kafka/data']);
    expect(line).toMatch(/-Xmx128m \/opt\/kafka\/bin\/kafka-topics\.sh --bootstrap-server/);
    expect(model.console?.command[2]).toContain(' exec /opt/kafka/bin/kafka-consumer-groups.sh ');
  });

  test('in a cluster whose id the author may say', () => {
    const clusterId = 'Q2xpZmYgUmljaGFyZCAxMg';
    const env = (image: KafkaProps['image']) => authoredService(alone({ image, clusterId }), 'events').env;
    expect(env('apache/kafka:3.9.1').CLUSTER_ID).toBe(clusterId);
    expect(env('bitnamilegacy/kafka:3.9.0').KAFKA_KRAFT_CLUSTER_ID).toBe(clusterId);
  });

  test.each([
    [
      'ghcr.io/posthog/kafka-container:v2.8.2',
      {},
      '"kafka" has no ZooKeeper, and Kafka 2.8.2 cannot keep its metadata itself',
    ],
    [
      'bitnamilegacy/kafka:3.2.3',
      {},
      '"kafka" has no ZooKeeper, and Kafka 3.2.3 cannot keep its metadata itself',
    ],
    [
      'apache/kafka:3.9.1',
      { zookeeper: true },
      `"kafka" is to keep its metadata in ZooKeeper, which Apache's own image does not know`,
    ],
    [
      'bitnamilegacy/kafka:4.0.0',
      { zookeeper: true },
      '"kafka" is to keep its metadata in ZooKeeper, which Kafka 4.0.0 does not know',
    ],
    [
      'bitnamilegacy/kafka:3.9.0',
      { zookeeper: true, clusterId: 'Q2xpZmYgUmljaGFyZCAxMg' },
      '"kafka" has a clusterId, and ZooKeeper draws that of its cluster',
    ],
  ] as const)(
    'unless the image cannot: %s with %j',
    (image, props: { zookeeper?: true; clusterId?: string }, message) => {
      const make = () =>
        authored((core) => {
          const zookeeper = new Zookeeper(core, 'zookeeper', { image: 'zookeeper:3.9.3' });
          new Kafka(core, 'kafka', { image, ...props, ...(props.zookeeper && { zookeeper }) } as KafkaProps);
        });
      expect(make).toThrow(expect.objectContaining({ code: 'kafka-metadata', message }));
    },
  );

  test('no rule finds anything in it but that nobody saves it', () => {
    for (const image of ['apache/kafka:3.9.1', 'bitnamilegacy/kafka:3.9.0'] as const) {
      const app = appOf((core, site) => {
        const { url, address } = new Kafka(core, 'kafka', { image });
        new Service(site, 'web', { image: 'example.org/web:1.0.0', env: { URL: url, HOSTS: address } });
      });
      expect(Findings.of(app).all.map(({ rule }) => rule)).toEqual(['state-backed-up']);
    }
  });

  test('a version that nobody knows may do either', () => {
    for (const image of ['example/kafka:latest', 'apache/kafka:latest', 'bitnamilegacy/kafka:3.3.1'] as const)
      expect(authoredService(alone({ image }), 'events').waits).toEqual([]);
  });
});

test("a tool beside the broker has a small heap of its own and not the broker's JMX port", () => {
  const { test: [line] = [], model, env } = authoredService(broker({ memory: '3gb' }), 'kafka');
  expect(env.KAFKA_HEAP_OPTS).toBe('-Xms256m -Xmx2048m');
  expect(line).toBe(
    'JMX_PORT= KAFKA_HEAP_OPTS=-Xmx128m kafka-topics.sh --bootstrap-server 127.0.0.1:9092 --list >/dev/null',
  );
  expect(model.console?.target).toBe('kafka-lag');
  expect(model.console?.command[2]).toMatch(/^JMX_PORT= KAFKA_HEAP_OPTS=-Xmx128m exec kafka-consumer-groups/);
});

test('an old Java in the image is told to leave control groups alone, before what the author tells it', () => {
  const image = 'ghcr.io/posthog/kafka-container:v2.8.2';
  expect(authoredService(broker({ image }), 'kafka').env.KAFKA_OPTS).toBe('-XX:-UseContainerSupport');
  const opts = { KAFKA_OPTS: '-Dsun.net.inetaddr.ttl=60' };
  expect(authoredService(broker({ image, env: opts }), 'kafka').env.KAFKA_OPTS).toBe(
    '-XX:-UseContainerSupport -Dsun.net.inetaddr.ttl=60',
  );
  const newer = 'bitnamilegacy/kafka:3.9.0';
  expect(authoredService(broker({ image: newer }), 'kafka').env).not.toHaveProperty('KAFKA_OPTS');
  expect(authoredService(broker({ image: newer, env: opts }), 'kafka').env.KAFKA_OPTS).toBe(opts.KAFKA_OPTS);
});

test('what its volume holds the author may say', () => {
  const holds = (props: object) =>
    said(broker(props).volumes.find(({ id }) => id === 'kafka_data')?.holds ?? '', english);
  expect([holds({}), holds({ holds: 'Orders' })]).toEqual(['Kafka: messages and offsets', 'Orders']);
});
