import type { Trouble } from '../../core/trouble.ts';
import type { RedisProps } from './props.ts';
import type { Product } from './server.ts';

/** What room there is in the volume of one that keeps its keys. */
export function roomForKeys({ program }: Product) {
  return {
    en: `Its append-only file grows between rewrites: \`BGREWRITEAOF\` in \`${program}-cli\` makes it as small as what ${title(program)} holds, and never more than its memory limit.`,
    id: `Berkas append-only membesar di antara penulisan ulang: \`BGREWRITEAOF\` di \`${program}-cli\` mengecilkannya menjadi sebesar isi ${title(program)}, dan tidak pernah melebihi batas memorinya.`,
  };
}

/** What goes wrong with one whose use is said. */
export function troublesOf(product: Product, id: string, as: RedisProps['as']): readonly Trouble[] {
  if (as === 'store') return [full(product, id), unsaved(product, id), damaged(product, id)];
  return as === 'cache' ? [empty(product, id)] : [];
}

const title = (program: Product['program']) => (program === 'redis' ? 'Redis' : 'Valkey');

function empty({ title }: Product, id: string): Trouble {
  return {
    symptom: {
      en: `\`${id}\` is empty after a restart or a restore`,
      id: `\`${id}\` kosong setelah restart atau restore`,
    },
    mend: {
      en: `It is a cache, and that is meant: ${title} keeps it in memory alone, no volume and no backup holds any of it, and the application fills it again.`,
      id: `Ini cache, dan memang demikian: ${title} hanya menyimpannya di memori, tidak ada volume atau backup yang memuatnya, dan aplikasi mengisinya kembali.`,
    },
  };
}

/** @see https://redis.io/docs/latest/operate/oss_and_stack/management/eviction/ */
function full({ title, program }: Product, id: string): Trouble {
  const heading = "`OOM command not allowed when used memory > 'maxmemory'`";
  return {
    symptom: { en: heading, id: heading },
    mend: {
      en: `${title} in \`${id}\` is full, and as a store it refuses writes rather than forget something. What takes the room:`,
      id: `${title} di \`${id}\` penuh, dan sebagai penyimpanan ia menolak penulisan daripada melupakan sesuatu. Yang memakan tempat:`,
    },
    commands: [
      `docker compose exec -T ${id} ${program}-cli info memory`,
      `docker compose exec -T ${id} ${program}-cli --bigkeys`,
    ],
    afterwards: {
      en: `Let the application delete what it needs no more, or give \`${id}\` more \`memory\` in the source.`,
      id: `Biarkan aplikasi menghapus yang tidak diperlukan lagi, atau beri \`${id}\` \`memory\` lebih besar di sumbernya.`,
    },
  };
}

/** @see https://redis.io/docs/latest/operate/oss_and_stack/management/admin/ for overcommit_memory */
function unsaved({ title, program }: Product, id: string): Trouble {
  const heading = '`MISCONF … unable to persist to disk`';
  return {
    symptom: { en: heading, id: heading },
    mend: {
      en: `The last snapshot of ${title} failed, and until one succeeds it refuses writes. Either the disk is full, or the host would not lend the memory for the copy (\`fork: Cannot allocate memory\` in the log), which it does with \`vm.overcommit_memory = 1\`:`,
      id: `Snapshot terakhir ${title} gagal, dan penulisan ditolak sampai ada yang berhasil. Entah disk penuh, atau host tidak meminjamkan memori untuk salinannya (\`fork: Cannot allocate memory\` di log), yang dilakukannya dengan \`vm.overcommit_memory = 1\`:`,
    },
    commands: [
      `docker compose logs --tail 20 ${id}`,
      'df -h "$(docker info --format \'{{.DockerRootDir}}\')"',
      'sysctl vm.overcommit_memory',
    ],
    afterwards: {
      en: `Mend it, then: \`docker compose exec -T ${id} ${program}-cli bgsave\`.`,
      id: `Perbaiki, lalu: \`docker compose exec -T ${id} ${program}-cli bgsave\`.`,
    },
  };
}

/** @see https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/ for a file that is cut short or damaged */
function damaged({ title, program }: Product, id: string): Trouble {
  const heading = '`Bad file format reading the append only file`';
  return {
    symptom: { en: heading, id: heading },
    mend: {
      en: `${title}'s append-only file is damaged in its middle, as a disk that was full or broken leaves it. An end that is cut short it mends by itself. Best bring the last backup back. Where that is too old, the rest of the file can be kept up to the damage; all after it is lost:`,
      id: `Berkas append-only ${title} rusak di tengah, seperti yang ditinggalkan disk yang penuh atau rusak. Akhir yang terpotong diperbaikinya sendiri. Sebaiknya kembalikan backup terakhir. Jika itu terlalu lama, isi berkas sampai bagian yang rusak dapat dipertahankan; semua sesudahnya hilang:`,
    },
    commands: [
      `docker compose stop ${id}`,
      `docker compose run --rm --no-deps -T --entrypoint sh ${id} -c 'file=/data/appendonlydir/appendonly.aof.manifest; [ -e "$file" ] || file=/data/appendonly.aof; yes | ${program}-check-aof --fix "$file"'`,
      `docker compose up --detach --wait ${id}`,
    ],
  };
}
