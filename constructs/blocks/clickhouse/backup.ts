import type { TakeoverMethod } from '../../../src/model/adoption.ts';
import type { BackupMethod } from '../../../src/model/backup.ts';
import { ownFile } from '../../core/own-file.ts';

/**
 * ClickHouse's own `BACKUP DATABASE`, whole or only what is new since a full one. Words: DATABASE, the disk, its folder in the
 * container, and the days after which a backup is a full one again, 0 when each is.
 * @see https://clickhouse.com/docs/operations/backup
 */
export const nativeBackup: BackupMethod = {
  name: 'clickhouse',
  script: ownFile(import.meta.url, './backup.sh'),
  parts: {
    'clickhouse-tables.sh': ownFile(import.meta.url, './clickhouse-tables.sh'),
    'clickhouse-definitions.sh': ownFile(import.meta.url, './clickhouse-definitions.sh'),
    'clickhouse-zip.sh': ownFile(import.meta.url, './clickhouse-zip.sh'),
  },
  // After the databases of the application, whose rows its events are about.
  order: 20,
  through: 'service',
  product: 'ClickHouse',
  how: { en: "ClickHouse's own `BACKUP DATABASE`", id: '`BACKUP DATABASE` milik ClickHouse' },
  holds: { en: 'a native backup of', id: 'backup native' },
  loading: {
    en: `Of {store} each table comes back by itself, views and what reads a queue after the others. What ClickHouse does not take is named with
its message; the statement that makes it stands in \`tables.tsv\` of the backup. In a backup that nobody here signed, whatever reaches beyond this server (a
table of S3, a dictionary over HTTP, brokers that are not of this system) is refused, and the message says what to write once you have looked at it:
\`ALLOW='TABLE name ENGINE S3'\`.`,
    id: `Tabel {store} dipulihkan satu per satu; view dan tabel yang membaca antrean menyusul setelah tabel lainnya. Tabel yang ditolak ClickHouse disebutkan
beserta pesan kesalahannya; perintah untuk membuatnya ada di \`tables.tsv\` dalam backup. Dalam backup yang tidak ditandatangani di sini, apa pun yang menjangkau
ke luar server ini (tabel S3, dictionary lewat HTTP, broker di luar sistem ini) ditolak, dan pesannya menyebut apa yang harus ditulis setelah Anda memeriksanya:
\`ALLOW='TABLE name ENGINE S3'\`.`,
  },
};

/**
 * Tables whose ZooKeeper paths hold the macros of the server. Its password is that of its environment. Words: DATABASE, its name on
 * the disk, CLUSTER SHARD REPLICA.
 * @see https://clickhouse.com/docs/engines/table-engines/mergetree-family/replication
 */
export const tables: TakeoverMethod = {
  name: 'clickhouse',
  script: ownFile(import.meta.url, './takeover.sh'),
};

/**
 * The name of a database as ClickHouse writes it on the disk.
 * @see https://github.com/ClickHouse/ClickHouse/blob/22.8/src/Common/escapeForFileName.cpp
 */
export function nameOnDisk(database: string): string {
  return [...new TextEncoder().encode(database)]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9_]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
