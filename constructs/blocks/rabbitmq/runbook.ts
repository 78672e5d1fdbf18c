import type { Trouble } from '../../core/trouble.ts';

/** How room is made in the volume. */
export function roomForMessages(id: string) {
  const longest = `docker compose exec -T ${id} rabbitmqctl list_queues name messages message_bytes`;
  return {
    en: `Messages that nobody fetches lie there: \`${longest}\` shows where. Start what fetches them, or let the application empty the queue; never delete a file of it by hand.`,
    id: `Isinya pesan yang tidak diambil siapa pun: \`${longest}\` menunjukkan di mana. Jalankan yang mengambilnya, atau biarkan aplikasi mengosongkan antreannya; jangan pernah menghapus berkasnya secara manual.`,
  };
}

/** @see https://www.rabbitmq.com/docs/access-control */
export function wrongPassword(id: string, user: string, password: string): Trouble {
  const heading = '`ACCESS_REFUSED - Login was refused using authentication mechanism`';
  return {
    symptom: { en: heading, id: heading },
    mend: {
      en: `RabbitMQ takes \`${password}\` at its first start only; later it must be told. Write the new one into \`.env\`, then:`,
      id: `RabbitMQ hanya membaca \`${password}\` pada start pertama; setelah itu harus diberi tahu. Tulis kata sandi baru di \`.env\`, lalu:`,
    },
    commands: [
      `docker compose up --detach --wait ${id}`,
      `docker compose exec -T ${id} sh -c 'printf "%s\\n" "$RABBITMQ_DEFAULT_PASS" | rabbitmqctl change_password ${user}'`,
      'make start',
    ],
    afterwards: {
      en: 'The container reads it from its own environment: it stands in no command line. Backups from before hold the old one.',
      id: 'Container membacanya dari environment-nya sendiri, sehingga tidak muncul di baris perintah mana pun. Backup lama menyimpan kata sandi lama.',
    },
  };
}

/** @see https://www.rabbitmq.com/docs/alarms */
export function blocked(id: string): Trouble {
  return {
    symptom: {
      en: `Nothing is published any more, and \`${id}\` logs \`memory resource limit alarm set\` or \`disk resource limit alarm set\``,
      id: `Tidak ada lagi yang terkirim, dan log \`${id}\` berisi \`memory resource limit alarm set\` atau \`disk resource limit alarm set\``,
    },
    mend: {
      en: 'RabbitMQ has reached its limit of memory, or little is left of the disk: it holds back whoever publishes, and gives out what it has. What it complains of, and the queues:',
      id: 'RabbitMQ mencapai batas memorinya, atau sisa disk tinggal sedikit: yang mengirim ditahan, dan isinya tetap dapat diambil. Yang dikeluhkannya, dan antreannya:',
    },
    commands: [
      `docker compose exec -T ${id} rabbitmq-diagnostics alarms`,
      `docker compose exec -T ${id} rabbitmqctl list_queues name messages consumers`,
      'df -h "$(docker info --format \'{{.DockerRootDir}}\')"',
    ],
    afterwards: {
      en: 'A queue without consumers waits for a service that does not run. Else give it more `memory` in the source, or the host more disk; it goes on by itself.',
      id: 'Antrean tanpa consumer menunggu layanan yang tidak berjalan. Jika bukan itu, beri `memory` lebih besar di sumbernya, atau disk lebih besar pada host; ia berlanjut sendiri.',
    },
  };
}

/** @see https://www.rabbitmq.com/docs/feature-flags */
export function oldFeatures(id: string): Trouble {
  return {
    symptom: {
      en: `After an upgrade \`${id}\` does not start and logs \`feature flags\` that are required`,
      id: `Setelah upgrade, \`${id}\` tidak berjalan dan lognya menyebut \`feature flags\` yang wajib`,
    },
    mend: {
      en: 'A version asks that what the one before brought was switched on there, and takes no step over one: from 3.12 to 3.13, and from there to 4. Go back to the version before, and before the next upgrade:',
      id: 'Sebuah versi menuntut agar yang dibawa versi sebelumnya sudah dinyalakan di sana, dan tidak boleh melompati versi: dari 3.12 ke 3.13, lalu ke 4. Kembalilah ke versi sebelumnya, dan sebelum upgrade berikutnya:',
    },
    commands: [
      `docker compose exec -T ${id} rabbitmqctl enable_feature_flag all`,
      `docker compose exec -T ${id} rabbitmqctl list_feature_flags`,
    ],
  };
}
