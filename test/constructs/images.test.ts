import { expect, test } from 'vitest';
import { knownImage } from '../../constructs/images/index.ts';

const known = (image: string) => {
  const { product, gone, lacks, version } = knownImage(image) ?? {};
  return [product, version, gone?.since, lacks];
};

test('what is in an image is known under any registry, what was deleted under its own name', () => {
  expect(known('minio/minio:RELEASE.2023-11-01T00-00-00Z')).toEqual([
    'MinIO',
    undefined,
    'September 2026',
    ['curl'],
  ]);
  expect(known('quay.io/minio/minio:RELEASE.2023-11-01T00-00-00Z')).toEqual([
    'MinIO',
    undefined,
    undefined,
    ['curl'],
  ]);
  expect(known('registry.example.com/a/minio/mc:RELEASE.2025-08-13T08-35-41Z')[3]).toEqual(['grep', 'sed']);
  expect(knownImage('example.org/notminio/mc:RELEASE.2025-08-13T08-35-41Z')).toBeUndefined();
});

test('a publisher takes all repositories along, whatever is in them', () => {
  expect(known('bitnami/redis:7.4')).toEqual(['bitnami/redis', '7.4', 'September 2025', undefined]);
  expect(knownImage('bitnamilegacy/redis:7.4')).toBeUndefined();
});

test('of one of which only its name is known, nothing is said', () => {
  expect(knownImage('posthog/posthog:release-1.43.0')?.lastTag).toBeUndefined();
  expect(knownImage('posthog/posthog:release-1.44.0')?.lastTag).toBe('release-1.43.1');
  expect(knownImage('posthog/other:1.43.0')).toBeUndefined();
  expect(knownImage('registry.example.com/team/shop:2.11.7')).toBeUndefined();
});

test('an image is the same under its other names, and what a block knows of it goes over the table', () => {
  for (const name of ['lscr.io/linuxserver/sonarr', 'linuxserver/sonarr', 'ghcr.io/linuxserver/sonarr'])
    expect(knownImage(`${name}:4.0.9`)).toMatchObject({ product: 'Sonarr', dataPaths: ['/config'] });
  expect(knownImage('quay.io/prometheus/prometheus:v3.5.0')?.dataPaths).toEqual(['/prometheus']);
  expect(knownImage('docker.elastic.co/elasticsearch/elasticsearch:8.19.2')).toMatchObject({
    firstStart: 25,
    kernel: { 'vm.max_map_count': 262_144 },
    reach: { ports: [9200, 9300] },
  });
  // The table has no name of a mirror.
  expect(knownImage('registry.example.com/mirror/grafana/grafana:12.1.0')).toBeUndefined();
});

test.each([
  ['redis:7.4.2', ['curl', 'nc', 'wget']],
  ['redis:7.4.2-alpine', ['bash', 'curl']],
  ['redis:7.4.2-alpine3.21', ['bash', 'curl']],
  ['python:3.12.4-slim', ['curl', 'nc', 'wget']],
  ['python:3.12.4-slim-bookworm', ['curl', 'nc', 'wget']],
  ['python:3.12.4', ['nc']],
  ['node:22.4.1-slim', ['curl', 'nc', 'wget']],
  ['caddy:2.10.0', ['bash', 'curl']],
  // Its 2.10.2 was built again with curl in January 2026, and `2` is whichever is the newest.
  ['caddy:2.10.2', ['bash']],
  ['caddy:2.11.1', ['bash']],
  ['caddy:2', ['bash']],
  // Alpine until 3.1, with the programs of busybox; nothing since 3.6.
  ['grafana/loki:2.9.8', ['bash', 'curl']],
  ['grafana/loki:3.6.1', ['bash', 'curl', 'nc', 'sh', 'wget']],
  ['grafana/loki:3.4.0', undefined],
  // What nobody has read.
  ['cassandra:5.0.4-alpine', []],
] as const)('%s is known to lack %j', (image, lacks) => {
  expect(knownImage(image)?.lacks).toEqual(lacks);
});

test('versions end when their makers say so, as far as they were mended for long', () => {
  expect(knownImage('python:3.8.19-slim')).toMatchObject({ product: 'Python', endOfLife: '2024-10' });
  expect(knownImage('elasticsearch:7.17.9')?.endOfLife).toBe('2026-01');
  expect(knownImage('python:3.13.5')?.endOfLife).toBeUndefined();
  // A series of nine months, of which the next one takes the place.
  expect(knownImage('rabbitmq:4.1.4')?.endOfLife).toBeUndefined();
});
