import { describe, expect, test } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import type { EdgeModel } from '../../../src/model/edge.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { passwordAsked } from '../../../src/rules/secret/password-asked.ts';
import { service, stack } from '../../support/model.ts';

/** What is said of an image that is known. */
function check(image: string, env: Readonly<Record<string, string>>, over: Partial<ServiceModel> = {}) {
  const known = knownImage(image);
  const db = service({
    id: 'db',
    image,
    ...(known && { known }),
    env: Object.entries(env).map(([name, value]) => ({ name, value: value === '' ? [] : [value] })),
    ...over,
  });
  return passwordAsked.check(stack({ services: [db] }));
}
const open = { ports: [{ published: 5432, target: 5432, protocol: 'tcp' }] } as const;
const postgres = 'postgres:16.4';

describe('password-asked', () => {
  test('trust, inside and beyond the host', () => {
    expect(check(postgres, { POSTGRES_HOST_AUTH_METHOD: 'trust' })).toEqual([
      {
        path: 'shop-test/app/db',
        severity: 'warn',
        message:
          '"db" lets anybody in without a password (POSTGRES_HOST_AUTH_METHOD): every container that reaches it reads and writes all of it',
        fix: "leave POSTGRES_HOST_AUTH_METHOD out, and say POSTGRES_PASSWORD: new Secret('POSTGRES_PASSWORD', { description: '…' })",
      },
    ]);
    const [found] = check(postgres, { POSTGRES_HOST_AUTH_METHOD: 'trust' }, open);
    expect(found).not.toHaveProperty('severity');
    expect(found?.message).toBe(
      '"db" lets anybody in without a password (POSTGRES_HOST_AUTH_METHOD), and port 5432 is open beyond the host: anybody comes in',
    );
  });

  test.each<[string, Record<string, string>, Partial<ServiceModel>]>([
    ['mysql:8.4.6', { MYSQL_ALLOW_EMPTY_PASSWORD: 'yes' }, {}],
    ['mariadb:11.4.2', { MARIADB_ALLOW_EMPTY_ROOT_PASSWORD: '1' }, {}],
    ['mariadb:11.4.2', { MYSQL_ALLOW_EMPTY_PASSWORD: 'true' }, {}],
    ['mysql:8.4.6', { MYSQL_ROOT_PASSWORD: 'x' }, { command: [['mysqld'], ['--skip-grant-tables']] }],
    ['mongo:8.0.4', {}, { command: [['mongod'], ['--noauth']] }],
    ['redis:7.2.5', {}, { command: [['redis-server'], ['--requirepass'], []] }],
    ['redis:7.2.5', {}, { command: [['sh'], ['-c'], ["redis-server --requirepass '' --save 60 1"]] }],
    ['bitnami/postgresql:16.4.0', { ALLOW_EMPTY_PASSWORD: 'yes' }, {}],
    ['bitnamilegacy/mongodb:7.0', { ALLOW_EMPTY_PASSWORD: 'true', MONGODB_PASSWORD: 'x' }, {}],
    ['cockroachdb/cockroach:v24.2.3', {}, { command: [['start-single-node'], ['--insecure']] }],
    ['opensearchproject/opensearch:2.17.1', { 'plugins.security.disabled': 'true' }, open],
    ['elasticsearch:8.15.0', { 'xpack.security.enabled': 'false' }, open],
    ['rabbitmq:3.13.7', {}, open],
    ['minio/minio:RELEASE.2024-01-01T00-00-00Z', {}, open],
    ['grafana/grafana:11.1.0', {}, { compose: { network_mode: 'host' } }],
  ])('%s %o', (image, env, over) => {
    expect(check(image, env, over)).toHaveLength(1);
  });

  test.each<[string, Record<string, string>, Partial<ServiceModel>]>([
    [postgres, { POSTGRES_HOST_AUTH_METHOD: 'scram-sha-256' }, open],
    [postgres, { POSTGRES_HOST_AUTH_METHOD: '' }, open],
    [postgres, { POSTGRES_PASSWORD: 'x' }, open],
    ['mysql:8.4.6', { MYSQL_ALLOW_EMPTY_PASSWORD: '' }, {}],
    ['mysql:8.4.6', { MYSQL_ALLOW_EMPTY_PASSWORD: 'no' }, {}],
    ['mysql:8.4.6', { MYSQL_ALLOW_EMPTY_PASSWORD: 'yes', MYSQL_ROOT_PASSWORD_FILE: '/run/x' }, {}],
    ['bitnami/postgresql:16.4.0', { ALLOW_EMPTY_PASSWORD: 'no' }, {}],
    ['bitnami/postgresql:16.4.0', { ALLOW_EMPTY_PASSWORD: 'yes', POSTGRES_PASSWORD: 'x' }, {}],
    ['mariadb:11.4.2', { MARIADB_ALLOW_EMPTY_ROOT_PASSWORD: '1', MYSQL_ROOT_PASSWORD: 'x' }, {}],
    ['cockroachdb/cockroach:v24.2.3', {}, { command: [['start'], ['--insecure=false']] }],
    ['mysql:8.4.6', { MYSQL_ROOT_PASSWORD: '', MYSQL_RANDOM_ROOT_PASSWORD: 'yes' }, {}],
    ['mysql:8.4.6', { MYSQL_ROOT_PASSWORD: 'x', MYSQL_PASSWORD: '' }, {}],
    [postgres, { POSTGRES_PASSWORD: '', POSTGRES_PASSWORD_FILE: '/run/x' }, {}],
    [postgres, {}, { compose: { environment: { POSTGRES_PASSWORD: null } } }],
    // On its own networks that is usual.
    ['elasticsearch:8.15.0', { 'xpack.security.enabled': 'false' }, {}],
    ['rabbitmq:3.13.7', {}, {}],
    ['redis:7.2.5', {}, { command: [['redis-server'], ['--save'], []] }],
    // Whatever it is given may say another one.
    ['grafana/grafana:11.1.0', { GF_SECURITY_ADMIN_PASSWORD: 'x' }, open],
    ['grafana/grafana:11.1.0', { GF_SECURITY_ADMIN_PASSWORD__FILE: '/run/x' }, open],
    [
      'grafana/grafana:11.1.0',
      {},
      { ...open, compose: { volumes: ['./grafana.ini:/etc/grafana/grafana.ini'] } },
    ],
    ['grafana/grafana:11.1.0', {}, { ...open, compose: { env_file: '.env.grafana' } }],
    ['example.org/shop:1.0.0', { ALLOW_EMPTY_PASSWORD: 'yes' }, open],
  ])('nothing of %s %o', (image, env, over) => {
    expect(check(image, env, over)).toEqual([]);
  });

  test('a password that is said, and is nothing', () => {
    expect(check(postgres, { POSTGRES_PASSWORD: '' })).toEqual([
      {
        path: 'shop-test/app/db',
        severity: 'warn',
        message:
          '"db" has an empty password (POSTGRES_PASSWORD): it does not start with one, or lets everybody in',
        fix: "say POSTGRES_PASSWORD: new Secret('POSTGRES_PASSWORD', { description: '…' })",
      },
    ]);
    expect(check('mysql:8.4.6', { MYSQL_ROOT_PASSWORD: '' })).toHaveLength(1);
    expect(
      check('mysql:8.4.6', { MYSQL_ROOT_PASSWORD: 'x', MYSQL_USER: 'a', MYSQL_PASSWORD: '' }),
    ).toHaveLength(1);
  });

  test('what is said in the place of what opens it', () => {
    expect(check('neo4j:5.24.0', { NEO4J_AUTH: 'none' })).toEqual([
      {
        path: 'shop-test/app/db',
        severity: 'warn',
        message:
          '"db" lets anybody in without a password (NEO4J_AUTH): every container that reaches it reads and writes all of it',
        fix: "say NEO4J_AUTH: text`neo4j/${new Secret('NEO4J_PASSWORD', { description: '…' })}`",
      },
    ]);
    const env = [{ name: 'POSTGRES_HOST_AUTH_METHOD', value: [] }];
    const compose = { environment: { POSTGRES_HOST_AUTH_METHOD: '${METHOD:-trust}' } };
    expect(check(postgres, {}, { env, compose })).toHaveLength(1);
  });

  test('what an edge leads to, unless it asks somebody first', () => {
    const known = knownImage('grafana/grafana:11.1.0');
    const grafana = service({ id: 'grafana', ...(known && { known }) });
    const led = (guard: { readonly guard?: 'password' }) => {
      const route = {
        match: '/*',
        upstream: { kind: 'address', service: 'grafana', port: 3000 },
        ...guard,
      } as const;
      const serves: EdgeModel = { product: 'X', tls: 'public', sites: [{ name: ['x'], routes: [route] }] };
      return passwordAsked.check(stack({ services: [grafana, service({ id: 'edge', edge: true, serves })] }));
    };
    expect(led({})).toEqual([
      {
        path: 'shop-test/app/grafana',
        message:
          '"grafana" has the password that its makers gave it, for GF_SECURITY_ADMIN_PASSWORD is not set, and the route /* of the edge leads to it: anybody comes in',
        fix: "say GF_SECURITY_ADMIN_PASSWORD: new Secret('GF_SECURITY_ADMIN_PASSWORD', { description: '…' })",
      },
    ]);
    expect(led({ guard: 'password' })).toEqual([]);
  });
});

describe('what asks nobody unless it is told to', () => {
  test('memcached, on a port that others reach', () => {
    expect(check('memcached:1.6.39', {}, open)).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          '"db" asks nobody for a password (Memcached), and port 5432 is open beyond the host: anybody comes in',
        fix: "make it ask (-S), or publish it with address: '127.0.0.1' or not at all",
      },
    ]);
    expect(check('memcached:1.6.39', {})).toEqual([]);
  });

  const command = (...words: readonly string[]) => ({ ...open, command: words.map((word) => [word]) });
  test.each<[string, Record<string, string>, Partial<ServiceModel>]>([
    ['redis:8.2.1', {}, command('redis-server', '--save', '')],
    ['redis:8.2.1', { REDIS_PASSWORD: 'x' }, open],
    [
      'redis:8.2.1',
      {},
      { ...open, env: [{ name: 'REDIS_PASSWORD', value: [{ kind: 'variable', name: 'REDIS_PASSWORD' }] }] },
    ],
    ['valkey/valkey:8.1.3', {}, { ...open, compose: { volumes: ['kept:/data'] } }],
    ['mongo:8.0.4', { MONGO_INITDB_DATABASE: 'shop' }, { ...open, compose: { volumes: ['kept:/data/db'] } }],
    ['memcached:1.6.39', {}, command('memcached', '-m', '64', '-s', '/tmp/x')],
    ['zookeeper:3.9.3', {}, { compose: { network_mode: 'host' } }],
    [
      'redis:8.2.1',
      {},
      { ...open, command: [['redis-server'], ['--maxmemory'], [{ kind: 'variable', name: 'MEMORY' }]] },
    ],
  ])('%s %o lets anybody in', (image, env, over) => {
    expect(check(image, env, over)).toMatchObject([{ message: expect.stringContaining('asks nobody') }]);
  });

  test.each<[string, Record<string, string>, Partial<ServiceModel>]>([
    ['redis:8.2.1', {}, command('redis-server', '--requirepass', 'x')],
    ['redis:8.2.1', {}, command('sh', '-c', 'exec redis-server --requirepass "$PASSWORD"')],
    // What a file, a word or a variable of the operator's may say is not known.
    ['redis:8.2.1', {}, command('redis-server', '/usr/local/etc/redis/redis.conf')],
    ['redis:8.2.1', {}, command('redis-server', '$FLAGS')],
    ['redis:8.2.1', {}, { ...open, command: [['redis-server'], [{ kind: 'variable', name: 'FLAGS' }]] }],
    ['redis:8.2.1', {}, { ...open, compose: { volumes: ['kept:/usr/local/etc/redis'] } }],
    ['redis:8.2.1', {}, { ...open, compose: { volumes: ['./redis.conf:/data/redis.conf'] } }],
    ['redis:8.2.1', {}, { ...open, compose: { env_file: '.env.redis' } }],
    ['valkey/valkey:8.1.3', { VALKEY_EXTRA_FLAGS: '--requirepass x' }, open],
    ['valkey/valkey:8.1.3', { VALKEY_EXTRA_FLAGS: '--save "" --user shop on >x ~* +@all' }, open],
    ['mongo:8.0.4', { MONGO_INITDB_ROOT_PASSWORD_FILE: '/run/x' }, open],
    ['mongo:8.0.4', {}, command('mongod', '--auth')],
    ['memcached:1.6.39', {}, command('memcached', '-S')],
    ['zookeeper:3.9.3', { ZOO_CFG_EXTRA: 'sessionRequireClientSASLAuth=true' }, open],
    [
      'zookeeper:3.9.3',
      {},
      { ...open, env: [{ name: 'ZOO_CFG_EXTRA', value: [{ kind: 'variable', name: 'X' }] }] },
    ],
  ])('%s %o may ask', (image, env, over) => {
    expect(check(image, env, over)).toEqual([]);
  });

  test('a file that it is given may make it ask, and its data do not', () => {
    const mounting = (mount: string) => check('redis:8.2.1', {}, { ...open, compose: { volumes: [mount] } });
    expect(mounting('./redis.conf:/usr/local/etc/redis/redis.conf')).toEqual([]);
    for (const mount of ['kept:/data', '/etc/localtime:/etc/localtime:ro'])
      expect(mounting(mount)).toHaveLength(1);
  });

  test('with a route that leads to it, and nothing that could make it ask', () => {
    const known = { product: 'Shelf', dataPaths: [], reach: { openUnless: [] } };
    const route = { match: '/*', upstream: { kind: 'address', service: 'shelf', port: 80 } } as const;
    const serves: EdgeModel = { product: 'X', tls: 'public', sites: [{ name: ['x'], routes: [route] }] };
    const services = [service({ id: 'shelf', known }), service({ id: 'edge', edge: true, serves })];
    expect(passwordAsked.check(stack({ services }))).toEqual([
      {
        path: 'shop-test/app/shelf',
        message:
          '"shelf" asks nobody for a password (Shelf), and the route /* of the edge leads to it: anybody comes in',
        fix: 'have the edge ask: logins or forwardAuth of its route',
      },
    ]);
  });
});
