import { expect, test } from 'vitest';
import { authored, authoredService } from '../../../test/support/author.ts';
import { Kafka, Service, Zookeeper } from '../../index.ts';

const broker = (props: object = {}, id = 'kafka') =>
  authored((core, site) => {
    const zookeeper = new Zookeeper(core, 'zookeeper', { image: 'zookeeper:3.7.0' });
    const kafka = new Kafka(core, id, { image: 'example/kafka:2.8.1', zookeeper, ...props });
    new Service(site, 'web', { image: 'example:1', env: { HOSTS: kafka.address, URL: kafka.url } });
  });

test('clients reach it by its name', () => {
  const model = broker({}, 'events');
  expect(authoredService(model, 'web').env).toEqual({ HOSTS: 'events:9092', URL: 'kafka://events:9092' });
  expect(authoredService(model, 'events').env).toMatchObject({
    KAFKA_CFG_LISTENERS: 'PLAINTEXT://:9092',
    KAFKA_CFG_ADVERTISED_LISTENERS: 'PLAINTEXT://events:9092',
    KAFKA_CFG_ZOOKEEPER_CONNECT: 'zookeeper:2181',
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
  const kafka = authoredService(broker(), 'kafka');
  expect(kafka.mounts).toEqual(['kafka_data:/bitnami/kafka']);
  expect(kafka.env).toMatchObject({ KAFKA_BROKER_ID: '1001', KAFKA_CFG_RESERVED_BROKER_MAX_ID: '1001' });
  expect(kafka.waits).toEqual(['zookeeper healthy']);
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
