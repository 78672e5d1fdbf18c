import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import type { StackModel } from '../../../src/model/stack.ts';
import { hostKnown } from '../../../src/rules/network/host-known.ts';
import { said, service, stack } from '../../support/model.ts';

const database = service({ id: 'database', listens: [{ port: 5432, purpose: 'main' }] });
const env = (name: string, value: string) => ({ env: [{ name, value: [value] }] });
const check = (web: Partial<ServiceModel>, over: Partial<StackModel> = {}) =>
  hostKnown.check(stack({ services: [database, service(web)], ...over }));

describe('host-known', () => {
  test('a slip of the hand', () => {
    expect(check(env('DB_URL', 'postgres://databse:5432/shop'))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" points at "databse" in DB_URL, but no service of this stack is called that: the name does not resolve',
        fix: 'write "database", or better database.host: a service that is renamed then stays known',
      },
    ]);
  });

  test.each([
    ['DB_HOST', 'databases'],
    ['DB_HOST', 'dtabase'],
    ['DB_ADDRESS', 'dataabse:5432'],
    ['OTHER', 'databese:5432'],
  ])('%s=%s', (name, value) => {
    expect(check(env(name, value))).toHaveLength(1);
  });

  test.each([
    ['OTHER', 'databese:1'],
    ['OTHER', 'databse'],
    ['DB_URL', 'https://databse.example.com'],
    ['DB_HOST', 'elsewhere'],
    ['DB_URL', 'memory://cache'],
    ['DB_URL', 'http://HOST/'],
    ['DB_URL', 'http://localhost/'],
    ['DB_URL', 'http://10.0.0.1/'],
    ['DB_URL', 's3://bucket/x'],
  ])('nothing is said of %s=%s', (name, value) => {
    expect(check(env(name, value))).toEqual([]);
  });

  test('the name of the image, or a port that only one listens on', () => {
    const postgres = { ...database, id: 'store', image: 'postgres:16.4' };
    const web = service(env('DB_HOST', 'postgres'));
    expect(hostKnown.check(stack({ services: [postgres, web] }))).toMatchObject([
      { fix: 'write "store", or better store.host: a service that is renamed then stays known' },
    ]);
    expect(check(env('DB_URL', 'postgres://pg:5432/shop'))).toMatchObject([
      { fix: 'write "database", or better database.host: a service that is renamed then stays known' },
    ]);
  });

  test('a name that is nobody is a warning, unless it is known elsewhere', () => {
    const url = env('PROXY', 'http://proxy:3128');
    expect(check(url)).toEqual([
      {
        path: 'shop-test/app/web',
        severity: 'warn',
        message:
          '"web" points at "proxy" in PROXY, but no service of this stack is called that: the name does not resolve',
        fix: `name a service of this stack, or tell "web" of it: compose: { extra_hosts: ['proxy:<its address>'] }`,
      },
    ]);
    expect(check({ ...url, compose: { extra_hosts: ['proxy:10.0.0.1'] } })).toEqual([]);
    expect(check({ ...url, compose: { extra_hosts: { proxy: '10.0.0.1' } } })).toEqual([]);
    expect(check({ ...url, compose: { dns_search: 'corp.example' } })).toEqual([]);
    expect(check({ ...url, compose: { network_mode: 'host' } })).toEqual([]);
    const shared = { path: 'x', id: 'shared', purpose: said('x'), internal: false };
    const networks = [{ ...shared, compose: { external: true } }];
    expect(check({ ...url, networks: ['shared'] }, { networks })).toEqual([]);
    expect(check({ ...url, networks: ['shared'] }, { networks: [{ ...shared, compose: {} }] })).toHaveLength(
      1,
    );
  });

  test('a generated file is searched for slips only', () => {
    const nginx = (text: string) =>
      check(
        { mounts: [{ kind: 'file', file: 'site.conf', target: '/x', readOnly: true }] },
        { files: [{ path: 'f', file: 'site.conf', content: { kind: 'text', text } }] },
      );
    expect(nginx('proxy_pass http://databse:5432;')).toMatchObject([{ path: 'shop-test/app/web' }]);
    expect(nginx('<a href="http://elsewhere/">')).toEqual([]);
  });
});
