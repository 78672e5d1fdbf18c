import { expect, test } from 'vitest';
import { Variable } from '../../../constructs/core/variable.ts';
import { knownImage } from '../../../constructs/images/index.ts';
import { ClickHouse, Minio, Postgres, Service, text, Volume, Zookeeper } from '../../../constructs/index.ts';
import { english } from '../../../src/model/words.ts';
import { authored } from '../../support/author.ts';

const image = 'example/web:1.0';

test('what holds when nothing is said', () => {
  expect(authored(() => {})).toEqual({
    path: 'shop-test',
    name: 'shop',
    title: 'Shop',
    version: '1.0',
    project: 'shop-test',
    source: 'stacks/shop.ts',
    languages: [english],
    environment: { name: 'test', host: { cpus: 2, memory: '8gb', disk: '10gb' }, guarded: false },
    phases: [
      { path: 'shop-test/core', id: 'core' },
      { path: 'shop-test/site', id: 'site' },
    ],
    services: [],
    volumes: [],
    networks: [],
    files: [],
    variables: [],
    stores: [],
    adoption: { takeovers: [], sources: [] },
    smoke: [],
    roundTrips: [],
    minimum: { compose: '2.26', engine: '24.0' },
    runbook: {
      about: 'Shop',
      deploy: [],
      security: [],
      backup: [],
      upgrade: [],
      monitoring: [],
      troubleshooting: [],
    },
    acknowledgements: [],
    images: expect.objectContaining({ of: knownImage }),
    compose: {},
  });
});

test('services stand phase by phase, whatever was written first', () => {
  const model = authored((core, site) => {
    new Service(site, 'web', { image });
    new Service(core, 'db', { image });
    new Service(site, 'edge', { image });
  });
  expect(model.services.map(({ id, phase }) => [phase, id])).toEqual([
    ['core', 'db'],
    ['site', 'web'],
    ['site', 'edge'],
  ]);
});

test('databases are saved before what is replayed into them, objects after, files last', () => {
  const model = authored((core) => {
    const zookeeper = new Zookeeper(core, 'zookeeper', { image: 'zookeeper:3.7.0' });
    new Minio(core, 'minio', { image: 'minio:1', client: 'mc:1', bucket: 'photos' });
    new ClickHouse(core, 'clickhouse', { image: 'clickhouse:22.8', database: 'shop', zookeeper });
    new Postgres(core, 'b-db', { image: 'postgres:16.4', database: 'shop' });
    new Postgres(core, 'a-db', { image: 'postgres:16.4', database: 'shop' });
  });
  expect(model.stores.map(({ method, name }) => `${method.name} ${name}`)).toEqual([
    'pg_dump b-db',
    'pg_dump a-db',
    'clickhouse clickhouse',
    'bucket minio',
  ]);
});

test('variables stand once each, in the order of their first use, that of the site last', () => {
  const [a, b, domain] = ['A', 'B', 'DOMAIN'].map((name) => new Variable(name, { description: name }));
  if (!a || !b || !domain) throw new Error('no variables');
  const model = authored(
    (core, site) => {
      new Service(site, 'web', { image, env: { X: a, Y: b } });
      new Service(core, 'db', { image, env: { X: b } });
    },
    { site: text`https://${domain}` },
  );
  expect(model.variables.map(({ name }) => name)).toEqual(['B', 'A', 'DOMAIN']);
  expect(model.site).toEqual(['https://', { kind: 'variable', name: 'DOMAIN' }]);
});

test('a smoke check expects 200 unless it says otherwise', () => {
  const { smoke } = authored(() => {}, {
    smoke: [{ path: '/health' }, { path: '/admin', status: 302, jsonTrue: ['db'] }],
  });
  expect(smoke).toEqual([
    { path: '/health', status: 200, jsonTrue: [] },
    { path: '/admin', status: 302, jsonTrue: ['db'] },
  ]);
});

test('a sentence without a language is one of every language', () => {
  const { runbook } = authored(() => {}, {
    runbook: { about: 'It sells.', deploy: [{ en: 'Wait.', id: 'Tunggu.' }] },
  });
  expect([runbook.about, runbook.deploy]).toEqual(['It sells.', [{ en: 'Wait.', id: 'Tunggu.' }]]);
});

test('an acknowledgement names constructs, and becomes their paths', () => {
  const { acknowledgements } = authored((core, _, stack) => {
    const [a, b] = ['a', 'b'].map((id) => new Volume(core, id, { holds: id }));
    if (a && b) stack.acknowledge('state-backed-up', [a, b], 'They are filled anew.');
  });
  expect(acknowledgements).toMatchObject([
    { rule: 'state-backed-up', paths: ['shop-test/core/a', 'shop-test/core/b'] },
  ]);
});
