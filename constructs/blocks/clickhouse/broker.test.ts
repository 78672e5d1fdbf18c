import { expect, test } from 'vitest';
import { filled } from '../../../src/files/filled.ts';
import { Match, Output } from '../../../src/testing.ts';
import { authored, authoredService } from '../../../test/support/author.ts';
import { ClickHouse, Kafka } from '../../index.ts';

const beside = (authentication: boolean) =>
  authored(
    (core) => {
      const kafka = new Kafka(core, 'events', { image: 'apache/kafka:3.9.1', authentication });
      new ClickHouse(core, 'rows', { image: 'example/clickhouse:22.8', database: 'shop', kafka });
    },
    { networks: 'derived' },
  );
const named = (model: ReturnType<typeof beside>) =>
  model.files.find(({ file }) => file === 'rows/kafka-config.xml');

test('its tables log in at the broker with the password of the environment', () => {
  const model = beside(true);
  Output.of(model).hasService('rows', {
    environment: Match.objectEquals({
      CLICKHOUSE_USER: 'default',
      CLICKHOUSE_PASSWORD: Match.variable('ROWS_PASSWORD'),
      KAFKA_PASSWORD: Match.variable('EVENTS_PASSWORD'),
    }),
  });
  const content = named(model)?.content;
  expect(content?.kind === 'template' && filled(content, 'Generated.')).toBe(`<?xml version="1.0"?>
<!-- Generated. -->
<clickhouse>
    <!-- For every table with the engine Kafka: this version has no setting of a table for it. -->
    <kafka>
        <security_protocol>sasl_plaintext</security_protocol>
        <sasl_mechanism>PLAIN</sasl_mechanism>
        <sasl_username>client</sasl_username>
        <sasl_password from_env="KAFKA_PASSWORD"/>
    </kafka>
</clickhouse>
`);
  expect(authoredService(model, 'rows').model.build?.copies).toContainEqual({
    file: 'rows/kafka-config.xml',
    target: '/etc/clickhouse-server/config.d/kafka-config.xml',
  });
});

test('where the broker asks for none there is nothing to say', () => {
  const model = beside(false);
  expect(named(model)).toBeUndefined();
  Output.of(model).hasService('rows', { environment: { KAFKA_PASSWORD: Match.absent() } });
});

test('it reaches the broker, and does not wait for it', () => {
  for (const output of [beside(true), beside(false)].map(Output.of)) {
    output.serviceCount(2, { networks: ['events-clients'] });
    output.hasNetwork('events-clients');
    output.hasService('rows', { depends_on: Match.absent() });
  }
});
