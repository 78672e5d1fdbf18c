import { expect, test } from 'vitest';
import { variablesSpelled } from '../../../src/rules/variable/variables-spelled.ts';
import { service, stack } from '../../support/model.ts';

const known = {
  product: 'PostgreSQL',
  dataPaths: [],
  reach: { ports: [5432], variables: ['POSTGRES_USER', 'POSTGRES_PASSWORD', 'PGDATA'] },
};
const check = (...names: readonly string[]) =>
  variablesSpelled.check(
    stack({ services: [service({ known, env: names.map((name) => ({ name, value: ['x'] })) }), service()] }),
  );

test('variables-spelled: a name that the image does not read', () => {
  expect(check('POSTGRES_PASWORD')).toEqual([
    {
      path: 'shop-test/app/web',
      message:
        '"web" sets POSTGRES_PASWORD, which PostgreSQL does not read: it starts without POSTGRES_PASSWORD',
      fix: 'call it POSTGRES_PASSWORD',
    },
  ]);
});

test.each(['POSTGRES_USRE', 'POSTGRE_USER', 'POSTGRES-USER', 'PGDATE'])('%s', (name) => {
  expect(check(name)).toHaveLength(1);
});

test.each(['POSTGRES_USER', 'PGHOST', 'TZ', 'POSTGRES_MULTIPLE_DATABASES', 'USER'])('%s is fine', (name) => {
  expect(check(name)).toEqual([]);
});

test('beside the right one it has a reader of its own', () => {
  expect(check('POSTGRES_USERS', 'POSTGRES_USER')).toEqual([]);
});
