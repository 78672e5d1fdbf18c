import { expect, test } from 'vitest';
import { ruleFindings } from '../../src/compile/rules.ts';
import { authored } from '../../test/support/author.ts';
import type { AnyBackup, Phase } from '../index.ts';
import { ClickHouse, Kafka, Minio, MongoDb, Postgres, RabbitMq, Redis, Valkey, Zookeeper } from '../index.ts';

const blocks: Readonly<Record<string, (core: Phase, backup: AnyBackup) => unknown>> = {
  redis: (core, backup) => new Redis(core, 'it', { image: 'redis:6.2.20-alpine', backup }),
  valkey: (core, backup) => new Valkey(core, 'it', { image: 'valkey/valkey:8.1.4', backup }),
  rabbitmq: (core, backup) => new RabbitMq(core, 'it', { image: 'rabbitmq:4.1.6-alpine', backup }),
  zookeeper: (core, backup) => new Zookeeper(core, 'it', { image: 'zookeeper:3.8.4', backup }),
  kafka: (core, backup) => new Kafka(core, 'it', { image: 'apache/kafka:3.9.1', backup }),
  mongodb: (core, backup) => new MongoDb(core, 'it', { image: 'mongo:8.0.4', database: 'shop', backup }),
  postgres: (core, backup) =>
    new Postgres(core, 'it', { image: 'postgres:16.4-alpine', database: 'shop', backup }),
  minio: (core, backup) =>
    new Minio(core, 'it', {
      image: 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z',
      client: 'quay.io/minio/mc:RELEASE.2025-08-13T08-35-41Z',
      bucket: 'shop',
      backup,
    }),
  clickhouse: (core, backup) =>
    new ClickHouse(core, 'it', {
      image: 'clickhouse/clickhouse-server:24.8.14.39-alpine',
      database: 'shop',
      backup,
    }),
};

test.each(Object.entries(blocks))('%s stops while its files are read', (_, make) => {
  const stack = authored((core) => make(core, { stop: true }));
  const state = stack.volumes.filter(({ kind }) => kind === 'state').map(({ id }) => id);
  expect(state).not.toEqual([]);
  expect(stack.stores.map(({ volumes }) => volumes)).toEqual(state.map((id) => [id]));
  for (const store of stack.stores)
    expect(store).toMatchObject({ service: 'it', meanwhile: 'stop', method: { name: 'archive' } });
  const found = ruleFindings(stack).filter(({ rule }) => /backup|stores-together/.test(rule));
  expect(found).toEqual([]);
});

test.each(Object.entries(blocks))('%s is saved by its own dump', (_, make) => {
  const stack = authored((core) => make(core, { dump: ['save'], load: ['read'] }));
  expect(stack.stores).toMatchObject([{ name: 'it', service: 'it', method: { name: 'commands' } }]);
});
