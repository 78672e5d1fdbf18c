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
  expect(knownImage('posthog/posthog:release-1.43.0')).toBeUndefined();
  expect(knownImage('posthog/posthog:release-1.44.0')?.lastTag).toBe('release-1.43.1');
  expect(knownImage('caddy:2.11.7')).toBeUndefined();
});
