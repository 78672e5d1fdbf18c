import { describe, expect, test } from 'vitest';
import type { BackupModel } from '../../../src/model/backup.ts';
import { backupFits } from '../../../src/rules/data/backup-fits.ts';
import { service, stack } from '../../support/model.ts';

const store = { path: 'shop-test/app/db', name: 'db', service: 'db', volumes: ['db_data'] };
const dump: BackupModel = { ...store, method: 'pg_dump', database: 'shop', user: 'shop' };
const archive: BackupModel = { ...store, method: 'archive', volume: 'db_data', target: '/data' };
const found = (product: string | undefined, method: BackupModel) =>
  backupFits.check(
    stack({
      services: [
        service({
          id: 'db',
          image: 'mysql:8.4',
          ...(product !== undefined && { known: { product, dataPaths: [] } }),
        }),
      ],
      stores: [method],
    }),
  );

describe('backup-fits', () => {
  test('a dump of another engine', () => {
    expect(found('MySQL', dump)).toEqual([
      {
        path: 'shop-test/app/db',
        message: '"db" is saved as PostgreSQL is, and its image "mysql:8.4" holds MySQL: every backup fails',
        fix: 'give "db" an image of PostgreSQL, or the construct of MySQL',
      },
    ]);
  });

  test('an archive of files that a database writes', () => {
    expect(found('MySQL', archive)).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          'the files of "db" are archived while MySQL writes them: what comes back is neither old nor new',
        fix: 'save it with the construct of MySQL, or with backup: false and by hand',
      },
    ]);
  });

  test('the method of the engine, and an image that nobody knows', () => {
    expect(found('PostgreSQL', dump)).toEqual([]);
    expect(found('Caddy', archive)).toEqual([]);
    expect(found(undefined, dump)).toEqual([]);
    expect(backupFits.check(stack({ stores: [dump] }))).toEqual([]);
  });
});
