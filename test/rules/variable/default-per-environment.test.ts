import { describe, expect, test } from 'vitest';
import { App, Environment, Stack, Variable } from '../../../constructs/index.ts';
import { modelOf } from '../../../src/compile.ts';
import { defaultPerEnvironment } from '../../../src/rules/variable/default-per-environment.ts';
import { environment, stack, variable } from '../../support/model.ts';

const production = { ...environment, name: 'production', guarded: true };
const check = (value: string, where = production) =>
  defaultPerEnvironment.check(
    stack({ environment: where, variables: [variable({ name: 'DOMAIN', default: value })] }),
  );

describe('default-per-environment', () => {
  test('the address of a laptop in production', () => {
    expect(check('shop.localhost')).toEqual([
      {
        path: 'shop-test',
        message:
          'in "production" DOMAIN falls back to "shop.localhost": where .env leaves it empty, that is what runs',
        fix: 'leave the default of DOMAIN out, so that a deployment without it is refused, and show its form in example',
      },
    ]);
    expect(check('shop.localhost', environment)).toEqual([]);
  });

  test.each([
    'http://localhost:8000',
    'ops@example.com',
    'shop.example.org',
    '127.0.0.1',
    'https://shop.test/',
  ])('%s', (value) => {
    expect(check(value)).toHaveLength(1);
  });

  test.each(['', '587', 'true', 'smtp.mailgun.org', 'https://api.stripe.com', 'localhosts', 'exexample.com'])(
    '"%s" is fine',
    (value) => {
      expect(check(value)).toEqual([]);
    },
  );

  test.each([
    ['PUBLISH_ADDRESS', '127.0.0.1'],
    ['ALLOWED_HOST', 'localhost'],
    ['NO_PROXY', 'localhost'],
  ])('%s may fall back to %s', (name, value) => {
    const variables = [variable({ name, default: value })];
    expect(defaultPerEnvironment.check(stack({ environment: production, variables }))).toEqual([]);
  });

  test('the address of the site, the same in every environment', () => {
    const found = (pick: (name: 'staging' | 'production') => string) => {
      const app = new App();
      const host = { cpus: 2, memory: '4gb', disk: '10gb' } as const;
      for (const one of Environment.all({ staging: { host }, production: { host } })) {
        const site = new Variable('DOMAIN', { description: 'Host name.', default: pick(one.name) });
        new Stack(app, 'shop', one, { title: 'Shop', version: '1.0', site });
      }
      return modelOf(app).flatMap(({ stacks }) => stacks.flatMap(defaultPerEnvironment.check));
    };
    expect(found(() => 'shop.acme.io')).toMatchObject([
      { path: 'shop-staging' },
      {
        path: 'shop-production',
        message:
          'DOMAIN is an address that users type, and falls back to "shop.acme.io" in every environment: one of them answers for another one',
      },
    ]);
    expect(found((name) => `${name}.acme.io`)).toEqual([]);
  });

  test('with one environment nothing has to differ', () => {
    const site = [{ kind: 'variable', name: 'DOMAIN' } as const];
    const variables = [variable({ name: 'DOMAIN', default: 'shop.acme.io' })];
    expect(defaultPerEnvironment.check(stack({ site, variables }))).toEqual([]);
  });
});
