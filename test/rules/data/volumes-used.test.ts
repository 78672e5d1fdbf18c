import { describe, expect, test } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import type { ImageModel } from '../../../src/model/image.ts';
import type { MountModel, ServiceModel } from '../../../src/model/service.ts';
import { volumesUsed } from '../../../src/rules/data/volumes-used.ts';
import { service, stack, volume } from '../../support/model.ts';

const mount = (target = '/data', readOnly = false): MountModel => ({
  kind: 'volume',
  volume: 'web_data',
  target,
  readOnly,
});
const user = (id: string, ...mounts: readonly MountModel[]) => service({ id, mounts });

describe('volumes-used', () => {
  test('a volume that nobody mounts', () => {
    expect(volumesUsed.check(stack({ volumes: [volume()] }))).toEqual([
      {
        path: 'shop-test/app/web/web_data',
        message: 'no service mounts the volume "web_data": it stays empty',
        fix: "mount it: service.mount(volume, '/path'), or remove it",
        edit: { kind: 'remove' },
      },
    ]);
  });

  test('a mount of no volume', () => {
    expect(volumesUsed.check(stack({ services: [user('web', mount())] }))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" mounts the volume "web_data" at /data, but this stack has no such volume: Compose refuses the project',
        fix: "make it in this stack: new Volume(stack, 'web_data', { holds: '…' })",
      },
    ]);
  });

  test('they belong together', () => {
    expect(volumesUsed.check(stack({ services: [user('web', mount())], volumes: [volume()] }))).toEqual([]);
    expect(
      volumesUsed.check(
        stack({ services: [user('web', mount())], compose: { volumes: { web_data: null } } }),
      ),
    ).toEqual([]);
  });

  test('two things at one path', () => {
    const both = user('web', mount(), { kind: 'memory', target: '/data/', size: '64mb' });
    expect(volumesUsed.check(stack({ services: [both], volumes: [volume()] }))).toEqual([
      {
        path: 'shop-test/app/web',
        message: '"web" mounts two things at "/data": only one of them can be there',
        fix: 'give one of the two mounts another target',
      },
    ]);
  });

  test('one volume at two paths', () => {
    const both = user('web', mount(), mount('/srv/', true));
    expect(volumesUsed.check(stack({ services: [both], volumes: [volume()] }))).toEqual([
      {
        path: 'shop-test/app/web',
        severity: 'warn',
        message:
          '"web" mounts the volume "web_data" at /data and /srv: both are the same files, and what is written to one changes the other',
        fix: 'give each path a volume of its own, or mount only one of them',
      },
    ]);
    const part = (subpath: string) => ({
      type: 'volume',
      source: 'web_data',
      target: `/${subpath}`,
      volume: { subpath },
    });
    const parts = service({ compose: { volumes: [part('a'), part('b')] } });
    expect(volumesUsed.check(stack({ services: [parts], volumes: [volume()] }))).toEqual([]);
  });

  const mysql = knownImage('mysql:8.4.6') as ImageModel;
  const store = (id: string, over: Partial<ServiceModel> = {}) =>
    service({ id, known: mysql, mounts: [mount('/var/lib/mysql')], ...over });
  const check = (...services: readonly ServiceModel[]) =>
    volumesUsed.check(stack({ services, volumes: [volume()] }));

  test('two servers of a store on one volume', () => {
    expect(check(store('a'), store('b'), user('c', mount('/data', true)))).toEqual([
      {
        path: 'shop-test/app/web/web_data',
        message:
          '"a" and "b" keep the data of MySQL in the same folder of the volume "web_data": each takes the files for its own, and they are damaged, or only the first one starts',
        fix: 'give each of them a volume of its own, or let the others ask "a" by its address',
        also: ['shop-test/app/a', 'shop-test/app/b'],
      },
    ]);
    expect(check(store('a'), store('b', { mounts: [], compose: { volumes_from: ['a'] } }))).toHaveLength(1);
    const bind = { mounts: [], compose: { volumes: ['/srv/rows:/var/lib/mysql'] } };
    expect(check(store('a', bind), store('b', bind), user('c', mount()))).toMatchObject([
      { path: 'shop-test/app/a', message: expect.stringContaining('same folder of /srv/rows of the host') },
    ]);
  });

  test('what programs share, and what is not the same', () => {
    expect(check(user('web', mount()), user('worker', mount()), user('cron', mount()))).toEqual([]);
    expect(check(store('a'), user('copies', mount()))).toEqual([]);
    expect(check(store('a'), store('owner', { kind: 'job' }))).toEqual([]);
    expect(check(store('a'), store('b', { compose: { volumes_from: ['a:ro'] }, mounts: [] }))).toEqual([]);
    const dumps = { command: [['sh'], ['-c'], ['while sleep 1d; do mysqldump; done']] };
    expect(check(store('a'), store('b', dumps))).toEqual([]);
    expect(check(store('a', { profile: 'old' }), store('b', { profile: 'new' }))).toEqual([]);
    const part = (subpath: string) => ({
      mounts: [],
      compose: {
        volumes: [{ type: 'volume', source: 'web_data', target: '/var/lib/mysql', volume: { subpath } }],
      },
    });
    expect(check(store('a', part('a')), store('b', part('b')))).toEqual([]);
    expect(check(store('a', part('a')), store('b', part('a')))).toHaveLength(1);
    const postgres = (id: string, data: string) =>
      store(id, {
        known: knownImage('postgres:16.4') as ImageModel,
        mounts: [mount('/rows')],
        env: [{ name: 'PGDATA', value: [data] }],
      });
    expect(check(postgres('a', '/rows/a'), postgres('b', '/rows/b'))).toEqual([]);
    expect(check(postgres('a', '/rows/a'), postgres('b', '/rows/a'))).toHaveLength(1);
    const queue = (id: string, hostname: string) =>
      store(id, {
        known: knownImage('rabbitmq:4.1.4') as ImageModel,
        hostname,
        mounts: [mount('/var/lib/rabbitmq')],
      });
    expect(check(queue('a', 'a'), queue('b', 'b'))).toEqual([]);
    expect(check(queue('a', 'a'), queue('b', 'a'))).toHaveLength(1);
  });

  test.each(['web_data:/data', 'web_data:/data:ro', { type: 'volume', source: 'web_data', target: '/data' }])(
    'raw %o mounts a volume',
    (raw) => {
      const services = [service({ compose: { volumes: [raw] } })];
      expect(volumesUsed.check(stack({ services, volumes: [volume()] }))).toEqual([]);
      expect(volumesUsed.check(stack({ services }))).toHaveLength(1);
    },
  );

  test.each([
    './x:/data',
    '/var/x:/data',
    '~/x:/data',
    '${X}:/data',
    '/data',
    { type: 'bind', source: '/x', target: '/data' },
    1,
  ])('raw %o mounts none', (raw) => {
    expect(volumesUsed.check(stack({ services: [service({ compose: { volumes: [raw] } })] }))).toEqual([]);
  });
});
