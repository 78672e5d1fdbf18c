import type { OldProject, StackProps } from '../../constructs/index.ts';

/ The old repository, `posthog-docker-compose-poc`: what it called things, and what it did not keep. */;
const poc: OldProject = {
  // It ran both without a volume: jobs and events on their way went with the containers.
  without: ['redis_data', 'kafka_data'],
  names: {
    'posthog-docker-compose-poc/': {
      en: '`production/`, beside `local/` and `staging/`: each folder is what the root of the old repository was',
      id: '`production/`, di samping `local/` dan `staging/`: tiap folder setara dengan akar repository lama',
    },
    'posthog-stack': {
      en: 'The clone, as before. Compose calls a project after its folder, so the old one may be called `posthog-stack` on your host: then `make adopt FROM=posthog-stack`. `docker volume ls` shows it',
      id: 'Hasil clone, seperti dulu. Compose menamai project menurut foldernya, jadi di host Anda project lama mungkin bernama `posthog-stack`: gunakan `make adopt FROM=posthog-stack`. `docker volume ls` menunjukkannya',
    },
    'docker-compose.yml': {
      en: '`production/docker-compose.yml`, generated: never edited by hand',
      id: '`production/docker-compose.yml`, hasil generate: tidak pernah diedit dengan tangan',
    },
    Makefile: {
      en: '`production/Makefile`; `make` alone lists the targets',
      id: '`production/Makefile`; `make` saja menampilkan semua target',
    },
    'README.md': {
      en: 'This runbook, for all environments, at the root',
      id: 'Runbook ini, untuk semua lingkungan, di akar repository',
    },
    '.env': {
      en: '`production/.env`, made by `make init`. Carry over `DOMAIN` and `SENTRY_DSN`, and no password',
      id: '`production/.env`, dibuat oleh `make init`. Pindahkan `DOMAIN` dan `SENTRY_DSN`, tetapi jangan kata sandinya',
    },
    '.env.example': {
      en: '`production/.env.example`; `cp .env.example .env` still works, and `make init` then draws what is empty',
      id: '`production/.env.example`; `cp .env.example .env` tetap boleh, lalu `make init` mengisi yang masih kosong',
    },
    'caddy/Caddyfile': {
      en: '`production/caddy/Caddyfile`, generated',
      id: '`production/caddy/Caddyfile`, hasil generate',
    },
    'clickhouse-posthog/': {
      en: '`production/clickhouse-posthog/`: `Dockerfile`, `log-server-config.xml` and `log-users-config.xml`, and overlays for cluster, memory and backups',
      id: '`production/clickhouse-posthog/`: `Dockerfile`, `log-server-config.xml`, dan `log-users-config.xml`, serta overlay untuk cluster, memori, dan backup',
    },
    '.github/workflows/docker-compose.yml': {
      en: 'The same path at the root, and now it exists',
      id: 'Path yang sama di akar repository, dan sekarang benar-benar ada',
    },
    object_storage: {
      en: 'The service `minio`: a name with an underscore is no legal host name. Its volume keeps its name, `object_storage_data`',
      id: 'Service `minio`: nama dengan garis bawah bukan nama host yang sah. Nama volume-nya tetap, `object_storage_data`',
    },
    MINIO_ROOT_PASSWORD: {
      en: 'Drawn by `make init`. PostHog has a user of its own and does not use root any more',
      id: 'Dibuat oleh `make init`. PostHog punya pengguna sendiri dan tidak lagi memakai root',
    },
    SECRET_KEY: {
      en: 'Drawn by `make init`. Where the old one was the word `secret`, leave it behind: everybody logs in once more, and links that were sent before stop working. One that was random may be carried over',
      id: 'Dibuat oleh `make init`. Jika yang lama hanya kata `secret`, tinggalkan: semua pengguna login sekali lagi, dan tautan yang sudah dikirim tidak berlaku lagi. Nilai lama yang memang acak boleh dipindahkan',
    },
    'make build, make pull': { en: 'The same', id: 'Tetap sama' },
    'make start-core, make migrate, make start-posthog': {
      en: 'The same. Each waits until what it started is healthy; `make start` does all three',
      id: 'Tetap sama. Masing-masing menunggu sampai yang dijalankan sehat; `make start` melakukan ketiganya',
    },
    'make up, make down': {
      en: '`make start`, `make down`',
      id: '`make start`, `make down`',
    },
    'make stop-all': {
      en: 'Gone: it deleted every volume (`down -v`). Here `make stop`; only `make destroy` deletes, and it asks first. Never run it in the old folder',
      id: 'Tidak ada lagi: perintah itu menghapus semua volume (`down -v`). Di sini `make stop`; hanya `make destroy` yang menghapus, dan itu pun bertanya dulu. Jangan pernah menjalankannya di folder lama',
    },
    'docker compose run --rm asyncmigrationscheck': {
      en: 'The same, or `make check-async-migrations`',
      id: 'Tetap sama, atau `make check-async-migrations`',
    },
    'docker run --rm -v posthog-docker-compose-poc_postgres_data:/data busybox tar czf - /data > pg_backup.tar.gz':
      {
        en: '`make backup`. The old archive is none, see below',
        id: '`make backup`. Arsip lama bukan backup, lihat di bawah',
      },
    'docker run --rm -v posthog-docker-compose-poc_postgres_data:/data -i busybox tar xzf - < pg_backup.tar.gz':
      {
        en: '`make restore BACKUP=<name>`; for an old archive `make adopt TAR=pg_backup.tar.gz`',
        id: '`make restore BACKUP=<nama>`; untuk arsip lama `make adopt TAR=pg_backup.tar.gz`',
      },
    'docker compose build, docker compose up -d, docker compose pull': {
      en: 'They work in `production/`; the targets of the Makefile also wait and check',
      id: 'Tetap bisa dipakai di `production/`; target Makefile juga menunggu dan memeriksa',
    },
    'image: posthog/posthog:release-1.44.0': {
      en: 'No such release exists. The tag stands in `stacks/posthog/images.ts`, see the chapter on upgrades',
      id: 'Rilis itu tidak ada. Tag-nya tertulis di `stacks/posthog/images.ts`, lihat bab upgrade',
    },
  },
  notes: [
    {
      en: 'The old archive is no backup. `posthog-docker-compose-poc_postgres_data` is the right volume only where the folder has that name. In a clone called `posthog-stack` Docker made an empty volume and packed that. And the right one was packed while PostgreSQL wrote to it, without ClickHouse, MinIO and `.env`. `make adopt TAR=pg_backup.tar.gz` takes such an archive only if it holds a whole data directory of the same major version, reads every row of it and compares every index; otherwise it says why not. Where the old volumes are still there, take them and not the archive.',
      id: 'Arsip lama bukan backup. `posthog-docker-compose-poc_postgres_data` adalah volume yang benar hanya jika foldernya bernama sama. Di clone yang bernama `posthog-stack`, Docker membuat volume kosong lalu mengarsipkannya. Volume yang benar pun diarsipkan saat PostgreSQL sedang menulis, tanpa ClickHouse, MinIO, dan `.env`. `make adopt TAR=pg_backup.tar.gz` hanya menerima arsip yang berisi direktori data utuh dengan versi mayor yang sama, lalu membaca setiap baris dan mencocokkan setiap indeks; jika tidak, alasannya disebutkan. Selama volume lama masih ada, gunakan volume itu, bukan arsipnya.',
    },
    {
      en: 'Events on their way. The old Kafka and Redis had no volume. What Kafka has accepted and nobody has processed is lost when its container goes, so drain it first, in the old folder: `docker compose stop caddy web`, then `docker compose exec kafka kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --all-groups` until LAG is 0 everywhere, then `docker compose stop`. Here Kafka begins empty with the same cluster id, which ZooKeeper holds; its topics come back empty, and consumers begin at their start. From the stop until the end of `make adopt` the site takes no events.',
      id: 'Event yang sedang dalam perjalanan. Kafka dan Redis yang lama tidak punya volume. Event yang sudah diterima Kafka tetapi belum diproses hilang bersama container-nya, jadi kosongkan dulu antreannya di folder lama: `docker compose stop caddy web`, lalu `docker compose exec kafka kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --all-groups` sampai LAG 0 di semua baris, lalu `docker compose stop`. Di sini Kafka mulai kosong dengan id cluster yang sama, yang disimpan ZooKeeper; topic-nya kembali dalam keadaan kosong dan consumer mulai dari awal topic. Sejak dihentikan sampai `make adopt` selesai, situs tidak menerima event.',
    },
    {
      en: 'Passwords. PostgreSQL had `secret`, ClickHouse none, MinIO `secret123456789`. The one of PostgreSQL is in its data, and `make adopt` sets the new one there; the others come from `.env` at every start. Tools of your own that use the old ones need the new ones.',
      id: 'Kata sandi. PostgreSQL memakai `secret`, ClickHouse tanpa kata sandi, MinIO `secret123456789`. Kata sandi PostgreSQL tersimpan di dalam datanya, dan `make adopt` menggantinya di sana; yang lain dibaca dari `.env` pada setiap start. Perangkat Anda sendiri yang memakai kata sandi lama harus memakai yang baru.',
    },
    {
      en: 'Logs of ClickHouse. The old configuration left `query_views_log`, `opentelemetry_span_log` and others on. Their tables come along; at its end `make adopt` prints the statements that drop them.',
      id: 'Log ClickHouse. Konfigurasi lama membiarkan `query_views_log`, `opentelemetry_span_log`, dan lainnya tetap aktif. Tabelnya ikut pindah; di akhir, `make adopt` mencetak perintah untuk menghapusnya.',
    },
    {
      en: 'An image edited by hand. The old way was to edit `image:` in `docker-compose.yml`. Here the next `npm run synth` writes that line anew: change `stacks/posthog/images.ts`. What one host alone needs differently goes into `docker-compose.override.yml`, which no synthesis touches.',
      id: 'Image yang diedit dengan tangan. Cara lama adalah mengedit `image:` di `docker-compose.yml`. Di sini `npm run synth` berikutnya menulis ulang baris itu: ubah `stacks/posthog/images.ts`. Yang perlu berbeda di satu host saja ditulis di `docker-compose.override.yml`, yang tidak disentuh oleh synth.',
    },
  ],
};

/ The repository that this one takes the place of. */;
export const adopts: NonNullable<StackProps['adopts']> = { 'posthog-docker-compose-poc': poc };
