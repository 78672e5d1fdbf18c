import type { Trouble } from '../../core/trouble.ts';

/** What goes wrong with a node. */
export function troublesOf(title: string, id: string): readonly Trouble[] {
  return [mapped(title, id), full(title, id), older(title, id)];
}

/**
 * One node alone starts with less, and fails later.
 * @see https://www.elastic.co/guide/en/elasticsearch/reference/8.19/vm-max-map-count.html
 */
function mapped(title: string, id: string): Trouble {
  const heading = '`Map failed`, `max virtual memory areas vm.max_map_count [65530] is too low`';
  return {
    symptom: { en: heading, id: heading },
    mend: {
      en: `${title} in \`${id}\` maps its indices into memory, and the kernel of the host lets a process map less than it needs. No container can set that: it is a setting of the host, and stays after a restart when it stands in a file:`,
      id: `${title} di \`${id}\` memetakan indeksnya ke memori, dan kernel host mengizinkan lebih sedikit dari yang diperlukan. Container tidak dapat mengaturnya: ini setelan host, dan bertahan setelah restart jika ditulis di berkas:`,
    },
    commands: [
      'sysctl vm.max_map_count',
      "echo 'vm.max_map_count = 262144' | sudo tee /etc/sysctl.d/90-max-map-count.conf && sudo sysctl --system",
      `docker compose restart ${id}`,
    ],
  };
}

/** @see https://www.elastic.co/guide/en/elasticsearch/reference/8.19/fix-watermark-errors.html */
function full(title: string, id: string): Trouble {
  const heading = '`index … blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark`';
  return {
    symptom: { en: heading, id: heading },
    mend: {
      en: `The disk is fuller than 95 %, and ${title} in \`${id}\` refuses writes to every index on it. Make room; it takes writes again by itself below 90 %:`,
      id: `Disk terisi lebih dari 95 %, dan ${title} di \`${id}\` menolak penulisan ke setiap indeks di sana. Kosongkan ruang; penulisan diterima lagi dengan sendirinya di bawah 90 %:`,
    },
    commands: ['make disk-usage', `make ${id}-indices`],
  };
}

/**
 * @see https://www.elastic.co/guide/en/elasticsearch/reference/8.19/setup-upgrade.html
 * @see https://docs.opensearch.org/latest/migrate-or-upgrade/
 */
function older(title: string, id: string): Trouble {
  const heading = '`cannot upgrade a node from version [7.…] directly to version [9.…]`';
  return {
    symptom: { en: heading, id: heading },
    mend: {
      en: `${title} in \`${id}\` goes from one major version to the next and skips none, and never back. Nothing was changed: return to the version before, then go up one at a time, first to the last version of each major. A snapshot, too, is read by the major that made it and the next one.`,
      id: `${title} di \`${id}\` naik dari satu versi mayor ke versi berikutnya tanpa melompati satu pun, dan tidak pernah turun. Tidak ada yang berubah: kembali ke versi sebelumnya, lalu naik satu per satu, mulai dari versi terakhir setiap mayor. Snapshot juga hanya dibaca oleh versi mayor yang membuatnya dan yang berikutnya.`,
    },
  };
}
