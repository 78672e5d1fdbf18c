import { describe, expect, test } from 'vitest';
import { pgDump } from '../../../constructs/blocks/postgres/backup.ts';
import { archive } from '../../../constructs/core/archive.ts';
import { knownImages as images } from '../../../constructs/images/index.ts';
import type { StoreModel } from '../../../src/model/backup.ts';
import { backupFits } from '../../../src/rules/data/backup-fits.ts';
import { service, stack } from '../../support/model.ts';

const store = { path: 'shop-test/app/db', name: 'db', service: 'db', volumes: ['db_data'] };
const dump: StoreModel = { ...store, method: pgDump, words: ['shop', 'shop'] };
const archived: StoreModel = { ...store, method: archive, words: ['db_data'] };
const found = (product: string | undefined, saved: StoreModel, dataPaths: readonly string[] = []) =>
  backupFits.check(
    stack({
      services: [
        service({
          id: 'db',
          image: 'mysql:8.4',
          ...(product !== undefined && {
            known: { product, dataPaths, traits: images.traits?.(product) ?? {} },
          }),
        }),
      ],
      stores: [saved],
    }),
  );

describe('backup-fits', () => {
  test('a dump of another engine', () => {
    expect(found('MySQL', dump)).toEqual([
      {
        path: 'shop-test/app/db',
        message: '"db" is saved as PostgreSQL is, and its image "mysql:8.4" holds MySQL: every backup fails',
        fix: 'give "db" an image of PostgreSQL, or save what it holds otherwise: backup: { stop: true }',
      },
    ]);
  });

  test('an archive of files that a database writes', () => {
    expect(found('MySQL', archived)).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          'the files of "db" are archived while MySQL writes them: what comes back is neither old nor new',
        fix: 'let it stand still meanwhile, backup: { stop: true }, or save what it writes itself, backup: { dump: […], load: […] }',
      },
    ]);
  });

  test('no database that stands still meanwhile', () => {
    expect(found('MySQL', { ...archived, meanwhile: 'stop' })).toEqual([]);
    expect(found('MySQL', { ...archived, meanwhile: 'pause' })).toEqual([]);
  });

  test('a dump of another store, which is known by its data', () => {
    expect(found('RabbitMQ', dump, ['/var/lib/rabbitmq'])).toMatchObject([
      {
        message:
          '"db" is saved as PostgreSQL is, and its image "mysql:8.4" holds RabbitMQ: every backup fails',
      },
    ]);
    expect(found('RabbitMQ', archived, ['/var/lib/rabbitmq'])).toEqual([]);
  });

  test('the method of the engine, and an image that nobody knows', () => {
    expect(found('PostgreSQL', dump)).toEqual([]);
    expect(found('Caddy', archived)).toEqual([]);
    expect(found('example/fork', dump)).toEqual([]);
    expect(found(undefined, dump)).toEqual([]);
    expect(backupFits.check(stack({ stores: [dump] }))).toEqual([]);
  });
});
