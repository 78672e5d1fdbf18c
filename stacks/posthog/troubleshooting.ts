import type { StackProps } from '../../constructs/index.ts';

/** What went wrong with this combination of versions, and how it was mended. */
export const troubleshooting: NonNullable<NonNullable<StackProps['runbook']>['troubleshooting']> = [
  {
    symptom: {
      en: 'Kafka ends again and again with `InconsistentClusterIdException`',
      id: 'Kafka berulang kali berhenti dengan `InconsistentClusterIdException`',
    },
    mend: {
      en: 'The volumes of Kafka and ZooKeeper belong together: ZooKeeper holds the id of the cluster, and one of the two was deleted or restored alone. If the events in Kafka may be lost: `docker compose rm --stop --force kafka`, then `docker volume rm <project>_kafka_data`, then `make start`. Topics are made anew. Never delete the volumes of ZooKeeper for this: ClickHouse needs them.',
      id: 'Volume Kafka dan ZooKeeper adalah satu pasangan: ZooKeeper menyimpan id cluster, dan salah satunya pernah dihapus atau dipulihkan sendirian. Jika event di Kafka boleh hilang: `docker compose rm --stop --force kafka`, lalu `docker volume rm <project>_kafka_data`, lalu `make start`. Topic akan dibuat kembali. Jangan pernah menghapus volume ZooKeeper untuk ini: ClickHouse memerlukannya.',
    },
  },
  {
    symptom: {
      en: 'Kafka complains of `NodeExists` after a quick restart',
      id: 'Kafka mengeluhkan `NodeExists` setelah dimulai ulang dengan cepat',
    },
    mend: {
      en: 'The session of the broker that ended lives on in ZooKeeper for 18 seconds. Docker starts Kafka again until it is gone: wait.',
      id: 'Sesi broker yang berhenti masih hidup di ZooKeeper selama 18 detik. Docker memulai Kafka kembali sampai sesi itu hilang: tunggu saja.',
    },
  },
  {
    symptom: {
      en: 'A program with an old Java ends at its start with `CgroupV2Subsystem` and a `NullPointerException`',
      id: 'Program dengan Java lama langsung berhenti saat start dengan `CgroupV2Subsystem` dan `NullPointerException`',
    },
    mend: {
      en: 'Such a Java cannot read the control groups of kernels from 6.12 on. Kafka and ZooKeeper of this repository are started with `-XX:-UseContainerSupport` (`KAFKA_OPTS`, `SERVER_JVMFLAGS`), which avoids it. If one of them still ends so, an override or an image of your own took the option away: `docker compose config kafka zookeeper` shows what they are given. A container of your own needs the same option, in `JAVA_TOOL_OPTIONS`, and a heap of a fixed size (`-Xmx`).',
      id: 'Java seperti itu tidak dapat membaca control group pada kernel 6.12 ke atas. Kafka dan ZooKeeper di repositori ini dijalankan dengan `-XX:-UseContainerSupport` (`KAFKA_OPTS`, `SERVER_JVMFLAGS`) yang mencegahnya. Jika salah satunya tetap berhenti seperti itu, opsi tersebut hilang karena file override atau image Anda sendiri: `docker compose config kafka zookeeper` menampilkan nilai yang dipakai. Container tambahan milik Anda memerlukan opsi yang sama, lewat `JAVA_TOOL_OPTIONS`, dan ukuran heap yang tetap (`-Xmx`).',
    },
  },
  {
    symptom: {
      en: 'The login page comes back without an error',
      id: 'Halaman login muncul kembali tanpa pesan galat',
    },
    mend: {
      en: 'The cookie is sent over HTTPS only (`SECURE_COOKIES`), and the page was opened over plain HTTP or by an IP address. Use the address of the table of environments. Only local is made for plain HTTP.',
      id: 'Cookie hanya dikirim lewat HTTPS (`SECURE_COOKIES`), sedangkan halaman dibuka lewat HTTP biasa atau lewat alamat IP. Gunakan alamat yang tertulis di tabel lingkungan. Hanya local yang dibuat untuk HTTP biasa.',
    },
  },
  {
    symptom: {
      en: '`web` or `worker` ends at once, and its log speaks of migrations',
      id: '`web` atau `worker` langsung berhenti, dan log-nya menyebut migrasi',
    },
    mend: {
      en: 'They refuse to run on a schema that is not theirs. Run `make migrate`, read what it says, then `make start-posthog`.',
      id: 'Keduanya menolak berjalan di atas skema yang tidak sesuai. Jalankan `make migrate`, baca keluarannya, lalu jalankan `make start-posthog`.',
    },
  },
  {
    symptom: {
      en: '`make check-async-migrations` fails',
      id: '`make check-async-migrations` gagal',
    },
    mend: {
      en: 'A migration is due, runs, or has failed: `/instance/async_migrations` shows which, and its error. Let a running one end, start a failed one again there, and check once more. Do not upgrade before it says yes.',
      id: 'Ada migrasi yang tertunda, sedang berjalan, atau gagal: `/instance/async_migrations` menunjukkan yang mana beserta galatnya. Biarkan yang sedang berjalan sampai selesai, mulai kembali yang gagal dari halaman itu, lalu periksa lagi. Jangan melakukan upgrade sebelum pemeriksaan ini berhasil.',
    },
  },
  {
    symptom: {
      en: 'The log of `web` or `worker` says `OOM command not allowed when used memory`',
      id: 'Log `web` atau `worker` berisi `OOM command not allowed when used memory`',
    },
    mend: {
      en: 'Redis is full of what it may not forget: the cache, which has a time to live, has gone already (`volatile-lru`). See in `make redis-cli` with `INFO memory` and `LLEN celery` whether jobs pile up; if so, find out why `worker` does not get on. Otherwise raise the memory of `redis` in `stacks/posthog.ts`. Until then PostHog answers with 500, to events as well.',
      id: 'Redis penuh oleh data yang tidak boleh dibuang: cache, yang memiliki masa berlaku, sudah dibuang lebih dahulu (`volatile-lru`). Periksa di `make redis-cli` dengan `INFO memory` dan `LLEN celery` apakah pekerjaan menumpuk; jika ya, cari tahu mengapa `worker` tertinggal. Jika tidak, naikkan memori `redis` di `stacks/posthog.ts`. Sampai saat itu PostHog menjawab dengan 500, termasuk untuk event.',
    },
  },
  {
    symptom: {
      en: '`/_preflight` says `"object_storage": false`',
      id: '`/_preflight` menampilkan `"object_storage": false`',
    },
    mend: {
      en: 'The bucket or its user is missing: `make minio-setup` makes both, and may be repeated.',
      id: 'Bucket atau penggunanya tidak ada: `make minio-setup` membuat keduanya, dan aman diulang.',
    },
  },
  {
    symptom: {
      en: 'Exports of dashboards as images fail',
      id: 'Ekspor dashboard sebagai gambar gagal',
    },
    mend: {
      en: '`worker` opens the address of the site with a browser of its own. In staging and production that name leads to Caddy inside the network `edge` (`docker compose exec worker getent hosts <domain>` shows a private address), so no router is in the way; the certificate must be trusted, and that of staging never is. In local the name is `localhost`, which `worker` takes for itself: no pictures there.',
      id: '`worker` membuka alamat situs dengan browser miliknya sendiri. Di staging dan production, nama itu mengarah ke Caddy di dalam jaringan `edge` (`docker compose exec worker getent hosts <domain>` menampilkan alamat privat), sehingga tidak melewati router; sertifikatnya harus dipercaya, dan sertifikat staging tidak pernah dipercaya. Di local namanya `localhost`, yang bagi `worker` adalah dirinya sendiri: gambar tidak dapat dibuat di sana.',
    },
  },
  {
    symptom: {
      en: 'Old log tables of ClickHouse take space',
      id: 'Tabel log lama ClickHouse memakan ruang disk',
    },
    mend: {
      en: "Switching a log off does not delete what it wrote before. In `make clickhouse-client`, list the tables with `SELECT name, total_bytes FROM system.tables WHERE database = 'system' AND name LIKE '%_log%'`, and remove each once with `DROP TABLE system.<name>`.",
      id: "Mematikan log tidak menghapus yang sudah tertulis. Di `make clickhouse-client`, tampilkan tabelnya dengan `SELECT name, total_bytes FROM system.tables WHERE database = 'system' AND name LIKE '%_log%'`, lalu hapus masing-masing satu kali dengan `DROP TABLE system.<nama>`.",
    },
  },
];
