import { describe, expect, test } from 'vitest';
import type { MountModel } from '../../../src/model/service.ts';
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

  test('two writers are a warning', () => {
    const services = [user('a', mount()), user('b', mount()), user('c', mount('/data', true))];
    expect(volumesUsed.check(stack({ services, volumes: [volume()] }))).toEqual([
      {
        path: 'shop-test/app/web/web_data',
        severity: 'warn',
        message: '"a" and "b" write to the same volume "web_data": most programs expect to be alone',
        fix: 'mount it with { readOnly: true } where it is only read',
        also: ['shop-test/app/a', 'shop-test/app/b'],
      },
    ]);
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
