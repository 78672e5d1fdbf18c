import { expect, test } from 'vitest';
import type { ImageReference } from '../../src/compose/image.ts';
import { fullImage, readImage, spellImage } from '../../src/compose/image.ts';

const digest = `sha256:${'0af'.repeat(21)}1`;

test.each<[string, ImageReference]>([
  ['postgres', { repository: 'postgres' }],
  ['postgres:17-alpine', { repository: 'postgres', tag: '17-alpine' }],
  ['team/app:1', { repository: 'team/app', tag: '1' }],
  ['example.org/team/app', { registry: 'example.org', repository: 'team/app' }],
  ['example.org:5000/app:1.2', { registry: 'example.org:5000', repository: 'app', tag: '1.2' }],
  ['localhost/app', { registry: 'localhost', repository: 'app' }],
  ['[::1]:5000/app', { registry: '[::1]:5000', repository: 'app' }],
  [`redis@${digest}`, { repository: 'redis', digest }],
  [`example.org/a_b/c--d:1@${digest}`, { registry: 'example.org', repository: 'a_b/c--d', tag: '1', digest }],
])('%s', (written, parts) => {
  expect(readImage(written)).toEqual(parts);
  expect(spellImage(parts)).toBe(written);
});

test.each(['', ':1', 'App', 'a//b', 'a/', '/a', 'a:', 'a:b:c', 'a b', 'a@sha256:12', '-x.org/a', 'a___b'])(
  '%s is no image',
  (written) => {
    expect(readImage(written)).toBeUndefined();
  },
);

test.each([
  ['postgres', 'docker.io/library/postgres:latest'],
  ['team/app:1', 'docker.io/team/app:1'],
  ['index.docker.io/redis:7', 'docker.io/library/redis:7'],
  ['localhost:5000/app', 'localhost:5000/app:latest'],
  [`redis@${digest}`, `docker.io/library/redis@${digest}`],
])('%s is %s in full', (written, full) => {
  const parts = readImage(written);
  expect(parts && spellImage(fullImage(parts))).toBe(full);
});
