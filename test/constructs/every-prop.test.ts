import { join, resolve } from 'node:path';
import { Project } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import type { Phase } from '../../constructs/index.ts';
import {
  App,
  Caddy,
  ClickHouse,
  ConfigFile,
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
  Variable,
  Volume,
  Zookeeper,
} from '../../constructs/index.ts';
import { compile } from '../../src/compile.ts';
import { stackEmitters, systemEmitters } from '../../src/targets/operations/index.ts';

/** Makes something in a phase; the keys of `over` are the props under test. */
type Make = (phase: Phase, over: Record<string, unknown>) => void;

const host = { cpus: 4, memory: '64gb', disk: '10gb' } as const;
const zookeeper = (phase: Phase) => new Zookeeper(phase, 'zookeeper', { image: 'zookeeper:3.7.0' });
const network = (phase: Phase) =>
  new Network(phase.node.root.node.children[0] as Stack, 'backend', { purpose: 'Everybody.' });

/**
 * The smallest legal use of each construct. `over` goes last and may be anything, which no type of ours allows: the
 * casts below say that the test, not an author, writes it.
 */
const makes: Readonly<Record<string, Make>> = {
  ServiceOptions: (phase, over) => new Service(phase, 'web', { image: 'example:1', ...over }),
  ServiceProps: (phase, over) => new Service(phase, 'web', { image: 'example:1', ...over }),
  JobProps: (phase, over) => {
    const job = new Job(phase, 'job', { image: 'example:1', command: 'true', ...over });
    if (over.profile === undefined) new Service(phase, 'web', { image: 'example:1' }).waitFor(job);
  },
  PostgresProps: (phase, over) =>
    new Postgres(phase, 'db', { image: 'postgres:16.4', database: 'shop', ...over }),
  RedisProps: (phase, over) => new Redis(phase, 'cache', { image: 'redis:6.2.20', ...over }),
  ZookeeperProps: (phase, over) => new Zookeeper(phase, 'zk', { image: 'zookeeper:3.7.0', ...over }),
  KafkaProps: (phase, over) => new Kafka(phase, 'kafka', { image: 'kafka:3.9.0', ...over }),
  ClickHouseProps: (phase, over) =>
    new ClickHouse(phase, 'events', {
      image: 'clickhouse:22.8',
      database: 'shop',
      ...over,
    }),
  MinioProps: (phase, over) => {
    const minio = new Minio(phase, 'minio', { image: 'minio:1', client: 'mc:1', bucket: 'shop', ...over });
    new Service(phase, 'web', { image: 'example:1' }).waitFor(minio.setup);
  },
  CaddyProps: (phase, over) =>
    new Caddy(phase, 'caddy', {
      image: 'caddy:2.11.7',
      domain: 'shop.example.com',
      tls: 'public',
      routes: {
        '/*': new Service(phase, 'web', { image: 'example:1', port: 80, health: { exec: ['true'] } }),
      },
      ...over,
    }),
  EdgeProps: (phase, over) => {
    const file = new ConfigFile(phase, 'conf', { file: 'proxy/conf', content: 'a' });
    const edge = { product: 'Nginx', tls: 'none', sites: ['a.example.com'], routes: {}, ...over } as const;
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
  NetworkProps: (phase, over) => {
    const backend = new Network(phase.node.root.node.children[0] as Stack, 'backend', {
      purpose: 'Everybody.',
      ...over,
    });
    new Service(phase, 'web', { image: 'example:1', networks: [backend] });
  },
  ConfigFileProps: (phase, over) =>
    new Service(phase, 'web', { image: 'example:1' }).mount(
      new ConfigFile(phase, 'site', { file: 'web/site.conf', content: 'listen 80\n', ...over }),
      '/etc/site.conf',
    ) && undefined,
  SecretProps: (phase, over) =>
    new Service(phase, 'web', {
      image: 'example:1',
      env: { KEY: new Secret('KEY', { description: 'Signs.', ...over }) },
    }),
  VariableProps: (phase, over) =>
    new Service(phase, 'web', {
      image: 'example:1',
      env: { NAME: new Variable('NAME', { description: 'A name.', ...over }) },
    }),
};

const site = 'https://shop.example.com';
const raw = { compose: { 'x-note': 'by hand' } };
const options = {
  description: { description: 'Sells things' },
  env: { env: { GREETING: 'hello' } },
  networks: {},
  memory: { memory: '300mb' },
  cpus: { cpus: 2 },
  processes: { processes: 77 },
  stopGrace: { stopGrace: '77s' },
  logSize: { logSize: '7mb' },
  compose: raw,
} as const;

/** A value for each optional prop; `networks` is made with the stack. */
const values: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>> = {
  ServiceOptions: options,
  ServiceProps: {
    build: {},
    command: { command: ['serve', '--fast'] },
    entrypoint: { entrypoint: ['/bin/run'] },
    health: { health: { exec: ['true'], interval: '7s', timeout: '3s', retries: 9, startPeriod: '11s' } },
    port: { port: 8000 },
    otherPorts: { otherPorts: { 8001: 'metrics' } },
    publish: { publish: [{ address: '127.0.0.1', published: 8000, target: 8000, protocol: 'tcp' }] },
    edge: { edge: true },
    user: { user: '1000:1000' },
    hostname: { hostname: 'shop' },
    init: { init: true },
    openFiles: { openFiles: 4096 },
    sharedMemory: { sharedMemory: '128mb' },
    dropCapabilities: { dropCapabilities: ['ALL'] },
    addCapabilities: { addCapabilities: ['NET_RAW'] },
    scratch: { scratch: { '/scratch': '16mb' } },
    console: { console: { target: 'prompt', help: 'Open a prompt', command: ['prompt'] } },
  },
  JobProps: {
    runs: { runs: 'always' },
    target: { target: 'do-it' },
    help: { help: 'Do it now' },
    profile: { profile: 'tools' },
    upgradeGate: {},
  },
  PostgresProps: {
    user: { user: 'owner' },
    password: { password: new Secret('OTHER_PASSWORD', { description: 'Another.' }) },
    volume: { volume: 'rows' },
    backup: { backup: false },
  },
  RedisProps: {
    maxMemory: { maxMemory: '100mb' },
    eviction: { eviction: 'volatile-lru' },
    volume: { volume: 'keys' },
    holds: { holds: 'Carts.' },
  },
  ZookeeperProps: { room: { room: 'It needs none.' } },
  KafkaProps: {
    zookeeper: {},
    brokerId: { brokerId: 7 },
    clusterId: { clusterId: 'Q2xpZmYgUmljaGFyZCAxMg' },
    retentionHours: { retentionHours: 3 },
    retentionSize: { retentionSize: '1gb' },
    holds: { holds: 'Orders.' },
  },
  ClickHouseProps: {
    folder: { folder: 'elsewhere' },
    zookeeper: {},
    cluster: { cluster: 'other' },
    macros: { macros: { shard: '02', replica: 'other' } },
    keepLogs: { keepLogs: { query_log: 7 } },
    settings: { settings: { load_balancing: 'random' } },
    backup: { backup: false },
  },
  MinioProps: {
    port: { port: 19000 },
    volume: { volume: 'objects' },
    accessKeyName: { accessKeyName: 'S3_USER' },
    secretKeyName: { secretKeyName: 'S3_SECRET' },
    backup: { backup: false },
  },
  CaddyProps: {
    email: { email: new Variable('ACME_EMAIL', { description: 'Whom to write to.' }) },
    trustedProxies: { trustedProxies: ['10.0.0.0/8'] },
    reachableInside: { reachableInside: true },
    headerLimit: { headerLimit: '32KB' },
    hsts: { hsts: 3600 },
    bodyLimit: { bodyLimit: '5MB' },
    compress: { compress: ['/static/*'] },
    hidden: { hidden: ['/metrics'] },
  },
  EdgeProps: { config: { config: { file: 'proxy/conf', check: ['proxy', 'test'] } } },
  VolumeProps: {
    room: { room: 'Delete old files.' },
    kind: { kind: 'cache' },
    compose: { compose: { driver: 'other' } },
  },
  RoundTripProps: { prepare: { prepare: true }, needs: { needs: true }, clean: { clean: true } },
  NetworkProps: { internal: { internal: true }, compose: { compose: { enable_ipv6: true } } },
  ConfigFileProps: { comment: { comment: '#' } },
  SecretProps: { group: { group: 'Keys' }, bytes: { bytes: 16 } },
  VariableProps: {
    group: { group: 'Names' },
    default: { default: 'nobody' },
    example: { example: 'somebody' },
    pattern: { pattern: '[a-z]+' },
  },
};

/** All that the compiler makes of it: the files, and what the rules say, since some props are for them alone. */
function result(
  make: Make,
  over: (phase: Phase) => Record<string, unknown>,
  props: Record<string, unknown> = {},
): string {
  const app = new App();
  const [environment] = Environment.all({ test: { host } });
  if (environment === undefined) throw new Error('no environment');
  class Shop extends Stack {
    readonly phase: Phase;
    constructor() {
      super(app, 'shop', environment as Environment, { title: 'Shop', version: '1', ...props });
      [this.phase] = this.phases('core');
    }
  }
  const { phase } = new Shop();
  make(phase, over(phase));
  // Straight from the model: a finding would keep the files from being made.
  const { findings } = compile(app);
  const files = app.toModel().flatMap((system) => {
    const environments = system.stacks.flatMap((stack) => stackEmitters.flatMap((emitter) => emitter(stack)));
    return [...environments, ...systemEmitters.flatMap((emitter) => emitter(system, environments))];
  });
  return JSON.stringify([files, findings]);
}

const project = new Project({ skipAddingFilesFromTsConfig: true });
const interfaces = project
  .addSourceFilesAtPaths(join(resolve(import.meta.dirname, '../../constructs'), '{core,blocks}/**/*.ts'))
  .flatMap((source) => source.getInterfaces())
  .filter(
    (one) =>
      one.isExported() &&
      /(Props|Options)$/.test(one.getName()) &&
      !['StackProps', 'BackupProps'].includes(one.getName()),
  );
const optional = interfaces.flatMap((one) =>
  one
    .getProperties()
    .filter((property) => property.hasQuestionToken())
    .map((property) => [one.getName(), property.getName()] as const),
);

describe('every prop changes the output', () => {
  test('there are props to look at', () => {
    expect(optional.length).toBeGreaterThan(60);
  });

  test.each(optional)('%s.%s', (owner, prop) => {
    const make = makes[owner];
    const value = values[owner]?.[prop];
    if (make === undefined || value === undefined)
      throw new Error(`say in this test what ${owner}.${prop} is tried with`);
    const isReplicated = prop === 'cluster' || prop === 'macros';
    const over = (phase: Phase): Record<string, unknown> => {
      if (prop === 'networks') return { networks: [network(phase)] };
      if (prop === 'upgradeGate') {
        const running = new Service(phase, 'running', { image: 'example:1' });
        return { profile: 'tools', upgradeGate: () => running };
      }
      if (prop === 'build')
        return {
          build: {
            folder: 'web',
            copy: { '/etc/a': new ConfigFile(phase, 'a', { file: 'web/a', content: 'a' }) },
          },
        };
      if (prop === 'zookeeper') return { zookeeper: zookeeper(phase) };
      if (isReplicated) return { ...value, zookeeper: zookeeper(phase) };
      return prop === 'edge' ? { ...value, publish } : value;
    };
    const publish = [{ published: 80, target: 80, protocol: 'tcp' }];
    const without = (phase: Phase): Record<string, unknown> => {
      if (prop === 'edge') return { publish };
      if (prop === 'zookeeper') zookeeper(phase);
      if (isReplicated) return { zookeeper: zookeeper(phase) };
      if (prop !== 'upgradeGate') return {};
      new Service(phase, 'running', { image: 'example:1' });
      return { profile: 'tools' };
    };
    const props = owner === 'RoundTripProps' ? { site } : {};
    expect(result(make, over, props)).not.toBe(result(make, without, props));
  });

  test.each([
    ['source', { source: 'stacks/other.ts' }],
    ['language', { language: 'id' }],
    ['backups', { backups: { at: '01:00', keepDays: 2 } }],
    ['adopts', { adopts: { 'old-shop': {} } }],
    ['site', { site }],
    ['smoke', { site, smoke: [{ path: '/health' }] }],
    ['minimum', { minimum: { compose: '2.30', engine: '27.0' } }],
    ['runbook', { runbook: { about: 'It sells things.' } }],
    ['compose', raw],
    [
      'backups.offsite',
      { backups: { at: '01:00', keepDays: 2, offsite: { image: 'restic/restic:0.18.1' } } },
    ],
  ])('StackProps.%s', (name, props) => {
    const make = (name === 'smoke' ? makes.CaddyProps : makes.PostgresProps) as Make;
    const before =
      name === 'smoke'
        ? { site }
        : name === 'backups.offsite'
          ? { backups: { at: '01:00', keepDays: 2 } }
          : {};
    expect(result(make, () => ({}), props)).not.toBe(result(make, () => ({}), before));
  });
});
