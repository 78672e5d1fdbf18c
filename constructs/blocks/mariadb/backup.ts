import type { BackupMethod } from '../../../src/model/backup.ts';
import type { MajorMethod } from '../../../src/model/major.ts';
import { ownFile } from '../../core/own-file.ts';
import { byDump, dumpParts, loading, rootParts } from '../mysql-family/method.ts';

/**
 * `mariadb-dump` of each database. What comes back is read before it is loaded, and loaded by the database's own user. Words: DATABASE
 * USER VARIABLE of each.
 * @see https://mariadb.com/kb/en/mariadb-dump/
 * @see https://mariadb.com/kb/en/mariadb-command-line-client/, `--binary-mode`
 */
export const mariadbDump: BackupMethod = {
  name: 'mariadb_dump',
  script: ownFile(import.meta.url, './backup.sh'),
  parts: dumpParts,
  // Before what is fed from it and what its rows point at.
  order: 10,
  through: 'service',
  product: 'MariaDB',
  how: {
    en: '`mariadb-dump`, with routines, triggers and events',
    id: '`mariadb-dump`, beserta routine, trigger, dan event',
  },
  holds: { en: 'a dump of', id: 'dump' },
  loading,
};

/**
 * An older server reads nothing that a newer one has written; a dump is read by any newer one. Words: DATABASE
 * USER VARIABLE of each.
 * @see https://mariadb.com/kb/en/downgrading-between-major-versions-of-mariadb/
 * @see https://mariadb.com/kb/en/mariadb-upgrade/, `mariadb_upgrade_info`
 */
export const majorVersion: MajorMethod = {
  name: 'mariadb',
  script: ownFile(import.meta.url, './major.sh'),
  parts: rootParts,
  product: 'MariaDB',
  newer: 'load',
  way: byDump,
};
