import { describe, expect, test } from 'vitest';
import { imagePinned } from '../../../src/rules/image/image-pinned.ts';
import { service, stack } from '../../support/model.ts';

const check = (image: string, over = {}) =>
  imagePinned.check(stack({ services: [service({ image, ...over })] }));
const messages = (image: string) => check(image).map(({ message }) => message);

describe('image-pinned', () => {
  test('an image without a tag', () => {
    expect(check('redis')).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" runs the image "redis", which has no tag: each pull takes whatever is latest that day',
        fix: "write the version that you tested: image: 'redis:<version>'",
      },
    ]);
  });

  test('what it extends says its image', () => {
    const compose = { extends: { service: 'base' } };
    expect(imagePinned.check(stack({ services: [service({ image: '', compose })] }))).toEqual([]);
    expect(check('')).toHaveLength(1);
  });

  test.each([
    ['Postgres:16.4', 'postgres:16.4'],
    ['ghcr.io/Team/Shop:1.0', 'ghcr.io/team/shop:1.0'],
    ['https://ghcr.io/team/shop:1.0', 'ghcr.io/team/shop:1.0'],
    ['docker.io//shop:1.0', 'docker.io/shop:1.0'],
  ])('%s is no name of an image', (image, mended) => {
    expect(check(image)).toEqual([
      {
        path: 'shop-test/app/web',
        message: `"web" runs the image "${image}", which is no name of an image: the engine refuses it (small letters, and no scheme before the registry)`,
        fix: `write image: '${mended}'`,
      },
    ]);
    expect(check('example/web:1.0', { compose: { image } })).toHaveLength(1);
  });

  test.each([
    'redis:6.2.20-alpine',
    'GHCR.io/team/shop:1.0',
    'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z',
    'localhost:5000/team/shop:1.0',
    'ghcr.io/posthog/kafka-container:v2.8.2',
    'example/web:main-20240131',
    'example/web:3f2c9ab',
    `redis@sha256:${'0123456789abcdef'.repeat(4)}`,
    `localhost:5000/redis:6@sha256:${'0123456789abcdef'.repeat(4)}`,
  ])('%s is pinned', (image) => {
    expect(check(image)).toEqual([]);
  });

  test.each([
    'latest',
    'main',
    'stable',
    'edge',
    'nightly',
    'lts',
    'alpine',
    'stable-alpine3.18',
    '6-latest',
  ])('the tag %s moves', (tag) => {
    expect(messages(`example/web:${tag}`)).toEqual([
      `"web" runs the image "example/web:${tag}", and "${tag}" moves: each pull may bring another version`,
    ]);
  });

  test('the port of a registry is no tag', () => {
    expect(messages('localhost:5000/shop')).toEqual([
      '"web" runs the image "localhost:5000/shop", which has no tag: each pull takes whatever is latest that day',
    ]);
  });

  test.each([
    ['', '"web" runs the image "", which names no repository: nothing can be pulled'],
    [':1.0', '"web" runs the image ":1.0", which names no repository: nothing can be pulled'],
    ['redis:', '"web" runs the image "redis:", whose tag is empty: nothing can be pulled'],
    ['redis:1 0', '"web" runs the image "redis:1 0", and "1 0" is no tag: nothing can be pulled'],
    [
      'redis:${TAG}',
      '"web" runs the image "redis:${TAG}", whose tag is decided in .env: no review sees what will run',
    ],
    [
      'redis@sha256:12',
      '"web" runs the image "redis@sha256:12", and "sha256:12" is no digest: nothing can be pulled (sha256: and 64 hexadecimal digits)',
    ],
  ])('"%s"', (image, message) => {
    expect(messages(image)).toEqual([message]);
  });

  test('the base of an image that is built', () => {
    expect(check('clickhouse:latest', { build: { folder: 'clickhouse', copies: [] } })[0]).toMatchObject({
      message:
        '"web" is built from the image "clickhouse:latest", and "latest" moves: each pull may bring another version',
      fix: "write the version that you tested: image: 'clickhouse:<version>'",
    });
  });

  test('what sends the backups off site', () => {
    const offsite = (image: string) =>
      imagePinned.check(stack({ schedule: { at: '03:00', keepDays: 3, offsite: { image } } }));
    expect(offsite('restic/restic:0.18.1')).toEqual([]);
    expect(offsite('restic/restic:latest')).toEqual([
      {
        path: 'shop-test',
        message:
          'what sends the backups off site runs the image "restic/restic:latest", and "latest" moves: each pull may bring another version',
        fix: "write the version that you tested: image: 'restic/restic:<version>'",
      },
    ]);
  });

  test('a raw image replaces the prop', () => {
    expect(check('redis:6.2', { compose: { image: 'redis' } })).toHaveLength(1);
    expect(check('redis', { compose: { image: 'redis:6.2' } })).toEqual([]);
  });
});
