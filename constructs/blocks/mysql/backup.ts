import type { BackupMethod } from '../../../src/model/backup.ts';
import { ownFile } from '../../core/own-file.ts';
import { dumpParts, loading } from '../mysql-family/method.ts';

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
