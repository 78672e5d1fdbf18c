import { describe, expect, test } from 'vitest';
import { namesUnique } from '../../../src/rules/file/names-unique.ts';
import { service, stack, volume } from '../../support/model.ts';

const file = (path: string, file: string) => ({ path, file, content: { kind: 'text', text: '' } }) as const;

describe('names-unique', () => {
  test('two services in two phases', () => {
    const services = [service(), service({ path: 'shop-test/late/web' })];
    expect(namesUnique.check(stack({ services }))).toEqual([
      {
        path: 'shop-test/late/web',
        message:
          'two services are called "web" (the other is shop-test/app/web): Compose would keep only one of them',
        fix: 'give one of them another name',
      },
    ]);
  });

  test('two containers of one name, in a stack and on a host', () => {
    const called = (id: string, name?: string) =>
      service({
        id,
        path: `shop-test/app/${id}`,
        compose: name === undefined ? {} : { container_name: name },
      });
    const services = [called('web', 'shop'), called('job', 'shop'), called('db', 'db'), called('other')];
    const neighbours = [{ project: 'blog', services: [called('db', 'db'), called('other')] }];
    expect(namesUnique.check(stack({ services, neighbours }))).toEqual([
      {
        path: 'shop-test/app/job',
        message:
          '"job" has the container name "shop", and so has "web": the engine makes only the first of them',
        fix: 'leave container_name out of "job": others reach it by its id',
      },
      {
        path: 'shop-test/app/db',
        message:
          '"db" has the container name "db", and so has "db" of blog on the same host: the engine makes only the first of them',
        fix: 'leave container_name out of "db": others reach it by its id',
      },
    ]);
  });

  test('two volumes', () => {
    const volumes = [
      volume({ path: 'shop-test/a/data', id: 'data' }),
      volume({ path: 'shop-test/b/data', id: 'data' }),
    ];
    expect(namesUnique.check(stack({ volumes }))).toMatchObject([
      {
        path: 'shop-test/b/data',
        message:
          'two volumes are called "data" (the other is shop-test/a/data): Docker would mount one volume in both places, and they overwrite each other',
      },
    ]);
  });

  test('two networks, two phases', () => {
    const twice = <Item>(item: Item) => [item, item];
    const networks = twice({ path: 'n', id: 'n', purpose: { en: '', id: '' }, internal: false, compose: {} });
    expect(namesUnique.check(stack({ networks }))).toHaveLength(1);
    expect(namesUnique.check(stack({ phases: twice({ path: 'p', id: 'p' }) }))).toHaveLength(1);
  });

  test('two files, whatever their case', () => {
    const files = [file('shop-test/a', 'caddy/Caddyfile'), file('shop-test/b', 'caddy/caddyfile')];
    expect(namesUnique.check(stack({ files }))).toMatchObject([{ path: 'shop-test/b' }]);
  });

  test('each kind has names of its own, and JavaScript has none', () => {
    const services = [service({ id: 'data' }), service({ id: 'constructor' }), service({ id: '__proto__' })];
    expect(namesUnique.check(stack({ services, volumes: [volume({ id: 'data' })] }))).toEqual([]);
  });
});
