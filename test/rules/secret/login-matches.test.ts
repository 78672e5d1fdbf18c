import { describe, expect, test } from 'vitest';
import type { Part, Text } from '../../../src/compose/text.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { loginMatches } from '../../../src/rules/secret/login-matches.ts';
import { service, stack, variable } from '../../support/model.ts';

const ref = (name: string): Part => ({ kind: 'variable', name });
const at: Part = { kind: 'address', service: 'db', port: 5432 };
const variables = [
  ...['DB_PASSWORD', 'WEB_PASSWORD'].map((name) => variable({ kind: 'secret', name })),
  variable({ name: 'DB_USER' }),
];
const envOf = (env: Readonly<Record<string, Text>>) =>
  Object.entries(env).map(([name, value]) => ({ name, value }));
const known = {
  product: 'PostgreSQL',
  dataPaths: [],
  reach: {
    ports: [5432],
    logins: [{ userVariable: 'POSTGRES_USER', user: 'postgres', passwordVariable: 'POSTGRES_PASSWORD' }],
  },
};
const check = (
  client: Readonly<Record<string, Text>>,
  server: Readonly<Record<string, Text>> = {
    POSTGRES_USER: ['shop'],
    POSTGRES_PASSWORD: [ref('DB_PASSWORD')],
  },
  over: Partial<ServiceModel> = {},
) =>
  loginMatches.check(
    stack({
      variables,
      services: [service({ id: 'db', known, env: envOf(server), ...over }), service({ env: envOf(client) })],
    }),
  );
const url = (user: string, password: Part) => ({
  DATABASE_URL: [`postgres://${user}:`, password, '@', at, '/shop'],
});

describe('login-matches', () => {
  test('the password of somebody else', () => {
    expect(check(url('shop', ref('WEB_PASSWORD')))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" logs in to "db" as "shop" with WEB_PASSWORD in DATABASE_URL, but "db" makes that user with DB_PASSWORD (POSTGRES_PASSWORD): it is refused',
        fix: 'use DB_PASSWORD in both places',
      },
    ]);
    expect(check(url('shop', ref('DB_PASSWORD')))).toEqual([]);
  });

  test('another user with the same password', () => {
    expect(check(url('shopp', ref('DB_PASSWORD')))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" logs in to "db" as "shopp" with DB_PASSWORD in DATABASE_URL, but that is the password of "shop", and "db" makes no user "shopp": it is refused',
        fix: 'log in as "shop"',
      },
    ]);
  });

  test('a literal password is not shown, and cannot be a secret', () => {
    const found = check(url('shop', 'hunter2'));
    expect(found).toMatchObject([{ message: expect.stringContaining('with a literal password in') }]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test('a host and its login in several variables', () => {
    const apart = { DB_HOST: ['db'], DB_USER: ['shop'], DB_PASSWORD: [ref('WEB_PASSWORD')] };
    expect(check(apart)).toHaveLength(1);
    expect(check({ ...apart, DB_PASSWORD: [ref('DB_PASSWORD')] })).toEqual([]);
  });

  test('what nobody can know: users of its own, values of the operator, trust', () => {
    expect(check(url('reader', ref('WEB_PASSWORD')))).toEqual([]);
    expect(check(url('shop', ref('DB_USER')))).toEqual([]);
    expect(
      check({ DATABASE_URL: ['postgres://', ref('DB_USER'), ':', ref('DB_PASSWORD'), '@', at] }),
    ).toEqual([]);
    expect(check(url('shop', ref('WEB_PASSWORD')), { POSTGRES_HOST_AUTH_METHOD: ['trust'] })).toEqual([]);
    expect(
      check(url('shop', ref('WEB_PASSWORD')), undefined, { known: { product: 'x', dataPaths: [] } }),
    ).toEqual([]);
  });

  test("the image's own user", () => {
    const server = { POSTGRES_PASSWORD: [ref('DB_PASSWORD')] };
    expect(check(url('postgres', ref('WEB_PASSWORD')), server)).toHaveLength(1);
    expect(check(url('postgres', ref('DB_PASSWORD')), server)).toEqual([]);
  });

  describe('Redis', () => {
    const sharedPassword = { flag: 'requirepass', user: 'default', schemes: ['redis', 'rediss'] };
    const redis = {
      known: { product: 'Redis', dataPaths: [], reach: { ports: [6379], sharedPassword } },
    };
    const asks = { ...redis, command: [['redis-server'], ['--requirepass'], [ref('DB_PASSWORD')]] };
    const login = (...before: Text) => ({ REDIS_URL: ['redis://', ...before, at, '/0'] });

    test('another password, or none', () => {
      expect(check(login(':', ref('WEB_PASSWORD'), '@'), {}, asks)).toMatchObject([
        {
          message:
            '"web" logs in to "db" with WEB_PASSWORD in REDIS_URL, but its password is DB_PASSWORD (--requirepass): it is refused',
        },
      ]);
      expect(check(login(), {}, asks)).toMatchObject([
        {
          message:
            '"web" logs in to "db" without a password in REDIS_URL, but "db" asks for DB_PASSWORD (--requirepass): every command is refused',
          fix: 'put it in the URL: redis://:<DB_PASSWORD>@db:6379',
        },
      ]);
    });

    test('a flag that is no expression', () => {
      const named = { ...sharedPassword, flag: '(auth' };
      const known = { product: 'Cache', dataPaths: [], reach: { ports: [6379], sharedPassword: named } };
      const server = { known, command: [['cache'], ['(auth'], [ref('DB_PASSWORD')]] };
      expect(check(login(':', ref('DB_PASSWORD'), '@'), {}, server)).toEqual([]);
      expect(check(login(':', ref('WEB_PASSWORD'), '@'), {}, server)).toHaveLength(1);
    });

    test('the right one, wherever it is', () => {
      expect(check(login(':', ref('DB_PASSWORD'), '@'), {}, asks)).toEqual([]);
      expect(check({ ...login(), REDIS_PASSWORD: [ref('DB_PASSWORD')] }, {}, asks)).toEqual([]);
      expect(check(login(), {}, redis)).toEqual([]);
    });

    test('a shell line that reads its password from a variable', () => {
      const line = { ...redis, command: [['sh'], ['-c'], ['echo requirepass $PASS | redis-server -']] };
      const server = { PASS: [ref('DB_PASSWORD')] };
      expect(check(login(':', ref('WEB_PASSWORD'), '@'), server, line)).toHaveLength(1);
      expect(check(login(':', ref('DB_PASSWORD'), '@'), server, line)).toEqual([]);
    });
  });
});
