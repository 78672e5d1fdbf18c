import { expect, test } from 'vitest';
import { lost } from './made.ts';

/** What a service says in the Specification, and what is said of it: everything that Terraform cannot keep, by name. */
const cases: readonly (readonly [said: Record<string, unknown>, ...messages: string[]])[] = [
  [{ image: null }, 'error: image of "web" is not said, and neither is how it is built\nsay its image'],
  [
    { build: 'https://example.org/shop.git' },
    'error: build.context of "web" is no folder\nbuild it elsewhere and name the image',
  ],
  [
    { build: { context: '${DIR}' } },
    'error: build.context of "web" is no folder\nbuild it elsewhere and name the image',
  ],
  [
    { pull_policy: 'always' },
    'warn: pull_policy of "web" is not asked: an image is pulled where it is missing\ntake it away, and change the tag or the digest',
  ],
  [
    { pull_policy: 'never' },
    'warn: pull_policy of "web" is not asked: an image is pulled where it is missing\ntake it away, and change the tag or the digest',
  ],
  [
    { pull_policy: 'refresh', pull_refresh_after: '1d' },
    'warn: pull_policy of "web" is not asked: an image is pulled where it is missing\ntake it away, and change the tag or the digest',
    'warn: pull_refresh_after of "web" has no counterpart in the provider\ntake it away: an image is pulled where it is missing',
  ],
  [
    { provider: { type: 'model' } },
    'error: provider of "web" has no counterpart in the provider\ndescribe what it makes as a resource of Terraform',
  ],
  [
    { extends: { file: 'x.yml', service: 'web' } },
    'error: extends of "web" has no counterpart in the provider\nwrite its keys out',
  ],
  [
    { scale: 2 },
    'error: scale of "web" asks for another number than one, which Terraform makes\ndescribe each as a service',
  ],
  [
    { scale: '${N}' },
    'error: scale of "web" asks for another number than one, which Terraform makes\ndescribe each as a service',
  ],
  [
    { command: 'serve ${PORTS}' },
    'error: command of "web" has words that depend on a variable\nwrite it as a list',
  ],
  [
    { command: [] },
    'error: command of "web" is empty, and the provider takes the one of the image then\nsay what runs',
  ],
  [
    { entrypoint: [] },
    'error: entrypoint of "web" is empty, and the provider takes the one of the image then\nsay what runs',
  ],
  [
    { command: ['a', ''] },
    `error: command of "web" has an empty word, which the provider refuses\nlet a shell say it: ['sh', '-c', '…']`,
  ],
  [
    { isolation: 'process' },
    'error: isolation of "web" has no counterpart in the provider\ntake it away: it is for Windows or for Swarm',
  ],
  [
    { env_file: ['.env'] },
    'error: env_file of "web" lies on the host, where Terraform reads nothing\nwrite its variables into env',
  ],
  [
    { environment: ['HOME'] },
    `error: environment of "web" hands HOME through from a shell, and Terraform has none\nsay its value: HOME: '…'`,
  ],
  [
    { models: ['llm'] },
    'error: models of "web" has no counterpart in the provider\nsay the address and the name of the model as variables',
  ],
  [
    { volumes: ['./data:/data'] },
    `error: volumes of "web" mounts ./data, which lies beside the compose file, and Terraform's host may be another machine\nmount a ConfigFile, a volume, or a whole path of the host`,
  ],
  [
    { volumes: ['/srv/a:/a:rslave'] },
    'warn: volumes of "web" makes /srv/a on the host where it is missing, and the provider does not\nmake it, and say create_host_path: false',
  ],
  [
    {
      volumes: [
        {
          type: 'bind',
          source: '/srv/a',
          target: '/a',
          bind: { create_host_path: false, selinux: 'z', recursive: 'disabled' },
        },
      ],
    },
    'error: volumes.bind.recursive of "web" has no counterpart in the provider\nmount what lies below by a path of its own',
    'error: volumes of "web" relabels /srv/a for SELinux, and the provider does not\nlabel it on the host',
  ],
  [
    { volumes: [{ type: 'volume', source: 'a', target: '/a', volume: { labels: { a: 'b' } } }] },
    'error: volumes.volume.labels of "web" has no counterpart in the provider\nlabel the volume',
  ],
  [
    { volumes: [{ type: 'tmpfs', target: '/a', tmpfs: { size: '${SIZE}' } }] },
    'error: volumes.tmpfs.size of "web" depends on a variable, and the provider takes a number\nwrite the size itself',
  ],
  [
    { volumes: [{ type: 'image', source: 'x:1', target: '/a' }] },
    'error: volumes of "web" mounts image at /a, which the provider does not know\nmount a volume or a path of the host',
  ],
  [
    { volumes: [{ type: 'npipe', source: 'x', target: '/a' }] },
    'error: volumes of "web" mounts npipe at /a, which the provider does not know\nmount a volume or a path of the host',
  ],
  [
    { volumes: ['${SOURCE}:/a'] },
    'error: volumes of "web" mounts what a variable says at /a, which the provider does not know\nmount a volume or a path of the host',
  ],
  [
    { volumes: [{ type: 'volume', source: 'a', target: '/a', image: { subpath: 'x' } }] },
    'error: volumes.image of "web" has no counterpart in the provider\ncopy what it needs in the Dockerfile',
  ],
  [
    { volumes_from: ['db'] },
    'error: volumes_from of "web" has no counterpart in the provider\nmount its volumes by their names',
  ],
  [{ tmpfs: ['${WHERE}'] }, 'error: tmpfs of "web" depends on a variable\nwrite the path itself'],
  [
    { configs: ['none'] },
    'error: configs of "web" has "none", whose content Terraform does not know\nsay its content, or the variable that holds it',
  ],
  [
    { secrets: ['none'] },
    'error: secrets of "web" has "none", whose content Terraform does not know\nsay its content, or the variable that holds it',
  ],
  [
    { devices: ['nvidia.com/gpu=all'] },
    'error: devices of "web" asks a driver for nvidia.com/gpu=all, and the provider takes a path\nask for it with gpus',
  ],
  [
    { gpus: [{ count: 2 }] },
    'error: gpus of "web" asks for devices in a way that the provider does not know\nask for all of them, or name them',
  ],
  [
    { gpus: [{ driver: 'amd' }] },
    'error: gpus of "web" asks for devices in a way that the provider does not know\nask for all of them, or name them',
  ],
  [
    { gpus: [{ capabilities: ['gpu', 'utility'] }] },
    'error: gpus of "web" asks for devices in a way that the provider does not know\nask for all of them, or name them',
  ],
  [
    { gpus: [{ options: { a: 'b' } }] },
    'error: gpus of "web" asks for devices in a way that the provider does not know\nask for all of them, or name them',
  ],
  [
    { gpus: [{}, {}] },
    'error: gpus of "web" asks for devices in a way that the provider does not know\nask for all of them, or name them',
  ],
];

test.each(cases.map(([said, ...messages]) => ({ said, messages })))('$said', ({ said, messages }) => {
  expect(lost(said)).toEqual(messages);
});

test('how an image is built, but its context, its file, its target and its arguments', () => {
  const build = {
    ...{
      context: '.',
      target: 'web',
      dockerfile: 'web.Dockerfile',
      args: { A: null, B: 'b' },
      pull: true,
      tags: ['x'],
    },
    ...{
      labels: { a: 'b' },
      platforms: ['linux/arm64'],
      ssh: ['default'],
      no_cache: true,
      no_cache_filter: 'x',
    },
    ...{
      dockerfile_inline: 'FROM x',
      additional_contexts: { a: 'b' },
      secrets: ['x'],
      extra_hosts: ['a:10.0.0.1'],
    },
    ...{ network: 'host', shm_size: '1m', ulimits: { nproc: 1 }, privileged: true, isolation: 'x' },
    ...{ cache_from: ['x'], cache_to: ['x'], entitlements: ['x'], provenance: true, sbom: true },
  };
  const [first, ...others] = lost({ build });
  expect(first).toBe(
    'error: build.dockerfile_inline of "web" has no counterpart in the provider\nsay it in the Dockerfile, or build the image elsewhere and name it',
  );
  expect(others.map((one) => one.replace(/^error: (\S+) .*/s, '$1')).sort()).toEqual(
    [
      ...[
        'additional_contexts',
        'args.A',
        'cache_from',
        'cache_to',
        'entitlements',
        'extra_hosts',
        'isolation',
      ],
      ...[
        'labels',
        'network',
        'no_cache',
        'no_cache_filter',
        'platforms',
        'privileged',
        'provenance',
        'pull',
      ],
      ...['sbom', 'secrets', 'shm_size', 'ssh', 'tags', 'ulimits'],
    ].map((key) => `build.${key}`),
  );
  expect(
    lost({ build: { context: '.', dockerfile: 'web.Dockerfile', target: 'web', args: { B: 'b' } } }),
  ).toEqual([]);
});
