import { describe, expect, test } from 'vitest';
import type { Phase } from '../../constructs/index.ts';
import {
  App,
  Caddy,
  ClickHouse,
  Environment,
  Job,
  Kafka,
  Minio,
  Network,
  Postgres,
  Redis,
  Secret,
  Service,
  Stack,
  text,
  Variable,
  Volume,
  Zookeeper,
} from '../../constructs/index.ts';
import type { ServiceModel } from '../../src/model/service.ts';
import type { StackModel } from '../../src/model/stack.ts';
import { showText } from '../../src/model/text.ts';

/** The model of a stack whose two phases `write` fills. */
function model(write: (first: Phase, second: Phase) => void): StackModel {
  const app = new App();
  const [environment] = Environment.all({ test: { host: { cpus: 2, memory: '8gb', disk: '10gb' } } });
  class Shop extends Stack {
    constructor() {
      super(app, 'shop', environment as Environment, { title: 'Shop', version: '1' });
      const [first, second] = this.phases('first', 'second');
      write(first, second);
    }
  }
  return new Shop().toModel();
}
const of = ({ services }: StackModel, id: string): ServiceModel => {
  const found = services.find((service) => service.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};
const env = (service: ServiceModel) =>
  Object.fromEntries(service.env.map(({ name, value }) => [name, showText(value)]));
const image = { image: 'example:1' } as const;

describe('what waits for what', () => {
  test('a phase waits for all of the one before it: services healthy, jobs completed', () => {
    const stack = model((first, second) => {
      new Service(first, 'db', image);
      new Job(first, 'fill', image);
      new Job(first, 'tool', { ...image, profile: 'tools' });
      new Service(second, 'web', image);
    });
    expect(of(stack, 'web').dependsOn).toEqual([
      { service: 'db', condition: 'healthy' },
      { service: 'fill', condition: 'completed' },
    ]);
    expect(of(stack, 'db').dependsOn).toEqual([]);
  });

  test('within a phase only what says so', () => {
    const stack = model((first) => {
      const db = new Service(first, 'db', image);
      new Service(first, 'web', image).waitFor(db).waitFor(db);
    });
    expect(of(stack, 'web').dependsOn).toEqual([{ service: 'db', condition: 'healthy' }]);
  });

  test('a service outside every phase is refused', () => {
    expect(() => new Service(new App(), 'web', image)).toThrow('"web" stands in no phase');
  });
});

test('PostgreSQL hands out a URL, and its password only by name', () => {
  const stack = model((first, second) => {
    const db = new Postgres(first, 'db', { image: 'postgres:16.4', database: 'shop', user: 'owner' });
    new Service(second, 'web', {
      ...image,
      env: { URL: db.url, TEXT: text`<${db.password}> ${db.host}`, GONE: undefined },
    });
  });
  expect(env(of(stack, 'web'))).toEqual({
    URL: 'postgres://owner:${DB_PASSWORD}@db:5432/shop',
    TEXT: '<${DB_PASSWORD}> db',
  });
  expect(stack.stores).toMatchObject([
    { method: 'pg_dump', name: 'db', volumes: ['db_data'], database: 'shop', user: 'owner' },
  ]);
  expect(of(stack, 'db').console?.target).toBe('db-psql');
  expect(stack.variables.map(({ kind, name, bytes }) => [kind, name, bytes])).toEqual([
    ['secret', 'DB_PASSWORD', 32],
  ]);
});

test('Redis keeps half of its memory free, and its password off its arguments', () => {
  const stack = model((first) => new Redis(first, 'redis', { image: 'redis:6.2.20', memory: '1gb' }));
  const command = (of(stack, 'redis').command ?? []).map(showText).join(' ');
  expect(command).toContain(
    '--appendonly yes --maxmemory 512mb --maxmemory-policy noeviction <<EOF\nrequirepass $REDISCLI_AUTH\nEOF',
  );
  expect(command).not.toContain('${');
  expect(() =>
    model(
      (first) => new Redis(first, 'redis', { image: 'redis:6.2.20', memory: '256mb', maxMemory: '256mb' }),
    ),
  ).toThrow('maxMemory of "redis" is 256 MiB, and its container is killed beyond 256 MiB');
});

test('ZooKeeper and Kafka keep their heaps below their limits', () => {
  const stack = model((first) => {
    const zookeeper = new Zookeeper(first, 'zk', { image: 'zookeeper:3.7.0', memory: '600mb' });
    new Kafka(first, 'kafka', { image: 'kafka:2.8.1', zookeeper, memory: '1536mb', retentionSize: '1gb' });
  });
  expect(env(of(stack, 'zk'))).toMatchObject({ JVMFLAGS: '-Xmx400m', ZOO_AUTOPURGE_PURGEINTERVAL: '1' });
  expect(env(of(stack, 'kafka'))).toMatchObject({
    KAFKA_HEAP_OPTS: '-Xms256m -Xmx1024m',
    KAFKA_CFG_ZOOKEEPER_CONNECT: 'zk:2181',
    KAFKA_CFG_ADVERTISED_LISTENERS: 'PLAINTEXT://kafka:9092',
    KAFKA_CFG_LOG_RETENTION_BYTES: '1073741824',
  });
  expect(of(stack, 'kafka').dependsOn).toEqual([{ service: 'zk', condition: 'healthy' }]);
  expect(stack.volumes.map(({ id, kind }) => [id, kind])).toEqual([
    ['zk_data', 'state'],
    ['zk_datalog', 'state'],
    ['zk_logs', 'cache'],
    ['kafka_data', 'state'],
  ]);
});

test('ClickHouse brings its overlays, and copies each into its image', () => {
  const stack = model((first) => {
    const zookeeper = new Zookeeper(first, 'zk', { image: 'zookeeper:3.7.0' });
    new ClickHouse(first, 'clickhouse', {
      image: 'clickhouse:22.8',
      database: 'shop',
      zookeeper,
      keepLogs: { trace_log: 3 },
    });
  });
  expect(stack.files.map(({ file }) => file)).toEqual(
    of(stack, 'clickhouse').build?.copies.map(({ file }) => file),
  );
  expect(stack.files.map(({ content }) => content.kind)).toEqual([
    'clickhouse-logs',
    'clickhouse-profile',
    'clickhouse-cluster',
    'clickhouse-resources',
    'clickhouse-backups',
  ]);
  expect(stack.files[1]?.content).toMatchObject({
    settings: { log_queries: '0', query_profiler_real_time_period_ns: '1000000000' },
  });
  expect(stack.volumes.find(({ id }) => id === 'clickhouse_backups')?.kind).toBe('staging');
});

test('MinIO makes its bucket and a user of its own for the application', () => {
  const stack = model((first, second) => {
    const minio = new Minio(first, 'minio', {
      image: 'minio:1',
      client: 'mc:1',
      bucket: 'shop',
      port: 19000,
    });
    new Service(second, 'web', {
      ...image,
      env: { S3: minio.endpoint, KEY: minio.accessKey, SECRET: minio.secretKey },
    });
  });
  expect(env(of(stack, 'web'))).toEqual({
    S3: 'http://minio:19000',
    KEY: '${OBJECT_STORAGE_ACCESS_KEY_ID}',
    SECRET: '${OBJECT_STORAGE_SECRET_ACCESS_KEY}',
  });
  expect(of(stack, 'minio-setup')).toMatchObject({
    kind: 'job',
    dependsOn: [{ service: 'minio', condition: 'healthy' }],
  });
  expect(of(stack, 'web').dependsOn).toContainEqual({ service: 'minio-setup', condition: 'completed' });
  expect(showText(of(stack, 'minio-setup').command?.[0] ?? [])).not.toContain('${');
});

test('Caddy publishes on loopback without TLS, and everywhere with it', () => {
  const domain = new Variable('DOMAIN', { description: 'Where.' });
  const edge = (tls: 'none' | 'public') =>
    model((first) => {
      const web = new Service(first, 'web', { ...image, port: 8000 });
      new Caddy(first, 'caddy', {
        image: 'caddy:2.6.4',
        domain,
        tls,
        routes: { '/api/*': web.at(8001), '/*': web },
      });
    });
  expect(of(edge('none'), 'caddy').ports).toEqual([
    { address: '127.0.0.1', published: 80, target: 80, protocol: 'tcp' },
  ]);
  const stack = edge('public');
  expect(of(stack, 'caddy').ports.map(({ published, protocol }) => `${published}/${protocol}`)).toEqual([
    '80/tcp',
    '443/tcp',
    '443/udp',
  ]);
  expect(env(of(stack, 'caddy'))).toEqual({ DOMAIN: '${DOMAIN}' });
  expect(of(stack, 'caddy').dependsOn).toEqual([{ service: 'web', condition: 'healthy' }]);
  expect(stack.files[0]?.content).toMatchObject({
    routes: [
      { match: '/api/*', upstream: { service: 'web', port: 8001 } },
      { match: '/*', upstream: { service: 'web', port: 8000 } },
    ],
  });
});

describe('what is refused at the line', () => {
  test.each([
    [
      () => new Secret('db-password', { description: 'x' }),
      '"db-password" cannot be the name of a variable in .env',
    ],
    [
      () => new Variable('COMPOSE_FILE', { description: 'x' }),
      '"COMPOSE_FILE" cannot be the name of a variable in .env',
    ],
    [
      () => new Variable('NAME', { description: 'x', default: 'a}b' }),
      'the default of "NAME" has a character',
    ],
    [
      () => Environment.all({ 'Pro duction': { host: { cpus: 1, memory: '1gb', disk: '1gb' } } }),
      '"Pro duction" cannot be the name of an environment',
    ],
    [
      () =>
        model(
          (first) =>
            new Service(first, 'web', { ...image, env: { A: new Service(first, 'db', image).address } }),
        ),
      '"db" listens on no port',
    ],
    [
      () =>
        model((first) => {
          new Service(first, 'a', { ...image, env: { X: new Variable('X', { description: 'one' }) } });
          new Service(first, 'b', { ...image, env: { X: new Variable('X', { description: 'two' }) } });
        }),
      '"X" is defined in two different ways',
    ],
  ])('%#', (make, message) => {
    expect(make).toThrow(message);
  });
});

test('volumes and networks keep the names they are given', () => {
  const stack = model((first) => {
    const backend = new Network(first, 'backend', { purpose: { en: 'All.', id: 'Semua.' }, internal: true });
    new Service(first, 'web', { ...image, networks: [backend] }).mount(
      new Volume(first, 'files', { holds: 'Files.' }),
      '/files',
      { readOnly: true },
    );
  });
  expect(stack.networks).toMatchObject([
    { id: 'backend', internal: true, purpose: { en: 'All.', id: 'Semua.' } },
  ]);
  expect(of(stack, 'web').mounts).toEqual([
    { kind: 'volume', volume: 'files', target: '/files', readOnly: true },
  ]);
});
