import type { Phase, Stack } from '../../../constructs/index.ts';
import {
  Caddy,
  ClickHouse,
  ClickHouseKeeper,
  ConfigFile,
  ExistingTraefik,
  HostPath,
  Job,
  Kafka,
  MariaDb,
  Memcached,
  Minio,
  MongoDb,
  MySql,
  Network,
  OpenSearch,
  OperationsFile,
  Postgres,
  RabbitMq,
  Redis,
  Service,
  Traefik,
  text,
  Variable,
  Volume,
  Zookeeper,
} from '../../../constructs/index.ts';

/** Makes something in a phase; the keys of `over` are the props under test. */
export type Make = (phase: Phase, over: Record<string, unknown>) => void;

const caddy: Make = (phase, over) =>
  new Caddy(phase, 'caddy', {
    image: 'caddy:2.11.7',
    domain: 'shop.example.com',
    tls: 'public',
    ...(over.routes === undefined && {
      routes: {
        '/*': new Service(phase, 'web', { image: 'example:1', port: 80, health: { exec: ['true'] } }),
      },
    }),
    ...over,
  });

const route: Make = (phase, { forwardAuth, ...over }) => {
  const make = (id: string) =>
    new Service(phase, id, { image: 'example:1', port: 80, health: { exec: ['true'] } });
  const [web, door] = [make('web'), make('door')];
  const asked = forwardAuth === undefined ? {} : { forwardAuth: { by: door, path: '/verify' } as const };
  caddy(phase, { routes: { '/app/*': { to: web, ...over, ...asked } } });
};

/**
 * The smallest legal use of each construct. `over` goes last and may be anything, which no type of ours allows: the
 * casts below say that the test, not an author, writes it.
 */
export const makes: Readonly<Record<string, Make>> = {
  ServiceOptions: (phase, over) => new Service(phase, 'web', { image: 'example:1', ...over }),
  ServiceProps: (phase, over) => new Service(phase, 'web', { image: 'example:1', ...over }),
  HostNeedsProps: (phase, over) => new Service(phase, 'web', { image: 'example:1', ...over }),
  JobProps: (phase, over) => {
    const job = new Job(phase, 'job', { image: 'example:1', command: 'true', ...over });
    if (over.profile === undefined && over.schedule === undefined)
      new Service(phase, 'web', { image: 'example:1' }).waitFor(job);
  },
  PostgresProps: (phase, over) =>
    new Postgres(phase, 'db', { image: 'postgres:16.4', database: 'shop', ...over }),
  PostgresDatabaseProps: (phase, over) => {
    const server = new Postgres(phase, 'db', { image: 'postgres:16.4', database: 'shop' });
    server.database('stock', over);
    return server;
  },
  SqlServerProps: (phase, over) =>
    new MariaDb(phase, 'db', { image: 'mariadb:11.4.8', database: 'shop', ...over }),
  SqlDatabaseProps: (phase, over) => {
    const server = new MySql(phase, 'db', { image: 'mysql:8.4.6', database: 'shop' });
    server.database('stock', over);
    return server;
  },
  RedisProps: (phase, over) => new Redis(phase, 'cache', { image: 'redis:6.2.20', ...over }),
  MongoDbProps: (phase, over) =>
    new MongoDb(phase, 'db', { image: 'mongo:8.0.4', database: 'shop', ...over }),
  RabbitMqProps: (phase, over) => new RabbitMq(phase, 'queue', { image: 'rabbitmq:4.1.6', ...over }),
  SearchProps: (phase, over) =>
    new OpenSearch(phase, 'search', { image: 'opensearchproject/opensearch:2.19.1', ...over }),
  MemcachedProps: (phase, over) => new Memcached(phase, 'cache', { image: 'memcached:1.6.39', ...over }),
  ZookeeperProps: (phase, over) => new Zookeeper(phase, 'zk', { image: 'zookeeper:3.7.0', ...over }),
  KafkaProps: (phase, over) => new Kafka(phase, 'kafka', { image: 'kafka:3.9.0', ...over }),
  ClickHouseProps: (phase, over) =>
    new ClickHouse(phase, 'events', {
      image: 'clickhouse:22.8',
      database: 'shop',
      ...over,
    }),
  ClickHouseKeeperProps: (phase, over) =>
    new ClickHouseKeeper(phase, 'keeper', { image: 'clickhouse/clickhouse-keeper:25.8', ...over }),
  MinioProps: (phase, over) => {
    const minio = new Minio(phase, 'minio', { image: 'minio:1', client: 'mc:1', bucket: 'shop', ...over });
    new Service(phase, 'web', { image: 'example:1' }).waitFor(minio.setup);
  },
  BucketOptions: (phase, over) => {
    const minio = new Minio(phase, 'minio', { image: 'minio:1', client: 'mc:1', bucket: 'shop' });
    minio.addBucket('exports', over);
    new Service(phase, 'web', { image: 'example:1' }).waitFor(minio.setup);
  },
  ExistingTraefikOptions: (phase, over) => {
    const web = new Service(phase, 'web', { image: 'example:1', port: 80 });
    new ExistingTraefik(phase, 'proxy', {
      network: 'proxy',
      domain: 'a.example',
      routes: { '/*': web },
      ...over,
    });
  },
  CaddyOptions: caddy,
  TraefikOptions: (phase, over) => {
    const web = new Service(phase, 'web', { image: 'example:1', port: 80, health: { exec: ['true'] } });
    new Traefik(phase, 'edge', {
      image: 'traefik:v3.6.12',
      domain: 'shop.example.com',
      tls: 'public',
      routes: { '/*': web },
      ...over,
    });
  },
  SiteOptions: caddy,
  PlainSiteOptions: caddy,
  AnswerOptions: route,
  PlainAnswerOptions: route,
  UpstreamOptions: route,
  FileOptions: (phase, over) =>
    caddy(phase, { routes: { '/*': { files: new Volume(phase, 'html', { holds: 'Pages.' }), ...over } } }),
  EdgeProps: (phase, over) => {
    const file = new ConfigFile(phase, 'conf', { file: 'proxy/conf', content: 'a' });
    const edge = { product: 'Nginx', tls: 'public', sites: ['a.example.com'], routes: {}, ...over } as const;
    new Service(phase, 'proxy', { image: 'example:1', edge }).mount(file, '/etc/proxy');
  },
  // What it is tried with points at services, which are made here: `over` says which props are wanted.
  RoundTripProps: (phase, over) => {
    const web = new Service(phase, 'web', { image: 'example:1' });
    const known = {
      prepare: new Job(phase, 'job', { image: 'example:1', command: 'true', profile: 'tools' }),
      needs: { KEY: { in: web, script: 'key', missing: 'there is no key' } },
      clean: { in: web, script: 'clean' },
    };
    (phase.node.root.node.children[0] as Stack).roundTrip('an order', {
      send: { path: '/', body: '{}' },
      stages: [{ in: web, script: 'true', broken: 'lost' }],
      ...Object.fromEntries(Object.entries(known).filter(([name]) => name in over)),
    });
  },
  VolumeProps: (phase, over) =>
    new Service(phase, 'web', { image: 'example:1' }).mount(
      new Volume(phase, 'files', { holds: 'Files.', ...over }),
      '/files',
    ) && undefined,
  HostPathProps: (phase, over) =>
    new Service(phase, 'web', { image: 'example:1' }).mount(
      new HostPath(phase, 'media', { path: '/srv/media', holds: 'Films.', ...over }),
      '/media',
    ) && undefined,
  NetworkProps: (phase, over) => {
    const backend = new Network(phase.node.root.node.children[0] as Stack, 'backend', {
      purpose: 'Everybody.',
      ...over,
    });
    new Service(phase, 'web', { image: 'example:1', networks: [backend] });
  },
  OperationsFileProps: (phase, over) =>
    new OperationsFile(phase, 'page', { file: 'page.md', content: 'Hello.\n', ...over }) && undefined,
  ConfigFileProps: (phase, over) =>
    new Service(phase, 'web', { image: 'example:1' }).mount(
      new ConfigFile(phase, 'site', {
        file: 'web/site.conf',
        content: { format: 'plain', text: text`port ${new Variable('PORT', { description: 'A port.' })}\n` },
        ...over,
      }),
      '/etc/site.conf',
    ) && undefined,
  VariableProps: (phase, over) =>
    new Service(phase, 'web', {
      image: 'example:1',
      env: { NAME: new Variable('NAME', { description: 'A name.', ...over }) },
    }),
};
