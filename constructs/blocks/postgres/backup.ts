import type { TakeoverMethod } from '../../../src/model/adoption.ts';
import type { BackupMethod } from '../../../src/model/backup.ts';
import type { MajorMethod } from '../../../src/model/major.ts';
import type { RotationMethod } from '../../../src/model/rotation.ts';
import { ownFile } from '../../core/own-file.ts';

/** Who is the superuser, for what saves and for what takes over. */
const superuser = { 'pg-superuser.sh': ownFile(import.meta.url, './pg-superuser.sh') };

/**
 * `pg_dump -Fc` of each database, and the roles without their passwords. What comes back is read before it is loaded, and loaded by the
 * role that owns it: nothing of a backup is run by a superuser. Words: DATABASE USER of each.
 * @see https://www.postgresql.org/docs/12/backup-dump.html
 */
export const pgDump: BackupMethod = {
  name: 'pg_dump',
  script: ownFile(import.meta.url, './backup.sh'),
  parts: {
    ...superuser,
    'pg-roles.sh': ownFile(import.meta.url, './pg-roles.sh'),
    'pg-dump.sh': ownFile(import.meta.url, './pg-dump.sh'),
    'pg-timescaledb.sh': ownFile(import.meta.url, './pg-timescaledb.sh'),
  },
  // Before what is fed from it and what its rows point at.
  order: 10,
  through: 'service',
  product: 'PostgreSQL',
  how: { en: '`pg_dump -Fc`, with the roles', id: '`pg_dump -Fc`, beserta role-nya' },
  holds: { en: 'a dump of', id: 'dump' },
  loading: {
    en: "Of {store} nothing is run by a superuser: its roles are read and written anew, its dump is loaded by the application's own role.\nWhat an application does not need (an event trigger, another superuser, an extension that is not known, an object of another owner) refuses the backup, and the message says what to write once you have looked at it: `ALLOW='EVENT TRIGGER audit; ROLE dba SUPERUSER'`.\nWith what you name there the dump is loaded by the superuser, unless it is an extension or a setting alone; `ALLOW=SUPERUSER` lets in all.",
    id: "Dari {store} tidak ada yang dijalankan oleh superuser: role-nya dibaca lalu ditulis ulang, dump-nya dimuat oleh role aplikasi sendiri.\nApa yang tidak diperlukan aplikasi (event trigger, superuser lain, ekstensi yang tidak dikenal, objek milik role lain) membuat backup ditolak, dan pesannya menyebut apa yang harus ditulis setelah Anda memeriksanya: `ALLOW='EVENT TRIGGER audit; ROLE dba SUPERUSER'`.\nDengan yang Anda sebut di sana dump dimuat oleh superuser, kecuali untuk ekstensi dan setelan; `ALLOW=SUPERUSER` mengizinkan semuanya.",
  },
};

/**
 * A data directory of one major version. The password is in it, and is set anew through the local socket. Words: DATABASE USER of each.
 * @see https://www.postgresql.org/docs/12/storage-file-layout.html
 */
export const dataDirectory: TakeoverMethod = {
  name: 'postgres',
  script: ownFile(import.meta.url, './takeover.sh'),
  parts: superuser,
  passwords: true,
  archive: { product: 'PostgreSQL', script: ownFile(import.meta.url, './takeover-archive.sh') },
};

/**
 * A data directory is of one major version, and no newer server starts on it; a dump is read by any newer one. Words: DATABASE USER of each.
 * @see https://www.postgresql.org/docs/18/upgrading.html
 */
export const majorVersion: MajorMethod = {
  name: 'postgres',
  script: ownFile(import.meta.url, './major.sh'),
  parts: superuser,
  product: 'PostgreSQL',
  newer: 'load',
  way: {
    en: 'Whatever writes is stopped, a backup is made and loaded into an empty volume by the new version, every row is counted, and only then do the volumes change places; until then a failure starts again what ran before. What `ALTER SYSTEM` set and what was edited in the data directory stays behind.',
    id: 'Semua yang menulis dihentikan, backup dibuat lalu dimuat versi baru ke volume kosong, setiap baris dihitung, dan baru setelah itu isi volume ditukar; sebelum itu kegagalan menjalankan kembali yang lama. Setelan dari `ALTER SYSTEM` dan suntingan di direktori data tidak ikut.',
  },
};

/**
 * The password of a role is in the data: another one is set through the local socket. Words: DATABASE USER.
 * @see https://www.postgresql.org/docs/12/sql-alterrole.html
 */
export const alterRole: RotationMethod = {
  name: 'postgres',
  script: ownFile(import.meta.url, './rotate.sh'),
  parts: superuser,
};
