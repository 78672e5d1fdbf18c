import type { RotationMethod } from '../../../src/model/rotation.ts';
import { ownFile } from '../../core/own-file.ts';

/** How a server is asked. */
export const rootParts = { 'sql-root.sh': ownFile(import.meta.url, './sql-root.sh') };

/** What the methods of both source. */
export const dumpParts = {
  ...rootParts,
  'sql-dump.sh': ownFile(import.meta.url, './sql-dump.sh'),
  'sql-reader.sh': ownFile(import.meta.url, './sql-reader.sh'),
};

/**
 * The password of a user is in the data: the script that makes the users sets another one. Words: the variables that hold it in the container.
 * @see https://mariadb.com/kb/en/alter-user/
 * @see https://dev.mysql.com/doc/refman/8.4/en/alter-user.html
 */
export const alterUser: RotationMethod = {
  name: 'sql',
  script: ownFile(import.meta.url, './rotate.sh'),
};

/** What an operator sees when a dump is loaded. */
export const loading = {
  en: "Of {store} nothing is run by root: its dump is loaded by the application's own user, and its users are made anew with the passwords of `.env`.\nA dump that holds anything else than a dump holds is refused. So is one in which a view, a trigger, a routine or an event runs in the name of another user: the message says what to write once you have looked at it, `ALLOW='DEFINER root@localhost'`, and it becomes the application's.",
  id: "Dari {store} tidak ada yang dijalankan oleh root: dump-nya dimuat oleh pengguna aplikasi sendiri, dan penggunanya dibuat ulang dengan kata sandi dari `.env`.\nDump yang berisi hal lain ditolak. Begitu pula bila sebuah view, trigger, routine, atau event berjalan atas nama pengguna lain: pesannya menyebut apa yang harus ditulis setelah Anda memeriksanya, `ALLOW='DEFINER root@localhost'`, lalu objek itu menjadi milik aplikasi.",
};

/** How the data of an older major version become those of a newer one. */
export const byDump = {
  en: 'Whatever writes is stopped, a backup is made and loaded into an empty volume by the new version, every row is counted, and only then do the volumes change places; until then a failure starts again what ran before. Users whom no file of the stack names are refused first.',
  id: 'Semua yang menulis dihentikan, backup dibuat lalu dimuat versi baru ke volume kosong, setiap baris dihitung, dan baru setelah itu isi volume ditukar; sebelum itu kegagalan menjalankan kembali yang lama. Pengguna yang tidak disebut dalam stack ditolak lebih dahulu.',
};
