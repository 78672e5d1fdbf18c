import { describe, expect, test } from 'vitest';
import { knownImage } from '../../constructs/images/index.ts';

describe('how clients reach an image', () => {
  test.each([
    ['postgres:16.4', 'PostgreSQL', 5432, 'POSTGRES_PASSWORD'],
    [`docker.io/library/postgres:16.4@sha256:${'a'.repeat(64)}`, 'PostgreSQL', 5432, 'POSTGRES_PASSWORD'],
    ['mysql:8.4.2', 'MySQL', 3306, 'MYSQL_ROOT_PASSWORD'],
    ['mariadb:11.4', 'MariaDB', 3306, 'MARIADB_ROOT_PASSWORD'],
    ['mongo:7', 'MongoDB', 27_017, 'MONGO_INITDB_ROOT_PASSWORD'],
    ['rabbitmq:4.1.2-management', 'RabbitMQ', 5672, 'RABBITMQ_DEFAULT_PASS'],
    ['clickhouse/clickhouse-server:22.8', 'ClickHouse', 8123, 'CLICKHOUSE_PASSWORD'],
  ])('%s', (image, product, port, password) => {
    const known = knownImage(image);
    expect(known?.product).toBe(product);
    expect(known?.reach?.ports).toContain(port);
    expect(known?.reach?.logins?.[0]?.passwordVariable).toBe(password);
  });

  test.each([
    ['postgres', ['POSTGRES_USER', 'postgres']],
    ['mysql', [undefined, 'root'], ['MYSQL_USER', undefined]],
    [
      'mariadb',
      [undefined, 'root'],
      ['MARIADB_USER', undefined],
      [undefined, 'root'],
      ['MYSQL_USER', undefined],
    ],
    ['mongo', ['MONGO_INITDB_ROOT_USERNAME', undefined]],
    ['rabbitmq', ['RABBITMQ_DEFAULT_USER', 'guest']],
    ['clickhouse/clickhouse-server', ['CLICKHOUSE_USER', 'default']],
  ])('who logs in to %s when nobody says a name', (repository, ...users) => {
    expect(
      knownImage(`${repository}:1`)?.reach?.logins?.map(({ userVariable, user }) => [userVariable, user]),
    ).toEqual(users);
  });

  test('a login is made of variables that the image reads', () => {
    for (const repository of ['postgres', 'mysql', 'mariadb', 'mongo', 'rabbitmq']) {
      const { logins = [], variables = [] } = knownImage(`${repository}:1`)?.reach ?? {};
      for (const { userVariable, passwordVariable } of logins)
        expect(variables).toEqual(
          expect.arrayContaining([passwordVariable, ...(userVariable === undefined ? [] : [userVariable])]),
        );
    }
  });

  test('Redis has no variable for a password, and a stranger is not known', () => {
    expect(knownImage('redis:7.2.5')).toMatchObject({ product: 'Redis', reach: { ports: [6379] } });
    expect(knownImage('example.org/postgres:1')).toBeUndefined();
  });

  test('whoever made a ZooKeeper, others are lost without it; nothing else is known of it', () => {
    expect(knownImage('zookeeper:3.9.4')?.traits).toMatchObject({ coordinates: true, adminPorts: [8080] });
    expect(knownImage('example.org/zookeeper:3.9.4')).toEqual({
      ...{ product: 'example.org/zookeeper', version: '3.9.4', dataPaths: [] },
      traits: { coordinates: true },
    });
    expect(knownImage('example.org/nozookeeper:3.9.4')).toBeUndefined();
  });
});
