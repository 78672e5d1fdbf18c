import { expect, test } from 'vitest';
import { ClickHouse, Kafka, Minio, Postgres, Redis, Service } from '../../../constructs/index.ts';
import { authored, authoredService } from '../../../test/support/author.ts';
import { environments } from '../environments.ts';
import { pluginServer, sharedByProcesses } from '../process.ts';

/** What Django and the plugin server are told of Kafka. */
function told(authentication: boolean) {
  const [environment] = environments;
  if (environment === undefined) throw new Error('PostHog runs nowhere');
  const model = authored((core, site) => {
    const kafka = new Kafka(core, 'kafka', { image: 'apache/kafka:3.9.1', authentication });
    const shared = sharedByProcesses({
      environment,
      host: 'localhost',
      site: 'http://localhost',
      kafka,
      postgres: new Postgres(core, 'postgres', { image: 'postgres:12.13', database: 'posthog' }),
      redis: new Redis(core, 'redis', { image: 'redis:6.2.20' }),
      clickhouse: new ClickHouse(core, 'clickhouse', {
        image: 'example/clickhouse:22.8',
        database: 'a',
        kafka,
      }),
      storage: new Minio(core, 'minio', { image: 'minio:1', client: 'mc:1', bucket: 'posthog' }),
    });
    new Service(site, 'web', shared);
    new Service(site, 'plugins', pluginServer(shared));
  });
  return ['web', 'plugins'].map((id) =>
    Object.fromEntries(
      Object.entries(authoredService(model, id).env).filter(([name]) => /^KAFKA_S/.test(name)),
    ),
  );
}

test('where Kafka asks for a password, every process of PostHog has it in the variables that it reads', () => {
  const login = {
    KAFKA_SECURITY_PROTOCOL: 'SASL_PLAINTEXT',
    KAFKA_SASL_MECHANISM: 'PLAIN',
    KAFKA_SASL_USER: 'client',
    KAFKA_SASL_PASSWORD: '${KAFKA_PASSWORD}',
  };
  expect(told(true)).toEqual([login, login]);
});

test('where it asks for none they are told nothing', () => {
  expect(told(false)).toEqual([{}, {}]);
});
