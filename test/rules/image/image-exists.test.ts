import { describe, expect, test } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import { Service } from '../../../constructs/index.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { imageExists } from '../../../src/rules/image/image-exists.ts';
import { authored } from '../../support/author.ts';
import { service, stack } from '../../support/model.ts';

const running = (image: string, over: Partial<ServiceModel> = {}) => {
  const known = knownImage(image);
  return service({ image, ...(known && { known }), ...over });
};
const found = (...services: readonly ServiceModel[]) => imageExists.check(stack({ services }));

describe('image-exists', () => {
  test('a version that was never released, once for all who run it', () => {
    const image = 'posthog/posthog:release-1.44.0';
    expect(found(running(image, { id: 'web' }), running(image, { id: 'worker' }))).toEqual([
      {
        path: 'shop-test/app/web',
        also: ['shop-test/app/worker'],
        message:
          '"web" and "worker" run the image "posthog/posthog:release-1.44.0", and that tag was never published: nothing can be pulled',
        fix: "write the last of its line, 'posthog/posthog:release-1.43.1', or a line that goes on",
      },
    ]);
  });

  test('an image of our own that is built from one', () => {
    const build = { folder: 'clickhouse', copies: [] };
    const [complaint] = found(running('clickhouse/clickhouse-server:22.8.30.1', { build }));
    expect(complaint?.message).toBe(
      '"web" is built from the image "clickhouse/clickhouse-server:22.8.30.1", and that tag was never published: nothing can be pulled',
    );
  });

  test.each([
    ['posthog/posthog:release-1.43.2', 'posthog/posthog:release-1.43.1'],
    ['posthog/posthog:release-2.0.0', 'posthog/posthog:release-1.43.1'],
    ['docker.io/posthog/posthog:release-1.44.0', 'docker.io/posthog/posthog:release-1.43.1'],
    ['postgres:12.23-alpine3.20', 'postgres:12.22'],
    ['zookeeper:3.7.3', 'zookeeper:3.7.2'],
    ['clickhouse/clickhouse-server:22.8.21.39', 'clickhouse/clickhouse-server:22.8.21.38'],
  ])('%s: the last is %s', (image, last) => {
    expect(found(running(image)).map(({ fix }) => fix)).toEqual([
      `write the last of its line, '${last}', or a line that goes on`,
    ]);
  });

  test.each([
    'posthog/posthog:release-1.43.0',
    'posthog/posthog:release-1.43.1',
    'posthog/posthog:latest',
    'posthog/posthog:0f5f2a2e8d5c3b1a9c7e6f4d2b0a8c6e4f2d0b8a',
    'mirror.example.com/posthog/posthog:release-1.44.0',
    `posthog/posthog:release-1.44.0@sha256:${'a1'.repeat(32)}`,
    'postgres:12.22-alpine3.20',
    'postgres:12',
    'postgres:120.99',
    'postgres:17.99',
    'clickhouse/clickhouse-server:22.80.1',
    'clickhouse/clickhouse-server:22.9.1.1',
    'zookeeper:3.8.4',
  ])('%s: it was published, or nobody knows', (image) => {
    expect(found(running(image))).toEqual([]);
  });

  test('a raw image goes over the prop, both ways', () => {
    const [last, next] = ['posthog/posthog:release-1.43.1', 'posthog/posthog:release-1.44.0'] as const;
    const model = authored((core) => {
      new Service(core, 'web', { image: last, compose: { image: next } });
      new Service(core, 'worker', { image: next, compose: { image: last } });
    });
    expect(imageExists.check(model).map(({ path, message }) => [path, message])).toEqual([
      [
        'shop-test/core/web',
        `"web" runs the image "${next}", and that tag was never published: nothing can be pulled`,
      ],
    ]);
  });
});
