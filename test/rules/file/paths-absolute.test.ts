import { describe, expect, test } from 'vitest';
import { pathsAbsolute } from '../../../src/rules/file/paths-absolute.ts';
import { service, stack } from '../../support/model.ts';

const check = (over: Parameters<typeof service>[0]) =>
  pathsAbsolute.check(stack({ services: [service(over)] }));
const raw = (compose: Readonly<Record<string, unknown>>) => check({ compose });
const volume = (target: string) => ({ kind: 'volume', volume: 'data', target, readOnly: false }) as const;

describe('paths-absolute', () => {
  test('a mount that is no absolute path', () => {
    expect(raw({ volumes: ['data:data'] })).toEqual([
      {
        path: 'shop-test/app/web',
        message: '"web" mounts data at data, which is no absolute path: the engine refuses to make it',
        fix: 'write /data',
      },
    ]);
    expect(raw({ volumes: [{ type: 'volume', source: 'data', target: './srv/data' }] })).toMatchObject([
      { fix: 'write /srv/data' },
    ]);
    // One letter before a colon is a drive to Compose; written out it is a name.
    expect(raw({ volumes: ['x:/data'] })).toMatchObject([
      {
        message:
          '"web" mounts x:/data, and one letter before a colon is a drive of Windows to Compose, never a volume: the engine refuses to make it',
        fix: "give the volume a longer name, or write it out: { type: 'volume', source: 'x', target: '/data' }",
      },
    ]);
    expect(raw({ volumes: [{ type: 'volume', source: 'x', target: '/data' }] })).toEqual([]);
    expect(raw({ volumes: [{ type: 'volume', source: 'data', target: '' }] })).toMatchObject([
      { message: '"web" mounts data, and says no place for it: the engine refuses to make it' },
    ]);
    expect(raw({ tmpfs: 'tmp:size=10m' })).toMatchObject([
      { message: '"web" has memory at tmp, which is no absolute path: the engine refuses to make it' },
    ]);
    expect(raw({ working_dir: 'app' })).toMatchObject([
      {
        message: '"web" works in app, which is no absolute path: the engine refuses to make it',
        fix: 'write /app',
      },
    ]);
  });

  test('a device', () => {
    expect(raw({ devices: ['dev/ttyUSB0:/dev/ttyUSB0'] })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" gets the device dev/ttyUSB0, which is no absolute path of the host: it does not start',
        fix: 'write /dev/ttyUSB0',
      },
    ]);
    expect(raw({ devices: ['/dev/dri', 'vendor.com/gpu=all', '${STICK}:/dev/stick'] })).toEqual([]);
  });

  test('a mount over the whole container', () => {
    expect(check({ mounts: [volume('/')] })).toMatchObject([
      {
        message: '"web" mounts data at /, the root of the container: the engine refuses to make it',
        fix: 'write the folder that the program uses: /data',
      },
    ]);
    for (const target of ['//', '/.', '/a/..', '/a/../..'])
      expect(check({ mounts: [volume(target)] })).toHaveLength(1);
    expect(raw({ tmpfs: ['/'] })).toHaveLength(1);
  });

  test('what the engine takes', () => {
    expect(check({ mounts: [volume('/data/../srv')] })).toEqual([]);
    expect(
      raw({ working_dir: '/', tmpfs: ['/tmp', '/run:size=1m'], volumes: ['data:/data', '/cache'] }),
    ).toEqual([]);
    expect(raw({ volumes: ['data:${AT}'], working_dir: '${AT}' })).toEqual([]);
  });
});
