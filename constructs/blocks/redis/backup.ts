import type { BackupMethod } from '../../../src/model/backup.ts';
import { ownFile } from '../../core/own-file.ts';

/**
 * A snapshot of all databases, taken while it runs: a copy of the append-only file would want it to stand still, and holds all that was
 * overwritten since, too. It is loaded as an append-only file that is nothing but a snapshot. Words: VOLUME, and what the programs' names
 * begin with.
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/
 * @see https://valkey.io/topics/persistence/
 */
export const rdb: BackupMethod = {
  name: 'rdb',
  script: ownFile(import.meta.url, './backup.sh'),
  // What waits in a queue points at rows, and those are older.
  order: 20,
  through: 'service',
  how: { en: 'a snapshot (`BGSAVE`)', id: 'snapshot (`BGSAVE`)' },
  holds: { en: 'a snapshot of', id: 'snapshot' },
  loading: {
    en: 'To load {store} it is stopped, its files are replaced by the snapshot, and it starts with it. A snapshot that nobody here signed is loaded only when `ALLOW` names it, as the check says: its functions run.',
    id: 'Untuk memuat {store}, service dihentikan, berkasnya diganti dengan snapshot, lalu dijalankan lagi. Snapshot yang tidak ditandatangani di sini hanya dimuat jika disebut di `ALLOW`, seperti kata pemeriksaannya: fungsi di dalamnya ikut dijalankan.',
  },
};
