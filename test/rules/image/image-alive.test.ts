import { describe, expect, test } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import { Service } from '../../../constructs/index.ts';
import { imageAlive } from '../../../src/rules/image/image-alive.ts';
import { authored } from '../../support/author.ts';
import { service, stack } from '../../support/model.ts';

const running = (image: string, ...ids: readonly string[]) => {
  const known = knownImage(image);
  return stack({ services: ids.map((id) => service({ id, image, ...(known && { known }) })) });
};

describe('image-alive', () => {
  test('an image that cannot be pulled any more', () => {
    expect(imageAlive.check(running('bitnami/kafka:2.8.1-debian-10-r99', 'kafka'))).toEqual([
      {
        path: 'shop-test/app/kafka',
        also: [],
        message:
          '"kafka" runs the image "bitnami/kafka:2.8.1-debian-10-r99", which is gone from its registry since September 2025: a host that does not have it cannot start',
        fix: "use the official image, or the frozen copy of 'bitnamilegacy/…'",
      },
    ]);
    expect(
      imageAlive.check(running('docker.io/minio/minio:RELEASE.2022-09-17T00-09-45Z', 'minio')),
    ).toHaveLength(1);
  });

  test('a Caddy that is not of the newest series', () => {
    const found = (image: string) => imageAlive.check(running(image, 'edge')).map(({ message }) => message);
    expect(found('caddy:2.6.4-alpine')).toEqual([
      '"edge" runs Caddy 2.6.4, whose end of life was 2023-08: nobody mends what is found in it',
    ]);
    expect(found('docker.io/library/caddy:2.10.2')).toHaveLength(1);
    for (const image of ['caddy:2.11.7-alpine', 'caddy:2', 'caddy:latest', 'example.org/caddy:2.6.4'])
      expect(found(image)).toEqual([]);
  });

  test('a version that its makers have left, once for all who run it', () => {
    expect(imageAlive.check(running('postgres:12.13-alpine3.17', 'orders', 'users'))).toEqual([
      {
        path: 'shop-test/app/orders',
        also: ['shop-test/app/users'],
        severity: 'warn',
        message:
          '"orders" and "users" run PostgreSQL 12.13, whose end of life was 2024-11: nobody mends what is found in it',
        fix: 'take a version that is supported, or acknowledge it with what holds you back',
      },
    ]);
  });

  test.each([
    ['postgres:10.23', '2022-11'],
    ['postgres:11.22', '2023-11'],
    ['postgres:12.22', '2024-11'],
    ['postgres:13.23', '2025-11'],
    ['postgres:14.20', '2026-11'],
    ['mysql:5.7.44', '2023-10'],
    ['mysql:8.0.40', '2026-04'],
    ['mongo:4.4.29', '2024-02'],
    ['mongo:5.0.31', '2024-10'],
    ['mongo:6.0.19', '2025-07'],
    ['zookeeper:3.7.2', '2024-02'],
    ['clickhouse/clickhouse-server:22.3.20.29', '2023-03'],
    ['clickhouse/clickhouse-server:22.8.21.38', '2023-08'],
    ['clickhouse/clickhouse-server:23.3.22.3', '2024-03'],
    ['clickhouse/clickhouse-server:23.8.16.40', '2024-08'],
    ['clickhouse/clickhouse-server:24.3.18.7', '2025-03'],
  ])('%s ended in %s', (image, month) => {
    expect(imageAlive.check(running(image, 'store')).map(({ message }) => message)).toEqual([
      expect.stringContaining(`whose end of life was ${month}:`),
    ]);
  });

  test('what is built from an image that cannot be pulled cannot be built', () => {
    const model = authored((core) => {
      new Service(core, 'web', {
        image: 'bitnami/kafka:2.8.1',
        build: { folder: 'web', copy: {} },
        compose: { image: 'shop/web:1' },
      });
    });
    expect(imageAlive.check(model).map(({ message }) => message)).toEqual([
      expect.stringContaining('the image "bitnami/kafka:2.8.1", which is gone'),
    ]);
  });

  test('a raw image goes over the prop', () => {
    const model = authored((core) => {
      new Service(core, 'web', { image: 'example.org/shop:1.0', compose: { image: 'bitnami/kafka:2.8.1' } });
      new Service(core, 'db', { image: 'postgres:12.13', compose: { image: 'postgres:17.6' } });
    });
    expect(imageAlive.check(model).map(({ message }) => message)).toEqual([
      '"web" runs the image "bitnami/kafka:2.8.1", which is gone from its registry since September 2025: a host that does not have it cannot start',
    ]);
  });

  test('what can be had and is mended, and what nobody knows', () => {
    for (const image of [
      'postgres:17.6',
      'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z',
      'bitnamilegacy/kafka:2.8.1',
      'example.org/bitnami:1.0',
    ])
      expect(imageAlive.check(running(image, 'web'))).toEqual([]);
  });
});
