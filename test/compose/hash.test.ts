import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import type { Surroundings } from '../../src/compose/hash.ts';
import { configHashes, dialects, filledIn, hashed } from '../../src/compose/hash.ts';

const around: Surroundings = {
  folder: '/srv/shop',
  home: '/root',
  lookUp: (name) => (name === 'SHELL_SAID' ? 'yes' : undefined),
};
const image = 'nginx:1.27.1';
const of = (service: object, over: Partial<Surroundings> = {}) => {
  const { project } = canonical({ services: { web: service } });
  return dialects.map((one) =>
    configHashes(project, one, { ...around, ...over })
      .get('web')
      ?.slice(0, 16),
  );
};

/** What `docker compose config --hash '*'` of 2.26.1, 2.40.3 and 5.6.0 said of them in /srv/shop, to sixteen digits. */
const same = (hash: string) => [hash, hash, hash];
const measured: readonly [string, object, readonly string[]][] = [
  ['an image alone', { image }, same('8e91d19f6a720058')],
  [
    'how it is built and pulled, and how often it runs',
    { image, build: './a', pull_policy: 'always', scale: 2 },
    same('8e91d19f6a720058'),
  ],
  [
    'most of what a service says',
    {
      image: 'example/shop:${TAG:-1.0}',
      command: 'serve --all "a b"',
      environment: { B: 'a<b&c', A: 1, SHELL_SAID: null },
      labels: ['x=1'],
      ports: ['127.0.0.1:8080:80'],
      healthcheck: { test: 'curl $$HOST', interval: '90s', retries: 3 },
      stop_grace_period: '1m30s',
      deploy: { resources: { limits: { cpus: '0.5', memory: '512M', pids: 128 } } },
      init: false,
      logging: { driver: 'json-file', options: { 'max-size': '10m' } },
      ulimits: { nofile: { soft: 1024, hard: 2048 }, nproc: 9 },
      extra_hosts: ['b=::1', 'a=1.2.3.4'],
    },
    same('4dee49ffc24feaad'),
  ],
  ['volumes', { image, volumes: ['data:/data', '/anonymous', '/a'] }, same('7a469600a1961f71')],
  [
    'graphics cards and amounts',
    { image, gpus: 'all', cpus: 0.1, mem_limit: '1g', shm_size: 67_108_864 },
    same('1f16587963e6ff64'),
  ],
  [
    'whom it waits for, and which profile starts it',
    { image, depends_on: ['plain'], profiles: ['tools'] },
    ['707fcfaad5d64aa2', '8e91d19f6a720058', '8e91d19f6a720058'],
  ],
  [
    'a namespace, for which it waits',
    { image, network_mode: 'service:plain' },
    ['6485e5889a83b50f', 'c0928327ed309405', 'c0928327ed309405'],
  ],
  [
    'networks, each with more to say',
    { image, networks: { front: { aliases: ['a'], priority: 5 }, back: null } },
    ['a4d556727e70eb76', 'a55f7bc4c449abcd', 'a55f7bc4c449abcd'],
  ],
  [
    'the mode of a file',
    { image, secrets: ['token', { source: 'token', target: 't', mode: 0o440 }], configs: ['conf'] },
    ['19dcbabfbb13a878', '96d83d31f30ac19b', '96d83d31f30ac19b'],
  ],
  [
    'a folder of the host, made where it is missing',
    { image, volumes: ['./conf:/etc/nginx:ro', '~/x:/x'] },
    ['620deb312b67238e', '620deb312b67238e', '20cc0cc0e217fcb1'],
  ],
  [
    'one that must be there',
    {
      image,
      volumes: [{ type: 'bind', source: './conf', target: '/etc/nginx', bind: { create_host_path: false } }],
    },
    ['4f40d6a0c79b50ad', '4f40d6a0c79b50ad', '9ef3e6e087c15d94'],
  ],
];

describe('the hash of a service in 2.26, 2.40 and 5.6', () => {
  test.each(measured)('%s', (_, service, hashes) => {
    expect(of(service)).toEqual(hashes);
  });

  test('is that of the whole text that Compose hashes', () => {
    const { project } = canonical({
      services: { web: { image, environment: { A: '<', B: '' }, init: true } },
    });
    const [web = {}] = project.services?.values() ?? [];
    expect(hashed(filledIn(web, around) ?? {}, '5.6')).toBe(
      '{"command":null,"entrypoint":null,"environment":{"A":"\\u003c","B":""},"image":"nginx:1.27.1","init":true,"networks":{"default":null}}',
    );
    expect(configHashes(project, '5.6', around).get('web')).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is the same however a thing is spelled, unless Compose itself tells it apart', () => {
    const spellings = [
      { ports: ['8080:80'], command: ['a', 'b'], mem_limit: '1g', environment: { A: 1 } },
      {
        ports: [{ target: 80, published: 8080 }],
        command: 'a b',
        mem_limit: 1_073_741_824,
        environment: ['A=1'],
      },
    ];
    const [one, other] = spellings.map((spelling) => of({ image, ...spelling }));
    expect(other).toEqual(one);
    expect(of({ image, ulimits: { nproc: 9 } })).not.toEqual(
      of({ image, ulimits: { nproc: { soft: 9, hard: 9 } } }),
    );
  });

  test('depends on where the project stands and on what the shell says, where it says so', () => {
    const bind = { image, volumes: ['./conf:/conf'] };
    expect(of(bind, { folder: '/srv/other' })).not.toEqual(of(bind));
    expect(of({ image }, { folder: '/srv/other', home: '/x' })).toEqual(of({ image }));
    const unset = { image, volumes: [{ type: 'bind', source: '${NOBODY}', target: '/x' }] };
    expect(of(unset)).toEqual(of({ image, volumes: [{ type: 'bind', source: '/srv/shop', target: '/x' }] }));
    expect(of({ image: 'a:${TAG}' }, { lookUp: () => '2' })).toEqual(of({ image: 'a:2' }));
  });

  test('is unknown where files say more, and where Compose refuses', () => {
    const none = dialects.map(() => undefined);
    expect(of({ image, env_file: '.env' })).toEqual(none);
    expect(of({ image, label_file: 'l' })).toEqual(none);
    expect(of({ image, extends: 'other' })).toEqual(none);
    expect(of({ image: 'a:${TAG:?say it}' })).toEqual(none);
    expect(of({ image, cpus: '${CPUS}' })).toEqual(none);
  });
});

test.each([
  ['0s', '0s'],
  ['250ms', '250ms'],
  ['1500us', '1.5ms'],
  ['90s', '1m30s'],
  ['1.5s', '1.5s'],
  ['2h', '2h0m0s'],
  ['1h0m5s', '1h0m5s'],
  ['1m1ns', '1m0.000000001s'],
])('%s is %s there', (written, said) => {
  const { project } = canonical({ services: { web: { stop_grace_period: written } } });
  const [web = {}] = project.services?.values() ?? [];
  expect(hashed(filledIn(web, around) ?? {}, '2.40')).toContain(`"stop_grace_period":"${said}"`);
});

test.each([
  ['0.1', '0.1'],
  ['0.30000001', '0.3'],
  ['1.23456789', '1.2345679'],
  ['16777217', '16777216'],
  ['1e-7', '1e-7'],
])('%s processors are %s there', (written, said) => {
  const { project } = canonical({ services: { web: { cpus: written } } });
  const [web = {}] = project.services?.values() ?? [];
  expect(hashed(filledIn(web, around) ?? {}, '2.40')).toContain(`"cpus":${said},`);
});
