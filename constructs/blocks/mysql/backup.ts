import type { BackupMethod } from '../../../src/model/backup.ts';
import type { MajorMethod } from '../../../src/model/major.ts';
import { ownFile } from '../../core/own-file.ts';
import { byDump, dumpParts, loading, rootParts } from '../mysql-family/method.ts';

/**
 * `mysqldump` of each database. What comes back is read before it is loaded, and loaded by the database's own user. Words: DATABASE
 * USER VARIABLE of each.
 * @see https://dev.mysql.com/doc/refman/8.4/en/mysqldump.html
 * @see https://dev.mysql.com/doc/refman/8.4/en/mysql-command-options.html, `--binary-mode`
 */
export const mysqlDump: BackupMethod = {
  name: 'mysqldump',
  script: ownFile(import.meta.url, './backup.sh'),
  parts: dumpParts,
  // Before what is fed from it and what its rows point at.
  order: 10,
  through: 'service',
  product: 'MySQL',
  how: {
    en: '`mysqldump`, with routines, triggers and events',
    id: '`mysqldump`, beserta routine, trigger, dan event',
  },
  holds: { en: 'a dump of', id: 'dump' },
  loading,
};

/**
 * A newer server takes the tables over at its first start, and an older one never reads them again; a dump is read by any newer one. Words: DATABASE
 * USER VARIABLE of each.
 * @see https://dev.mysql.com/doc/refman/8.4/en/upgrade-paths.html
 * @see https://dev.mysql.com/doc/refman/8.4/en/downgrading.html
 * @see https://github.com/mysql/mysql-server/blob/8.4/storage/innobase/include/fil0types.h, `FIL_PAGE_SRV_VERSION`
 */
export const majorVersion: MajorMethod = {
  name: 'mysql',
  script: ownFile(import.meta.url, './major.sh'),
  parts: rootParts,
  product: 'MySQL',
  newer: 'load',
  way: byDump,
};
