import { describe, expect, test } from 'vitest';
import { secretOnePurpose } from '../../../src/rules/secret/secret-one-purpose.ts';
import { service, stack, variable } from '../../support/model.ts';

const reach = { ports: [5432], logins: [{ passwordVariable: 'POSTGRES_PASSWORD' }] };
const known = { product: 'PostgreSQL', dataPaths: [], reach };
const given = (id: string, name: string, secret: string) =>
  service({ id, env: [{ name, value: [{ kind: 'variable', name: secret }] }] });
const server = (id: string, secret: string) => ({ ...given(id, 'POSTGRES_PASSWORD', secret), known });
const found = (...services: readonly ReturnType<typeof given>[]) =>
  secretOnePurpose.check(
    stack({
      services,
      variables: [variable({ kind: 'secret', name: 'A' }), variable({ kind: 'secret', name: 'B' })],
    }),
  );

describe('secret-one-purpose', () => {
  test('one password for two servers', () => {
    expect(found(server('orders', 'A'), server('users', 'A'))).toEqual([
      {
        path: 'shop-test',
        message:
          'A is the password of "orders" and "users": who reads it in one may log in to the other, and none can change it alone',
        fix: 'make another Secret for "users"',
      },
    ]);
  });

  test('a key that is a password, too', () => {
    expect(found(given('web', 'SECRET_KEY', 'A'), server('db', 'A'))).toEqual([
      {
        path: 'shop-test',
        message:
          'A signs as SECRET_KEY and is a password as POSTGRES_PASSWORD: a server that is given the password can forge what is signed',
        fix: 'make another Secret for POSTGRES_PASSWORD',
      },
    ]);
  });

  test('one for each, and clients that are given the password of their server', () => {
    expect(found(server('orders', 'A'), server('users', 'B'))).toEqual([]);
    expect(
      found(server('db', 'A'), given('web', 'DB_PASSWORD', 'A'), given('cron', 'DB_PASSWORD', 'A')),
    ).toEqual([]);
    expect(found(given('web', 'SECRET_KEY', 'A'), given('cron', 'SECRET_KEY', 'A'))).toEqual([]);
  });
});
