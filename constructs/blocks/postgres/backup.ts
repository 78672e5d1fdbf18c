import type { TakeoverMethod } from '../../../src/model/adoption.ts';
import type { BackupMethod } from '../../../src/model/backup.ts';
import { ownFile } from '../../core/own-file.ts';

/**
 * `pg_dump -Fc` of one database, and the roles without their passwords. Words: DATABASE USER.
 * @see https://www.postgresql.org/docs/12/backup-dump.html
 */
export const pgDump: BackupMethod = {
  name: 'pg_dump',
  script: ownFile(import.meta.url, './backup.sh'),
  // Before what is fed from it and what its rows point at.
  order: 10,
  through: 'service',
  product: 'PostgreSQL',
  how: { en: '`pg_dump -Fc`, with the roles', id: '`pg_dump -Fc`, beserta role-nya' },
  holds: { en: 'a dump of', id: 'dump' },
};

/** A data directory of one major version. The password is in it, and is set anew through the local socket. Words: DATABASE USER. */
export const dataDirectory: TakeoverMethod = {
  name: 'postgres',
  script: ownFile(import.meta.url, './takeover.sh'),
  archive: { product: 'PostgreSQL', script: ownFile(import.meta.url, './takeover-archive.sh') },
};
