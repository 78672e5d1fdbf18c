import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import type { Phase } from '../../../constructs/index.ts';
import { fileBeside, Job, Minio, Postgres, Redis, Service, Volume } from '../../../constructs/index.ts';
import { compile } from '../../../src/compile.ts';
import { appOf, authored } from '../../support/author.ts';
import { draw } from '../../support/cellar.ts';

const method = { ...draw, how: 'drawn', holds: 'the bottles of' };
const backup = { method };
const image = 'example/cellar:1.0';
const bottles = (scope: Construct, props: object = {}, id = 'bottles') =>
  new Volume(scope, id, { holds: 'Bottles', ...props });

/** What is saved of what is made in the phase `core`. */
const stored = (make: (core: Phase) => void) =>
  authored(make).stores.map(({ method: { name: by }, path, name, service, volumes, words }) => ({
    ...{ by, path, name, service, volumes, words },
  }));

describe('a method of the author', () => {
  test('saves what a service keeps: the state that it mounts, whenever it is mounted', () => {
    const made = stored((core) =>
      new Service(core, 'cellar', { image, backup: { ...backup, words: ['red'] } })
        .mount(bottles(core), '/a')
        .mount(bottles(core, { kind: 'cache' }, 'labels'), '/b'),
    );
    expect(made).toEqual([
      {
        ...{ by: 'draw', path: 'shop-test/core/cellar', name: 'cellar', service: 'cellar' },
        ...{ volumes: ['bottles'], words: ['red'] },
      },
    ]);
  });

  test('saves a volume, by way of the first service that keeps running and mounts it', () => {
    const made = stored((core) => {
      const volume = bottles(core, { backup });
      new Job(core, 'fill', { image, command: 'fill' }).mount(volume, '/a');
      new Service(core, 'cellar', { image }).mount(volume, '/a');
      new Service(core, 'attic', { image }).mount(volume, '/a');
    });
    expect(made).toMatchObject([
      { path: 'shop-test/core/bottles', name: 'bottles', service: 'cellar', volumes: ['bottles'], words: [] },
    ]);
  });

  test('takes the place of that of a product, and may save what a product does not', () => {
    const made = stored((core) => {
      new Postgres(core, 'db', { image: 'postgres:16.4', database: 'shop', backup });
      new Minio(core, 'objects', {
        image: 'minio:1',
        client: 'mc:1',
        bucket: 'shop',
        backup: { ...backup, name: 'kept' },
      });
      const cache = new Redis(core, 'cache', { image: 'redis:6.2.20' });
      cache.store({ ...backup, volumes: [cache.data] });
    });
    expect(made).toMatchObject([
      { by: 'draw', name: 'db', volumes: ['db_data'] },
      { by: 'draw', name: 'kept', volumes: ['objects_data'] },
      { by: 'draw', name: 'cache', volumes: ['cache_data'] },
    ]);
  });

  test('says its words once for every language', () => {
    expect(authored((core) => new Service(core, 'cellar', { image, backup })).stores[0]?.method.how).toBe(
      'drawn',
    );
  });
});

describe('what cannot be saved', () => {
  const refused = (make: (core: Phase) => void) => {
    try {
      authored(make);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  test('a volume that no service mounts: the rules say so', () => {
    expect(stored((core) => bottles(core, { backup }))).toEqual([]);
    const found = compile(appOf((core) => bottles(core, { backup }))).findings.map(({ rule, path }) => [
      rule,
      path,
    ]);
    expect(found).toContainEqual(['volumes-used', 'shop-test/core/bottles']);
  });

  test('by a method without one of its functions: it is refused in the line that names it', () => {
    const half = { ...method, script: method.script.replace('count_draw()', 'counts_draw()') };
    const fault = {
      code: 'method-functions',
      message: 'the method "draw" of "bottles" has no function count_draw',
    };
    expect(refused((core) => bottles(core, { backup: { method: half } }))).toMatchObject(fault);
    expect(
      refused((core) => new Service(core, 'bottles', { image, backup: { method: half } })),
    ).toMatchObject(fault);
  });

  test('by something else', () => {
    expect(refused((core) => bottles(core, { backup: true }))).toMatchObject({
      code: 'bad-prop',
      message: 'backup of "bottles" is true, not an object of props',
    });
  });

  test('by a file that is not there', () => {
    expect(() => fileBeside(import.meta.url, './backup-method.test.ts')).not.toThrow();
    expect(() => fileBeside(import.meta.url, './nowhere.sh')).toThrow(
      expect.objectContaining({
        code: 'no-file-beside',
        message: './nowhere.sh cannot be read beside backup-method.test.ts',
      }),
    );
    expect(() => fileBeside('here', './nowhere.sh')).toThrow(
      expect.objectContaining({ code: 'no-file-beside' }),
    );
  });
});
