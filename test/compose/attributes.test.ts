import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import { print } from '../../src/compose/print.ts';
import type { ServiceConfig } from '../../src/compose/service.ts';

const read = (service: object) => {
  const { project, faults } = canonical({ services: { web: service } });
  const web = project.services?.get('web') ?? {};
  return { web, faults, printed: Object(print({ services: new Map([['web', web]]) })).services.web };
};
const variable = (name: string) => ({ kind: 'variable' as const, name });

/** A key, what is written, what that is, and how it is printed when that is otherwise. */
type Line = readonly [key: string, written: unknown, read: Partial<ServiceConfig>, printed?: unknown];

const tcp = { protocol: ['tcp'], mode: ['ingress'] };
const dependency = { condition: 'service_started', restart: false, required: true };

const lines: readonly Line[] = [
  ['image', 'a:${TAG}', { image: ['a:', variable('TAG')] }],
  ['build', './a', { build: { context: ['./a'] } }, { context: './a' }],
  [
    'build',
    { context: '.', args: ['A=1', 'B'], ssh: ['default'] },
    {
      build: {
        context: ['.'],
        args: new Map([
          ['A', ['1']],
          ['B', null],
        ]),
        ssh: new Map([['default', null]]),
      },
    },
    { context: '.', args: { A: '1', B: null }, ssh: { default: null } },
  ],
  ['command', 'run "a b"', { command: [['run'], ['a b']] }, ['run', 'a b']],
  ['command', 'run $ARGS', { command: { line: ['run ', variable('ARGS')] } }, 'run ${ARGS}'],
  ['command', '', { command: [] }, []],
  ['command', ['a', '$$b', ''], { command: [['a'], ['$b'], []] }],
  ['entrypoint', [], { entrypoint: [] }],
  ['init', 'yes', { init: true }, true],
  ['init', '${INIT:-true}', { init: [{ ...variable('INIT'), otherwise: { sign: ':-', text: ['true'] } }] }],
  [
    'environment',
    ['A=1', 'B=', 'C', 'D=x=y', 'A=2'],
    {
      environment: new Map([
        ['A', ['2']],
        ['B', []],
        ['C', null],
        ['D', ['x=y']],
      ]),
    },
    { A: '2', B: '', C: null, D: 'x=y' },
  ],
  [
    'environment',
    { A: 1, B: true, C: null, D: '', $E: 1e-7 },
    {
      environment: new Map([
        ['A', ['1']],
        ['B', ['true']],
        ['C', null],
        ['D', []],
        ['$$E', ['1e-07']],
      ]),
    },
    { A: '1', B: 'true', C: null, D: '', $E: '1e-07' },
  ],
  // The names of a map are not replaced, those of a list are.
  [
    'labels',
    ['router.${NAME}.rule=x', 'b'],
    {
      labels: new Map([
        ['router.${NAME}.rule', ['x']],
        ['b', []],
      ]),
    },
    ['router.${NAME}.rule=x', 'b='],
  ],
  ['env_file', 'a', { envFile: [{ path: ['a'], required: true }] }, ['a']],
  [
    'env_file',
    [{ path: 'a', required: false }, { path: 'b' }],
    {
      envFile: [
        { path: ['a'], required: false },
        { path: ['b'], required: true },
      ],
    },
    [{ path: 'a', required: false }, 'b'],
  ],
  [
    'volumes',
    ['data:/data', './a:/a/:ro,z', '/log', '${D}:/d', 'C:\\x:/x'],
    {
      volumes: [
        { type: 'volume', source: ['data'], target: ['/data'], volume: {} },
        {
          ...{ type: 'bind', source: ['./a'], target: ['/a'] },
          ...{ readOnly: true, bind: { createHostPath: true, selinux: ['z'] } },
        },
        { type: 'volume', target: ['/log'], volume: {} },
        // A path or the name of a volume: nobody knows yet.
        { source: [variable('D')], target: ['/d'] },
        { type: 'bind', source: ['C:\\x'], target: ['/x'], bind: { createHostPath: true } },
      ],
    },
    ['data:/data', './a:/a:ro,z', '/log', '${D}:/d', 'C:\\x:/x'],
  ],
  [
    'volumes',
    [
      { type: 'bind', source: './a', target: '/a', bind: { create_host_path: true } },
      { type: 'bind', source: './a', target: '/b' },
      { type: 'tmpfs', target: '/c', tmpfs: { size: '1m', mode: 0o755 } },
    ],
    {
      volumes: [
        { type: 'bind', source: ['./a'], target: ['/a'], bind: { createHostPath: true } },
        { type: 'bind', source: ['./a'], target: ['/b'] },
        { type: 'tmpfs', target: ['/c'], tmpfs: { size: 2 ** 20, mode: 0o755 } },
      ],
    },
    [
      './a:/a',
      { type: 'bind', source: './a', target: '/b' },
      { type: 'tmpfs', target: '/c', tmpfs: { size: 2 ** 20, mode: 0o755 } },
    ],
  ],
  ['tmpfs', '/run', { tmpfs: [['/run']] }, ['/run']],
  [
    'configs',
    ['a', { source: 'b', target: '/b', mode: '0440' }],
    { configs: [{ source: ['a'] }, { source: ['b'], target: ['/b'], mode: 0o440 }] },
    ['a', { source: 'b', target: '/b', mode: 0o440 }],
  ],
  [
    'devices',
    ['/dev/a', '/dev/a:/dev/b:r'],
    {
      devices: [
        { source: ['/dev/a'], target: ['/dev/a'], permissions: ['rwm'] },
        { source: ['/dev/a'], target: ['/dev/b'], permissions: ['r'] },
      ],
    },
    ['/dev/a:/dev/a:rwm', '/dev/a:/dev/b:r'],
  ],
  ['gpus', 'all', { gpus: [{ count: -1 }] }, [{ count: 'all' }]],
  [
    'ports',
    [80, '127.0.0.1:8080:80', { target: '90', published: 91, mode: 'host' }],
    {
      ports: [
        { target: 80, ...tcp },
        { target: 80, hostIp: ['127.0.0.1'], published: ['8080'], ...tcp },
        { target: 90, published: ['91'], protocol: ['tcp'], mode: ['host'] },
      ],
    },
    ['80/tcp', '127.0.0.1:8080:80/tcp', { target: 90, published: '91', mode: 'host' }],
  ],
  ['expose', [80, '90-91'], { expose: [['80'], ['90-91']] }, ['80', '90-91']],
  [
    'networks',
    ['a', 'b'],
    {
      networks: new Map([
        ['a', null],
        ['b', null],
      ]),
    },
  ],
  [
    'networks',
    { a: null, b: { aliases: ['x'] } },
    {
      networks: new Map([
        ['a', null],
        ['b', { aliases: [['x']] }],
      ]),
    },
  ],
  [
    'extra_hosts',
    ['a=1.2.3.4', 'b:[::1]', 'a=1.2.3.5'],
    {
      extraHosts: new Map([
        ['a', [['1.2.3.4'], ['1.2.3.5']]],
        ['b', [['::1']]],
      ]),
    },
    ['a=1.2.3.4', 'a=1.2.3.5', 'b=::1'],
  ],
  ['dns', '1.1.1.1', { dns: [['1.1.1.1']] }, ['1.1.1.1']],
  [
    'healthcheck',
    { test: 'x | y' },
    { healthcheck: { test: [['CMD-SHELL'], ['x | y']] } },
    { test: ['CMD-SHELL', 'x | y'] },
  ],
  [
    'healthcheck',
    { interval: '1m30s', retries: '3', disable: 'on' },
    { healthcheck: { interval: 90e9, retries: 3, disable: true } },
    { interval: '90s', retries: 3, disable: true },
  ],
  ['depends_on', ['a'], { dependsOn: new Map([['a', dependency]]) }],
  [
    'depends_on',
    { a: { condition: 'service_healthy' }, b: { condition: 'service_started', required: false } },
    {
      dependsOn: new Map([
        ['a', { ...dependency, condition: 'service_healthy' }],
        ['b', { ...dependency, required: false }],
      ]),
    },
  ],
  [
    'deploy',
    { resources: { limits: { cpus: 0.5, memory: '1.5gb', pids: '100' } } },
    { deploy: { resources: { limits: { cpus: 0.5, memory: 1.5 * 2 ** 30, pids: 100 } } } },
    { resources: { limits: { cpus: '0.5', memory: '1536M', pids: 100 } } },
  ],
  [
    'ulimits',
    { nofile: '9', nproc: { soft: 1, hard: '${N}' } },
    {
      ulimits: new Map<string, number | { soft: number; hard: [ReturnType<typeof variable>] }>([
        ['nofile', 9],
        ['nproc', { soft: 1, hard: [variable('N')] }],
      ]),
    },
    { nofile: 9, nproc: { soft: 1, hard: '${N}' } },
  ],
  ['cpu_rt_period', '400ms', { cpuRtPeriod: ['400ms'] }],
  ['cpu_rt_period', '400', { cpuRtPeriod: 400 }, 400],
  ['memswap_limit', -1, { memswapLimit: -1 }, '-1'],
  ['extends', 'a', { extends: { service: ['a'] } }],
  [
    'provider',
    { type: 'x', options: { a: 1 } },
    { provider: { type: ['x'], options: new Map([['a', [['1']]]]) } },
    { type: 'x', options: { a: ['1'] } },
  ],
  [
    'logging',
    { options: { a: 3, b: null } },
    {
      logging: {
        options: new Map([
          ['a', ['3']],
          ['b', []],
        ]),
      },
    },
    { options: { a: '3', b: '' } },
  ],
  ['post_start', [{ command: null }], { postStart: [{}] }],
  [
    'post_start',
    [{ command: 'a b', environment: ['C'] }],
    { postStart: [{ command: [['a'], ['b']], environment: new Map([['C', null]]) }] },
    [{ command: ['a', 'b'], environment: { C: null } }],
  ],
  ['x-a', { b: ['$c'] }, { rest: new Map([['x-a', { b: ['$c'] }]]) }],
];

describe('an attribute, in each spelling', () => {
  test.each(lines)('%s %j', (key, written, value, printed = written) => {
    const { web, faults, printed: document } = read({ [String(key)]: written });
    expect(faults).toEqual([]);
    expect(web).toEqual(value);
    expect(document).toEqual({ [String(key)]: printed });
    expect(read(document).web).toEqual(web);
  });

  test('nothing at all is no word about a command, and an empty one clears it', () => {
    expect(read({ command: null, entrypoint: '' }).web).toEqual({ entrypoint: [] });
  });
});

describe('what cannot be read stays as it was written, and is a fault', () => {
  test.each([
    [{ colour: 'red' }, 'colour', 'take it out, or call it x-colour'],
    [{ dependson: ['a'] }, 'dependson', 'write depends_on'],
    [{ ports: 8080 }, 'ports', "write a list: ['8080:80']"],
    [{ ports: ['8080:80', 'x'] }, 'ports.1', 'write 8080:80, 127.0.0.1:8080:80/tcp or 8000-8010:8000-8010'],
    [{ volumes: ['a:/b', '::'] }, 'volumes.1', 'write SOURCE:TARGET or SOURCE:TARGET:ro'],
    [{ healthcheck: { interval: '10' } }, 'healthcheck.interval', 'write 30s, 1m30s or 500ms'],
    [{ user: 1000 }, 'user', "put it in quotes: '1000'"],
    [{ init: 'perhaps' }, 'init', 'write true or false'],
    [{ init: '__proto__' }, 'init', 'write true or false'],
    [{ mem_limit: '1,5g' }, 'mem_limit', 'write 512m, 2gb or a number of bytes'],
    [{ image: 'a:${' }, 'image', 'close it, or write $${ when the container is meant to see it'],
    [{ command: 'sh -c (x)' }, 'command', "write it as a list: ['sh', '-c', '…'] where a shell is meant"],
    [{ environment: null }, 'environment', 'write a map'],
    [{ extra_hosts: ['a'] }, 'extra_hosts.0', 'write a=…'],
    [{ depends_on: { a: { condition: '${C}' } } }, 'depends_on.a.condition', 'write the word itself'],
    [{ ulimits: { nofile: { soft: 1 } } }, 'ulimits.nofile', 'write what hard is'],
    [{ volumes: [{ source: 'a', target: '/a' }] }, 'volumes.0', 'write what type is'],
  ])('%j', (service, path, mend) => {
    const { faults, printed } = read(service);
    expect(faults.map((fault) => [fault.path.join('.'), fault.mend])).toEqual([
      [`services.web.${path}`, mend],
    ]);
    expect(printed).toEqual(service);
  });

  test('all of them, in the order of the document', () => {
    const { faults } = canonical({
      services: { b: { a: 1, init: 'x' }, a: [] },
      c: 1,
      'x-d': 2,
      networks: { n: 3 },
    });
    expect(faults.map(({ path }) => path.join('.'))).toEqual([
      'services.b.a',
      'services.b.init',
      'services.a',
      'c',
      'networks.n',
    ]);
  });

  test.each([null, 'text', [], 5])('a document that is %j', (document) => {
    expect(canonical(document).project).toEqual({});
  });
});

describe('what is beside services', () => {
  test.each<[string, object, object, object?]>([
    ['networks', { a: null }, { networks: new Map([['a', {}]]) }, { a: {} }],
    [
      'volumes',
      { a: { external: { name: 'b' } } },
      { volumes: new Map([['a', { name: ['b'], external: true }]]) },
      { a: { name: 'b', external: true } },
    ],
    [
      'networks',
      { a: { internal: 'true', ipam: { config: [{ subnet: '10.0.0.0/8' }] } } },
      { networks: new Map([['a', { internal: true, ipam: { config: [{ subnet: ['10.0.0.0/8'] }] } }]]) },
      { a: { internal: true, ipam: { config: [{ subnet: '10.0.0.0/8' }] } } },
    ],
    ['configs', { a: { content: '$$x' } }, { configs: new Map([['a', { content: ['$x'] }]]) }],
    ['include', ['a', { path: ['b', 'c'] }], { include: [{ path: [['a']] }, { path: [['b'], ['c']] }] }],
  ])('%s %j', (key, written, project, printed = written) => {
    const read = canonical({ [key]: written });
    expect(read).toEqual({ project, faults: [] });
    expect(print(read.project)).toEqual({ [String(key)]: printed });
  });
});
