import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as vocabulary from '../../../constructs/index.ts';
import { isPlain } from '../../../constructs/props/fault.ts';
import { calls } from '../../../constructs/props/shapes.gen.ts';
import { compile } from '../../../src/compile.ts';
import { StowageError } from '../../../src/model/error.ts';
import { authorPlace } from '../../../src/model/place.ts';

const v = vocabulary;
const image = 'example:1';
const host = { cpus: 4, memory: '64gb', disk: '10gb' } as const;

/** A stack in which each call can be made once. */
function world() {
  const app = new v.App();
  const [environment] = v.Environment.all({ test: { host } });
  if (environment === undefined) throw new Error('no environment');
  const stack = new v.Stack(app, 'shop', environment, {
    title: 'Shop',
    version: '1',
    site: 'https://a.example',
  });
  const [core] = stack.phases('core');
  const zookeeper = new v.Zookeeper(core, 'zookeeper', { image: 'zookeeper:3.7.0' });
  const web = new v.Service(core, 'web', { image, port: 80, health: { exec: ['true'] } });
  const job = new v.Job(core, 'tool', { image, command: 'true', profile: 'tools' });
  const data = new v.Volume(core, 'data', { holds: 'Files.' });
  const network = new v.Network(stack, 'backend', { purpose: 'Everybody.' });
  const file = new v.ConfigFile(core, 'conf', { file: 'conf', content: 'a' });
  const key = new v.Secret('KEY', { description: 'Signs.' });
  const name = new v.Variable('NAME', { description: 'A name.' });
  const plain = new v.ComposeService(core, 'plain', { image });
  return { app, environment, stack, core, zookeeper, web, job, data, network, file, key, name, plain };
}

type World = ReturnType<typeof world>;

const service = ({ network, key, name }: World) => ({
  description: { en: 'Shop', id: 'Toko' },
  env: { A: 'b', KEY: key, N: 1, T: v.text`a${name}`, GONE: undefined },
  networks: [network],
  memory: '300mb',
  cpus: 2,
  processes: 77,
  stopGrace: '77s',
  logSize: '7mb',
  compose: { labels: { a: ['b', { c: 1 }], d: v.text`x${name}` }, extra_hosts: [name] },
});

const container = ({ file, ...rest }: World) => ({
  ...service({ file, ...rest }),
  image,
  build: { folder: 'web', copy: { '/etc/a': file } },
  command: ['serve', 1],
  entrypoint: ['/bin/run'],
  user: '1000:1000',
  hostname: 'shop',
  init: true,
  openFiles: 4096,
  sharedMemory: '128mb',
  dropCapabilities: ['ALL'],
  addCapabilities: ['NET_RAW'],
  scratch: { '/scratch': '16mb' },
});

/** What each call is made with when nothing is wrong; the key is that of `shapes.gen.ts`. */
const right: Readonly<Record<string, (world: World) => readonly unknown[]>> = {
  'new App': () => [],
  'new Stack': ({ app, environment, name }) => [
    app,
    'other',
    environment,
    {
      title: 'Shop',
      version: '1',
      source: 'stacks/a.ts',
      language: 'id',
      backups: { at: '01:00', keepDays: 2, offsite: { image: 'restic/restic:0.18.1' } },
      adopts: { 'old-shop': { volumes: {}, without: [], names: { a: 'b' }, notes: ['c'] } },
      site: v.text`https://${name}`,
      smoke: [{ path: '/health', status: 204, jsonTrue: ['ok'] }],
      minimum: { compose: '2.30', engine: '27.0' },
      runbook: {
        about: 'It sells.',
        deploy: ['a'],
        troubleshooting: [{ symptom: 'a', mend: 'b', commands: ['c'] }],
      },
      compose: { 'x-a': 1 },
    },
  ],
  'Stack.phases': () => ['migrate', 'site'],
  'Stack.acknowledge': ({ web }) => ['state-backed-up', [web], 'Because.'],
  'Stack.roundTrip': ({ web, job }) => [
    'an order',
    {
      prepare: job,
      needs: { ID: { in: web, script: 'key', missing: 'no key' } },
      send: { path: '/', body: '{"a":"$ID"}', status: 201 },
      stages: [{ in: web, script: 'true', broken: 'lost', by: web }],
      clean: { in: web, script: 'clean' },
    },
  ],
  'new Phase': ({ stack }) => [stack, 'later'],
  'new Service': (w) => [
    w.core,
    'made',
    {
      ...container(w),
      health: { exec: ['true', w.name], interval: '7s', timeout: '3s', retries: 9, startPeriod: '11s' },
      port: 8000,
      otherPorts: { 8001: 'metrics' },
      publish: [{ address: '127.0.0.1', published: 8000, target: 8000, protocol: 'tcp' }],
      edge: false,
      console: { target: 'prompt', help: 'Open a prompt', command: ['prompt'] },
    },
  ],
  'Service.at': () => [8000],
  'Service.waitFor': ({ zookeeper }) => [zookeeper],
  'Service.worksWith': ({ zookeeper }) => [zookeeper, '>=3.5 <4'],
  'Service.mount': ({ data }) => [data, '/data', { readOnly: true }],
  'Service.foresee': () => [
    { symptom: 'It burns.', mend: { en: 'Water.', id: 'Air.' }, commands: ['true'], afterwards: 'Dry it.' },
  ],
  'Service.store': () => [
    {
      method: 'archive',
      path: 'shop-test/core/web',
      name: 'web',
      service: 'web',
      volumes: ['data'],
      volume: 'data',
      target: '/data',
    },
  ],
  'Service.takeOver': () => [
    { kind: 'files', path: 'shop-test/core/web', service: 'web', volumes: ['data'], needs: ['zookeeper'] },
  ],
  'new Job': (w) => [
    w.core,
    'made',
    {
      ...container(w),
      runs: 'always',
      target: 'do-it',
      help: 'Do it',
      profile: 'tools',
      upgradeGate: () => w.web,
    },
  ],
  'new Volume': ({ core }) => [
    core,
    'made',
    { holds: 'Files.', room: 'Delete.', kind: 'cache', compose: { driver: 'local' } },
  ],
  'Volume.emptyWith': ({ core }) => [new v.Volume(core, 'more', { holds: 'More.' })],
  'new Network': ({ stack }) => [
    stack,
    'made',
    { purpose: 'All.', internal: true, compose: { attachable: true } },
  ],
  'new ConfigFile': ({ core }) => [
    core,
    'made',
    { file: 'a/b', content: { kind: 'text', text: 'a', comment: '#' }, comment: '#' },
  ],
  'new Secret': () => ['MADE', { description: 'Signs.', group: 'Keys', bytes: 16 }],
  'new Variable': () => [
    'MADE',
    { description: 'It.', group: 'Names', default: 'a', example: 'b', pattern: '[a-z]+' },
  ],
  'new Address': ({ web }) => [web, 80],
  'new Template': ({ name }) => [['a', name, 1]],
  text: ({ name }) => [['a', 'b'], name],
  replace: () => [['a:/a']],
  'new Environment': () => ['made', { host, guarded: true }],
  'Environment.all': () => [{ made: { host: { ...host, name: 'big' }, guarded: true } }],
  'Environment.pick': () => [{ test: 1, other: 2 }],
  'new Postgres': (w) => [
    w.core,
    'made',
    {
      ...service(w),
      image: 'postgres:16.4',
      database: 'a',
      user: 'b',
      password: w.key,
      volume: 'rows',
      backup: false,
    },
  ],
  'new Redis': (w) => [
    w.core,
    'made',
    { ...service(w), image: 'redis:6.2.20', maxMemory: '100mb', eviction: 'volatile-lru', volume: 'keys' },
  ],
  'new Zookeeper': (w) => [w.core, 'made', { ...service(w), image: 'zookeeper:3.7.0' }],
  'new Kafka': (w) => [
    w.core,
    'made',
    { ...service(w), image: 'kafka:2.8.1', zookeeper: w.zookeeper, retentionHours: 3, retentionSize: '1gb' },
  ],
  'new ClickHouse': (w) => [
    w.core,
    'made',
    {
      ...service(w),
      image: 'clickhouse:22.8',
      database: 'a',
      zookeeper: w.zookeeper,
      folder: 'b',
      cluster: 'c',
      keepLogs: { query_log: 7 },
      settings: { load_balancing: 'random', a: 1 },
      backup: { fullEvery: 7 },
    },
  ],
  'new Minio': (w) => [
    w.core,
    'made',
    {
      ...service(w),
      image: 'minio:1',
      client: 'mc:1',
      bucket: 'shop',
      port: 19000,
      volume: 'objects',
      backup: false,
    },
  ],
  'new ComposeService': ({ core, key, name, web }) => [
    core,
    'made',
    {
      image,
      command: ['serve', '--url', v.text`http://${web.address}/`],
      environment: { NAME: name, KEY: key, N: 1 },
      labels: { site: v.text`Host(${name})`, 'x.y': true },
      ports: ['127.0.0.1:8000:8000', { target: 80, published: name }],
      depends_on: [web.host],
      healthcheck: { test: ['CMD', 'true'], interval: '3s' },
      deploy: { resources: { limits: { memory: name } } },
      'x-a': [{ b: 1 }],
    },
  ],
  'ComposeService.at': () => [8000],
  'new ComposeNetwork': ({ stack, name }) => [stack, 'made', { driver_opts: { a: name }, internal: true }],
  'new ComposeVolume': ({ stack, name }) => [stack, 'made', { driver: 'local', labels: [v.text`a=${name}`] }],
  'new ComposeConfig': ({ stack, name }) => [stack, 'made', { content: v.text`a ${name}` }],
  'new ComposeSecret': ({ stack, key }) => [stack, 'made', { environment: key }],
  'new Caddy': (w) => [
    w.core,
    'made',
    {
      ...service(w),
      image: 'caddy:2.11.7',
      domain: 'shop.example.com',
      tls: 'public',
      routes: { '/*': w.web, '/a': w.web.at(81) },
      email: w.name,
      trustedProxies: ['10.0.0.0/8'],
      reachableInside: true,
      hsts: 3600,
      bodyLimit: '5MB',
      headerLimit: '32KB',
      compress: ['/static/*'],
      hidden: ['/metrics'],
    },
  ],
};

/** Makes the call of that name. */
function call(name: string, w: World, args: readonly unknown[]): unknown {
  const [, made] = /^new (\w+)$/.exec(name) ?? [];
  if (made !== undefined) return Reflect.construct(Reflect.get(vocabulary, made), args);
  const [owner = '', verb] = name.split('.');
  const on =
    { Stack: w.stack, Service: w.web, ComposeService: w.plain, Volume: w.data, Environment: w.environment }[
      owner
    ] ?? {};
  const of = Reflect.get(vocabulary, owner);
  if (verb === undefined) return Reflect.apply(of, undefined, args);
  return Reflect.apply(Reflect.get(verb in of ? of : on, verb), verb in of ? of : on, args);
}

/** A copy with nonsense at one place, which the steps lead to. */
function spoilt(value: unknown, steps: readonly number[], nonsense: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined || (!Array.isArray(value) && !isPlain(value))) return nonsense;
  const keys = Object.keys(value);
  const key = keys[step % (keys.length + 1)];
  if (Array.isArray(value))
    return key === undefined
      ? [...value, nonsense]
      : value.map((one, i) => (i === Number(key) ? spoilt(one, rest, nonsense) : one));
  return { ...value, [key ?? 'nonsense']: key === undefined ? nonsense : spoilt(value[key], rest, nonsense) };
}

const nonsense = fc.oneof(
  fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
  fc.constantFrom(undefined, null, Number.NaN, -1, 0, 1e99, '', ' ', '0mb', '27:99', '__proto__', [], {}, [
    [],
  ]),
  fc.constantFrom(Symbol('x'), () => 1, class {}, { __proto__: { image } }, 'a\nb', '$X', 'constructor'),
  fc.constant(undefined).map(() => new vocabulary.App()), // a new one each time
);

test('every constructor and every verb has a line here', () => {
  expect(Object.keys(right).sort()).toEqual(Object.keys(calls).sort());
});

test.each(Object.keys(right))('%s takes what is right', (name) => {
  const w = world();
  call(name, w, right[name]?.(w) ?? []);
  expect(() => compile(w.app)).not.toThrow();
});

test.each(Object.keys(right))('%s with nonsense is a mistake of the author, at his line', (name) => {
  let refused = 0;
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 5 }), nonsense, (steps, wrong) => {
      const w = world();
      const args = spoilt(right[name]?.(w) ?? [], steps, wrong) as readonly unknown[]; // a list stays one
      try {
        call(name, w, args);
      } catch (error) {
        refused++;
        expect(error).toBeInstanceOf(StowageError);
        expect(authorPlace((error as StowageError).stack)?.file).toBe(import.meta.filename);
        return;
      }
      try {
        compile(w.app);
      } catch (error) {
        expect(error).toBeInstanceOf(StowageError); // said later, of the construct
      }
    }),
    { seed: 11, numRuns: 120 },
  );
  expect(refused).toBeGreaterThan(name === 'new App' ? -1 : 5);
});
