import { expect, test } from 'vitest';
import type { ServiceProps } from '../../../constructs/index.ts';
import { ConfigFile, Network, replace, Service, Volume } from '../../../constructs/index.ts';
import { ruleFindings } from '../../../src/compile/rules.ts';
import { composeFile } from '../../../src/targets/operations/compose.ts';
import { authored } from '../../support/author.ts';

/** A service that has one of each list by its props, and these raw keys. */
function written(compose: ServiceProps['compose']) {
  const stack = authored(
    (core, _, stack) => {
      const front = new Network(stack, 'front', { purpose: 'Everybody.' });
      new Network(stack, 'back', { purpose: 'Nobody.' });
      new Service(core, 'web', {
        image: 'example.org/web:1.0',
        networks: [front],
        publish: [{ address: '127.0.0.1', published: 8000, target: 80, protocol: 'tcp' }],
        addCapabilities: ['NET_BIND_SERVICE'],
        dropCapabilities: ['ALL'],
        scratch: { '/tmp': '16mb' },
        ...(compose && { compose }),
      })
        .mount(new Volume(stack, 'data', { holds: 'Files.', kind: 'cache' }), '/data')
        .mount(new ConfigFile(stack, 'conf', { file: 'web/conf', content: 'a' }), '/etc/conf');
    },
    {
      compose: {
        configs: { motd: { content: 'Hello.' } },
        secrets: { key: { environment: 'HOME' } },
      },
    },
  );
  const [, rest = ''] = composeFile(stack)[0]?.content.split('  web:\n') ?? [];
  const [web = ''] = rest.split('\n\n');
  return { web, rules: ruleFindings(stack).map(({ rule, message }) => `${rule}: ${message}`) };
}

const lists = {
  volumes: ['/var/run/docker.sock:/var/run/docker.sock:ro', './uploads:/uploads'],
  ports: ['127.0.0.1:9000:9000'],
  networks: ['back'],
  cap_add: ['SYS_PTRACE'],
  cap_drop: ['MKNOD'],
  security_opt: ['seccomp=profile.json'],
  env_file: ['more.env'],
  secrets: ['key'],
  configs: ['motd'],
};

test('a raw list adds to what the props say', () => {
  expect(written(lists).web).toBe(`    image: example.org/web:1.0
    env_file:
      - more.env
    volumes:
      - data:/data
      - type: tmpfs
        target: /tmp
        tmpfs:
          size: 16777216
      - /var/run/docker.sock:/var/run/docker.sock:ro
      - ./uploads:/uploads
    configs:
      - motd
      - source: web_conf
        target: /etc/conf
    secrets:
      - key
    ports:
      - 127.0.0.1:8000:80/tcp
      - 127.0.0.1:9000:9000/tcp
    networks:
      - front
      - back
    restart: unless-stopped
    stop_grace_period: 30s
    deploy:
      resources:
        limits:
          cpus: '1'
          memory: 512M
          pids: 512
    cap_drop: [ALL, MKNOD]
    cap_add: [NET_BIND_SERVICE, SYS_PTRACE]
    security_opt: ['no-new-privileges:true', seccomp=profile.json]
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: '3'
    labels:
      stowage.digest/web/conf: 87a4add67054`);
});

test('one that is marked takes the place of what they say', () => {
  const replaced = Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, replace(list)]));
  expect(written(replaced).web).toBe(`    image: example.org/web:1.0
    env_file:
      - more.env
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
      - ./uploads:/uploads
    configs:
      - motd
    secrets:
      - key
    ports:
      - 127.0.0.1:9000:9000/tcp
    networks:
      - back
    restart: unless-stopped
    stop_grace_period: 30s
    deploy:
      resources:
        limits:
          cpus: '1'
          memory: 512M
          pids: 512
    cap_drop: [MKNOD]
    cap_add: [SYS_PTRACE]
    security_opt: [seccomp=profile.json]
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: '3'`);
});

test.each<[string, ServiceProps['compose'], string]>([
  ['the limits', { deploy: replace({ replicas: 1 }) }, 'takes the memory limit of "web" away'],
  [
    'the processes',
    { deploy: { resources: { limits: replace({ memory: '1G' }) } } },
    'takes the limit of processes of "web" away',
  ],
  [
    'the processes, said without end',
    { deploy: { resources: { limits: { pids: -1 } } } },
    'takes the limit of processes of "web" away',
  ],
  [
    'no-new-privileges',
    { security_opt: replace(['seccomp=profile.json']) },
    'lets programs of "web" gain privileges',
  ],
  [
    'no-new-privileges, added to',
    { security_opt: ['no-new-privileges:false'] },
    'lets programs of "web" gain privileges',
  ],
  [
    'the dropped capabilities',
    { cap_drop: replace(['MKNOD']) },
    'leaves "web" the capabilities that it drops: ALL',
  ],
  ['the rotation', { logging: replace({ driver: 'json-file' }) }, 'lets the log of "web" grow without end'],
  ['the restart', { restart: 'no' }, 'takes the restart policy of "web" away'],
])('a guard that is taken away is a finding: %s', (_, compose, said) => {
  const guards = written(compose).rules.filter((message) => message.startsWith('guards-kept'));
  expect(guards).toEqual([expect.stringContaining(`guards-kept: a raw key ${said}`)]);
});

test('a guard that is said in another way is kept', () => {
  const other: ServiceProps['compose'] = {
    deploy: replace({ resources: { limits: { memory: '1G', pids: 100 } } }),
    security_opt: replace(['no-new-privileges']),
    cap_drop: replace(['all']),
    logging: replace({ driver: 'journald' }),
    restart: 'always',
  };
  expect(written(other).rules.filter((message) => message.startsWith('guards-kept'))).toEqual([]);
});
