import type { Trouble } from '../../core/trouble.ts';
import { usersPath } from './users.ts';

/** A server, as its runbook speaks of it. */
export interface Named {
  readonly id: string;
  readonly product: string;
  /** What opens the console. */
  readonly console: string;
  /** Programs of its image. */
  readonly admin: string;
  readonly check: string;
  /** How a line of the shell in the container logs in as root. */
  readonly asRoot: string;
}

const sizes =
  '`SELECT table_name, ROUND((data_length + index_length) / 1048576) AS mib FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY mib DESC LIMIT 10`';

/** How room is made in the volume. */
export const roomForRows = (console: string) => ({
  en: `In \`make ${console}\`, ${sizes}: the largest tables. What is deleted there makes room for new rows only; \`OPTIMIZE TABLE <table>\` gives it back to the host, and needs as much room again meanwhile.`,
  id: `Di \`make ${console}\`, ${sizes}: tabel terbesar. Baris yang dihapus hanya memberi tempat bagi baris baru; \`OPTIMIZE TABLE <tabel>\` mengembalikan ruang ke host, tetapi memerlukan ruang tambahan sebesar tabel itu selama berjalan.`,
});

/** A password that was changed in `.env` alone, or a database that came later. */
export function notLetIn({ id, product, admin }: Named): Trouble {
  return {
    symptom: {
      en: `\`Access denied for user\` from \`${id}\`, after a password was changed in \`.env\` or a database was added`,
      id: `\`Access denied for user\` dari \`${id}\`, setelah kata sandi diubah di \`.env\` atau basis data ditambahkan`,
    },
    mend: {
      en: `${product} takes its databases, users and passwords at its first start only; later it must be told. With the new one in \`.env\`:`,
      id: `${product} hanya membaca basis data, pengguna, dan kata sandinya pada start pertama; setelah itu harus diberi tahu. Setelah yang baru ada di \`.env\`:`,
    },
    commands: [
      `docker compose up --detach --no-deps ${id}`,
      `until docker compose exec -T ${id} ${admin} --host=127.0.0.1 ping --silent; do sleep 2; done`,
      `docker compose exec -T ${id} sh ${usersPath}`,
      'make start',
    ],
    afterwards: {
      en: 'The container reads it from its own environment: it stands in no command line. Backups from before hold the old one, in `config/.env`.',
      id: 'Container membacanya dari environment-nya sendiri, sehingga tidak muncul di baris perintah mana pun. Backup lama menyimpan kata sandi lama di `config/.env`.',
    },
  };
}

/** A table without a journal that a cut of the power has damaged. */
export function crashedTable({ id, check, asRoot }: Named): Trouble {
  return {
    symptom: {
      en: '`Table … is marked as crashed and should be repaired`',
      id: '`Table … is marked as crashed and should be repaired`',
    },
    mend: {
      en: 'A table of MyISAM or Aria was being written when the server was killed. This looks at every table, and repairs those:',
      id: 'Sebuah tabel MyISAM atau Aria sedang ditulis ketika server dimatikan paksa. Baris ini memeriksa setiap tabel dan memperbaikinya:',
    },
    commands: [
      `docker compose exec -T ${id} sh -c '${asRoot}exec ${check} --user=root --all-databases --auto-repair'`,
    ],
    afterwards: {
      en: 'Tables of InnoDB mend themselves when the server starts. One that InnoDB calls corrupted comes back from a backup: `make restore`.',
      id: 'Tabel InnoDB memperbaiki diri ketika server mulai. Tabel yang disebut rusak oleh InnoDB dikembalikan dari backup: `make restore`.',
    },
  };
}

/** A server that is older than its data. */
export function olderThanData({ id, product }: Named): Trouble {
  return {
    symptom: {
      en: `\`${id}\` ends at once: \`Unsupported redo log format\`, \`Invalid flags\` or a downgrade that is not supported`,
      id: `\`${id}\` langsung berhenti: \`Unsupported redo log format\`, \`Invalid flags\`, atau downgrade yang tidak didukung`,
    },
    mend: {
      en: `The data were written by a newer ${product} than the image: they never go back. Write the newer version into the stack again, or \`make restore\` a backup from before it.`,
      id: `Data ditulis oleh ${product} yang lebih baru daripada image-nya dan tidak dapat kembali. Tulis lagi versi baru itu di stack, atau jalankan \`make restore\` dengan backup dari sebelumnya.`,
    },
  };
}
