import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { ConfigFile, Network, Service, Volume } from '../../../constructs/index.ts';
import { authored, authoredService } from '../../support/author.ts';

const image = 'example/web:1.0';
const health = { exec: ['true'] } as const;

test('what holds when nothing is said', () => {
  const model = authored((core) => new Service(core, 'web', { image }));
  expect(model.services).toEqual([
    {
      path: 'shop-test/core/web',
      id: 'web',
      kind: 'service',
      phase: 'core',
      description: 'web',
      image: 'example/web:1.0',
      init: false,
      env: [],
      mounts: [],
      listens: [],
      ports: [],
      networks: [],
      dependsOn: [],
      noNewPrivileges: true,
      restart: 'unless-stopped',
      stopGrace: '30s',
      limits: { memory: '512mb', cpus: 1, processes: 512 },
      addCapabilities: [],
      logging: { maxSize: '10mb', maxFiles: 3 },
      edge: false,
      compose: {},
    },
  ]);
});

test('a phase waits for all of the one before it, and within a phase only who says so', () => {
  const model = authored((core, site) => {
    const db = new Service(core, 'db', { image, health });
    new Service(core, 'queue', { image, health }).waitFor(db).waitFor(db);
    new Service(site, 'web', { image });
    new Service(site, 'worker', { image });
  });
  const waits = (id: string) => authoredService(model, id).waits;
  expect(waits('db')).toEqual([]);
  expect(waits('queue')).toEqual(['db healthy']);
  expect(waits('web')).toEqual(['db healthy', 'queue healthy']);
  expect(waits('worker')).toEqual(['db healthy', 'queue healthy']);
});

test('a phase that holds nothing is stepped over', () => {
  const model = authored((core, _, stack) => {
    const [, last] = stack.phases('empty', 'last');
    new Service(core, 'db', { image, health });
    new Service(last, 'web', { image });
  });
  expect(authoredService(model, 'web').waits).toEqual(['db healthy']);
});

test('a service may stand in a group of its own inside a phase', () => {
  const model = authored((core) => new Service(new Construct(core, 'group'), 'web', { image }));
  expect(model.services).toMatchObject([{ path: 'shop-test/core/group/web', phase: 'core' }]);
});

test('outside every phase it is refused', () => {
  expect(() => authored((_, __, stack) => new Service(stack, 'web', { image }))).toThrow(
    expect.objectContaining({
      code: 'no-phase',
      message: '"web" stands in no phase, so nothing says when it starts',
    }),
  );
});

test('others reach it by name, at the port they mean', () => {
  const model = authored((core, site) => {
    const api = new Service(core, 'api', { image, port: 3000, otherPorts: { 9090: 'metrics' } });
    const env = {
      HOST: api.host,
      ADDRESS: api.address,
      METRICS: api.at(9090),
      GONE: undefined,
      N: 1,
      B: false,
    };
    new Service(site, 'web', { image, env });
  });
  expect(authoredService(model, 'web').env).toEqual({
    HOST: 'api',
    ADDRESS: 'api:3000',
    METRICS: 'api:9090',
    N: '1',
    B: 'false',
  });
  expect(authoredService(model, 'api').model.listens).toEqual([
    { port: 3000, purpose: 'main' },
    { port: 9090, purpose: 'metrics' },
  ]);
});

test('without a port it has no address', () => {
  expect(() => authored((core) => new Service(core, 'web', { image }).address)).toThrow(
    expect.objectContaining({
      code: 'no-port',
      message: '"web" listens on no port',
      fix: 'give "web" a port, or use its .host',
    }),
  );
});

test('a string is one program; health is a program or a line, and has its times', () => {
  const model = authored((core) => {
    const health = {
      shell: 'curl -f localhost',
      interval: '7s',
      timeout: '3s',
      retries: 9,
      startPeriod: '2m',
    } as const;
    new Service(core, 'a', { image, command: './run', health: { exec: ['true'] } });
    new Service(core, 'b', { image, command: ['./run', 'all'], entrypoint: ['tini', '--'], health });
  });
  const [a, b] = [authoredService(model, 'a'), authoredService(model, 'b')];
  expect([a.command, b.command, b.entrypoint]).toEqual([['./run'], ['./run', 'all'], ['tini', '--']]);
  expect(a.model.health).toEqual({
    test: { exec: [['true']] },
    interval: '10s',
    timeout: '5s',
    retries: 6,
    startPeriod: '30s',
  });
  expect(b.model.health).toEqual({
    test: { shell: ['curl -f localhost'] },
    interval: '7s',
    timeout: '3s',
    retries: 9,
    startPeriod: '2m',
  });
});

test('it mounts volumes, generated files that it cannot change, and memory', () => {
  const model = authored((core) => {
    const files = new Volume(core, 'files', { holds: 'Files.' });
    const site = new ConfigFile(core, 'site', { file: 'web/site.conf', content: 'listen 80\n' });
    new Service(core, 'web', { image, scratch: { '/scratch': '16mb' } })
      .mount(files, '/files')
      .mount(files, '/public', { readOnly: true })
      .mount(site, '/etc/site.conf');
  });
  expect(authoredService(model, 'web').model.mounts).toEqual([
    { kind: 'volume', volume: 'files', target: '/files', readOnly: false },
    { kind: 'volume', volume: 'files', target: '/public', readOnly: true },
    { kind: 'file', file: 'web/site.conf', target: '/etc/site.conf', readOnly: true },
    { kind: 'memory', target: '/scratch', size: '16mb' },
  ]);
});

test('it is on the networks it names', () => {
  const model = authored((core, _, stack) => {
    const backend = new Network(stack, 'backend', { purpose: { en: 'All.', id: 'Semua.' }, internal: true });
    const edge = new Network(stack, 'edge', { purpose: 'Browsers.' });
    new Service(core, 'web', { image, networks: [edge, backend] });
  });
  expect(authoredService(model, 'web').model.networks).toEqual(['edge', 'backend']);
  expect(model.networks).toEqual([
    {
      path: 'shop-test/backend',
      id: 'backend',
      purpose: { en: 'All.', id: 'Semua.' },
      internal: true,
      compose: {},
    },
    {
      path: 'shop-test/edge',
      id: 'edge',
      purpose: 'Browsers.',
      internal: false,
      compose: {},
    },
  ]);
});

test.each(['../x', '/etc/passwd', 'a//b', '.env', 'a/../b', 'a b', ''])(
  'a generated file outside its folder is refused: %j',
  (file) => {
    expect(() => authored((core) => new ConfigFile(core, 'x', { file, content: '' }))).toThrow(
      expect.objectContaining({
        code: 'bad-file-path',
        message: `"${file}" cannot be the path of a generated file`,
      }),
    );
  },
);
