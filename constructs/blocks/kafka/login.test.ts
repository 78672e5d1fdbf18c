import { describe, expect, test } from 'vitest';
import { Findings, Match, Output } from '../../../src/testing.ts';
import { appOf, authored, authoredService } from '../../../test/support/author.ts';
import type { KafkaProps } from '../../index.ts';
import { Kafka, Service, Zookeeper } from '../../index.ts';

type Given = Partial<KafkaProps> & Pick<KafkaProps, 'image'>;
const own = (props: Given) => authored((core) => new Kafka(core, 'events', props));
const withZookeeper = (props: Given) =>
  authored((core) => {
    const zookeeper = new Zookeeper(core, 'zookeeper', { image: 'zookeeper:3.7.0' });
    new Kafka(core, 'events', { zookeeper, ...props });
  });
/** The variables that it has only with a login, or says otherwise with one. */
function told(make: (props: Given) => ReturnType<typeof own>, props: Given) {
  const env = (authentication: boolean) => authoredService(make({ ...props, authentication }), 'events').env;
  const before = env(false);
  const after = env(true);
  expect(Object.keys(before).filter((name) => !(name in after))).toEqual([]);
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => before[name] !== value));
}

describe('asked to, it lets in who has its password', () => {
  test('beside a ZooKeeper, by the variables of Bitnami', () => {
    expect(told(withZookeeper, { image: 'bitnamilegacy/kafka:3.9.0' })).toEqual({
      KAFKA_CFG_LISTENERS: 'CLIENT://:9092,INTERNAL://127.0.0.1:9094',
      KAFKA_CFG_ADVERTISED_LISTENERS: 'CLIENT://events:9092,INTERNAL://127.0.0.1:9094',
      KAFKA_CFG_LISTENER_SECURITY_PROTOCOL_MAP: 'CLIENT:SASL_PLAINTEXT,INTERNAL:PLAINTEXT',
      KAFKA_CFG_INTER_BROKER_LISTENER_NAME: 'INTERNAL',
      KAFKA_CFG_SASL_ENABLED_MECHANISMS: 'PLAIN',
      KAFKA_CFG_SASL_MECHANISM_INTER_BROKER_PROTOCOL: 'PLAIN',
      KAFKA_CLIENT_USERS: 'client',
      KAFKA_CLIENT_PASSWORDS: '${EVENTS_PASSWORD}',
    });
  });

  test('without one, where the controller asks for none: nobody else reaches it', () => {
    expect(told(own, { image: 'bitnamilegacy/kafka:3.9.0' })).toEqual({
      KAFKA_CFG_LISTENERS: 'CLIENT://:9092,INTERNAL://127.0.0.1:9094,CONTROLLER://localhost:9093',
      KAFKA_CFG_ADVERTISED_LISTENERS: 'CLIENT://events:9092,INTERNAL://127.0.0.1:9094',
      KAFKA_CFG_LISTENER_SECURITY_PROTOCOL_MAP:
        'CONTROLLER:PLAINTEXT,CLIENT:SASL_PLAINTEXT,INTERNAL:PLAINTEXT',
      KAFKA_CFG_INTER_BROKER_LISTENER_NAME: 'INTERNAL',
      KAFKA_CFG_SASL_ENABLED_MECHANISMS: 'PLAIN',
      KAFKA_CFG_SASL_MECHANISM_INTER_BROKER_PROTOCOL: 'PLAIN',
      KAFKA_CLIENT_USERS: 'client',
      KAFKA_CLIENT_PASSWORDS: '${EVENTS_PASSWORD}',
    });
  });

  test("by those of Apache's own image", () => {
    expect(told(own, { image: 'apache/kafka:4.1.0' })).toEqual({
      KAFKA_LISTENERS: 'CLIENT://:9092,INTERNAL://127.0.0.1:9094,CONTROLLER://localhost:9093',
      KAFKA_ADVERTISED_LISTENERS: 'CLIENT://events:9092,INTERNAL://127.0.0.1:9094',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,CLIENT:SASL_PLAINTEXT,INTERNAL:PLAINTEXT',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'INTERNAL',
      KAFKA_SASL_ENABLED_MECHANISMS: 'PLAIN',
      KAFKA_SASL_MECHANISM_INTER_BROKER_PROTOCOL: 'PLAIN',
      KAFKA_LISTENER_NAME_CLIENT_PLAIN_SASL_JAAS_CONFIG:
        'org.apache.kafka.common.security.plain.PlainLoginModule required user_client="${EVENTS_PASSWORD}";',
    });
  });

  test('the option for old Javas stands where the image leaves it to the broker, too', () => {
    const image = 'ghcr.io/posthog/kafka-container:v2.8.2';
    const env = (props: Partial<KafkaProps>) =>
      authoredService(withZookeeper({ image, ...props }), 'events').env;
    const named = (props: Partial<KafkaProps>) => [env(props).KAFKA_OPTS, env(props).KAFKA_HEAP_OPTS];
    const option = '-XX:-UseContainerSupport';
    expect(named({})).toEqual([option, '-Xms256m -Xmx1024m']);
    expect(named({ authentication: true })).toEqual([option, `${option} -Xms256m -Xmx1024m`]);
    expect(named({ authentication: true, env: { KAFKA_HEAP_OPTS: '-Xmx2g' } })).toEqual([
      option,
      `${option} -Xmx2g`,
    ]);
  });

  test('its tools ask where it is alone, and know no password', () => {
    const model = withZookeeper({ image: 'bitnamilegacy/kafka:3.9.0', authentication: true });
    const check =
      'JMX_PORT= KAFKA_HEAP_OPTS=-Xmx128m kafka-topics.sh --bootstrap-server 127.0.0.1:9094 --list >/dev/null';
    Output.of(model).hasService('events', { healthcheck: { test: ['CMD-SHELL', check] } });
    expect(authoredService(model, 'events').model.console?.command[2]).toBe(
      'JMX_PORT= KAFKA_HEAP_OPTS=-Xmx128m exec kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9094 --describe --all-groups',
    );
  });
});

test('a client is told what it logs in with, and `make init` draws the password', () => {
  const app = appOf((core, site) => {
    const kafka = new Kafka(core, 'the-events', { image: 'apache/kafka:3.9.1', authentication: true });
    const { user, password, protocol, mechanism } = kafka.login ?? {};
    const env = { HOSTS: kafka.address, USER: user, PASSWORD: password, HOW: protocol, BY: mechanism };
    new Service(site, 'web', { image: 'example.org/web:1.0.0', env });
  });
  Output.of(app).hasService('web', {
    environment: Match.objectEquals({
      HOSTS: 'the-events:9092',
      USER: 'client',
      PASSWORD: Match.variable('THE_EVENTS_PASSWORD'),
      HOW: 'SASL_PLAINTEXT',
      BY: 'PLAIN',
    }),
  });
  const [{ variables } = { variables: [] }] = app.toModel().flatMap(({ stacks }) => stacks);
  expect(variables).toContainEqual(
    expect.objectContaining({ name: 'THE_EVENTS_PASSWORD', kind: 'secret', bytes: 32 }),
  );
  expect(Findings.of(app).all.map(({ rule }) => rule)).toEqual(['state-backed-up']);
});

test('asked for none, it has no login, and nobody a password', () => {
  authored((core) => {
    const kafka = new Kafka(core, 'kafka', { image: 'apache/kafka:3.9.1', authentication: false });
    expect([kafka.login, kafka.inside]).toEqual([undefined, '127.0.0.1:9092']);
  });
  expect(own({ image: 'apache/kafka:3.9.1' }).variables.map(({ name }) => name)).toEqual([]);
});
