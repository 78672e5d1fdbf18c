import type { Sentence } from '../../../src/model/words.ts';
import type { Trouble } from '../../core/trouble.ts';

/** What an operator types to see which tables are large. */
const sizes =
  '`SELECT database, table, formatReadableSize(sum(bytes_on_disk)) FROM system.parts WHERE active GROUP BY database, table ORDER BY sum(bytes_on_disk) DESC LIMIT 10`';

/** How room is made in the volume of the tables. */
export const roomForTables: Sentence = {
  en: `In \`clickhouse-client\`, ${sizes}: the largest tables. Log tables of the server (database \`system\`) may be dropped; of your own data drop whole partitions, or shorten the \`TTL\`.`,
  id: `Di \`clickhouse-client\`, ${sizes}: tabel terbesar. Tabel log milik server (basis data \`system\`) boleh dihapus; untuk data Anda sendiri, hapus seluruh partisi atau perpendek \`TTL\`-nya.`,
};

/**
 * A replicated table whose replica is not active takes no data, and says so only when it is written to.
 * @see https://clickhouse.com/docs/sql-reference/statements/system#restore-replica
 */
export function readOnlyTables(console: string): Trouble {
  const tick = '\\`'; // bash reads the statement between double quotes
  const statements = `SELECT concat('SYSTEM $verb REPLICA ${tick}', database, '${tick}.${tick}', table, '${tick}') FROM system.replicas WHERE is_readonly OR active_replicas = 0 FORMAT TSVRaw`;
  return {
    symptom: {
      en: 'Tables of ClickHouse are read-only (`Code: 242`, or `Code: 139` in the log of the server)',
      id: 'Tabel ClickHouse hanya dapat dibaca (`Code: 242`, atau `Code: 139` di log server)',
    },
    mend: {
      en: 'Code 139: the server runs without `interserver_http_port`, which these files set; `make build start` brings it back. Code 242: ZooKeeper was away, or has lost its data. When `make status` shows ZooKeeper healthy, these lines start the replica of each such table again, then write into ZooKeeper what it has lost, from the data:',
      id: 'Code 139: server berjalan tanpa `interserver_http_port`, padahal berkas di sini mengaturnya; `make build start` mengembalikannya. Code 242: ZooKeeper sempat terputus atau kehilangan datanya. Setelah `make status` menunjukkan ZooKeeper sehat, baris berikut memulai ulang replika setiap tabel itu, lalu menulis kembali ke ZooKeeper apa yang hilang, dari data yang ada:',
    },
    commands: [
      'for verb in RESTART RESTORE; do',
      `  make --silent ${console} <<<"${statements}" |`,
      `    while read -r statement; do make --silent ${console} <<<"$statement" || true; done`,
      'done',
      `make --silent ${console} <<<'SELECT database, table, is_readonly, active_replicas FROM system.replicas'`,
    ],
    afterwards: {
      en: 'Right is `0` and `1` in every line.',
      id: 'Yang benar adalah `0` dan `1` di setiap baris.',
    },
  };
}
