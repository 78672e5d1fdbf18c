import type { StackProps } from '../../constructs/index.ts';
import { adopts } from './adoption.ts';
import { emergencies } from './emergencies.ts';
import { versionOf } from './images.ts';
import { troubleshooting } from './troubleshooting.ts';

const version = versionOf('posthog');
const series = version.split('.', 2).join('.');

/** What an operator of PostHog must know beyond the commands. What runs is named by its tag in `images.ts`. */
const runbook: NonNullable<StackProps['runbook']> = {
  about: {
    en: `PostHog ${version}, self-hosted on one Docker host: product analytics, with its events in ClickHouse.`,
    id: `PostHog ${version} self-hosted di satu host Docker: analitik produk dengan event yang disimpan di ClickHouse.`,
  },
  deploy: [
    {
      en: 'Then open the address and create the first account at once: it becomes the owner of the instance, and until it exists anybody who reaches the address can be that person.',
      id: 'Setelah itu, segera buka alamatnya dan buat akun pertama: akun itu menjadi pemilik instance, dan selama belum ada, siapa pun yang dapat menjangkau alamat tersebut dapat membuatnya.',
    },
    {
      en: `On websites use the \`array.js\` that this instance serves, or pin posthog-js to a release of early 2023: newer recorders send what \`/s/\` of ${version} cannot read.`,
      id: `Di situs web, gunakan \`array.js\` yang disajikan oleh instance ini, atau kunci posthog-js pada rilis awal 2023: perekam yang lebih baru mengirim data yang tidak dapat dibaca oleh \`/s/\` milik ${version}.`,
    },
  ],
  security: [
    {
      en: '`TRUST_ALL_PROXIES` is on because `web` publishes no port: from outside only Caddy reaches it, and Caddy replaces the forwarded headers of visitors with its own. So never publish a port of `web`. Behind a load balancer or a CDN every visitor has the address of that, until its addresses stand as `trustedProxies` of Caddy in `stacks/posthog.ts`. It must pass on the host name, and port 80 as well as 443: that is how the certificate is obtained.',
      id: '`TRUST_ALL_PROXIES` aktif karena `web` tidak membuka port: dari luar hanya Caddy yang dapat menjangkaunya, dan Caddy mengganti header forwarded dari pengunjung dengan miliknya sendiri. Karena itu, jangan pernah membuka port `web`. Di belakang load balancer atau CDN, semua pengunjung tercatat dengan alamat perangkat itu sampai alamatnya ditulis sebagai `trustedProxies` pada Caddy di `stacks/posthog.ts`. Perangkat itu harus meneruskan nama host apa adanya, serta port 80 dan 443: lewat keduanya sertifikat diperoleh.',
    },
    {
      en: 'The paths that receive events stay open to everybody: `/e`, `/s`, `/capture`, `/batch`, `/track`, `/engage`, `/decide` and `/static`. Put no password and no filter of addresses before them.',
      id: 'Path yang menerima event harus tetap terbuka untuk semua orang: `/e`, `/s`, `/capture`, `/batch`, `/track`, `/engage`, `/decide`, dan `/static`. Jangan memasang kata sandi atau penyaring alamat di depannya.',
    },
    {
      en: 'PostHog reports its own usage to its maker. In local and staging that is off; in production it is on, unless `OPT_OUT_CAPTURE` is set in the source. Any value switches it off, even `false`.',
      id: 'PostHog melaporkan pemakaiannya sendiri kepada pembuatnya. Di local dan staging pelaporan itu dimatikan; di production aktif, kecuali `OPT_OUT_CAPTURE` diatur di sumbernya. Nilai apa pun mematikannya, termasuk `false`.',
    },
  ],
  backup: [
    {
      en: 'What starts empty after a restore is made anew: Celery refills Redis, and `RESTORE` writes the metadata of ClickHouse into ZooKeeper. Events that Kafka had accepted and nobody had processed when the backup was made are not in it. Where none may be missing, wait until `make kafka-lag` shows 0 and run `scripts/backup --quiesce`.',
      id: 'Yang kosong setelah restore akan dibuat kembali: Celery mengisi ulang Redis, dan `RESTORE` menulis metadata ClickHouse ke ZooKeeper. Event yang sudah diterima Kafka tetapi belum diproses saat backup dibuat tidak termasuk di dalamnya. Jika tidak boleh ada yang hilang, tunggu sampai `make kafka-lag` menunjukkan 0, lalu jalankan `scripts/backup --quiesce`.',
    },
    {
      en: 'Keep `SECRET_KEY` of the backup: with another one everybody must log in again, and links that were sent stop working.',
      id: 'Pertahankan `SECRET_KEY` dari backup: dengan nilai lain, semua pengguna harus login ulang dan tautan yang sudah dikirim tidak berlaku lagi.',
    },
  ],
  upgrade: [
    {
      en: '`release-1.43.1` is the last numbered release for self-hosting, and the only one that this stack can be taken to as it is: `release-1.44.0` never existed, and `npm run synth` refuses it. Images with the tag `latest` or of a commit need another topology (newer ClickHouse, services for capture and replay, other storage of recordings): changing the tag alone fails. The way on is an export of the events into a new installation or to the hosted PostHog.',
      id: '`release-1.43.1` adalah rilis bernomor terakhir untuk self-hosting, dan satu-satunya tujuan upgrade tanpa mengubah stack ini: `release-1.44.0` tidak pernah ada, dan `npm run synth` menolaknya. Image dengan tag `latest` atau tag commit memerlukan topologi lain (ClickHouse yang lebih baru, service untuk capture dan replay, penyimpanan rekaman yang berbeda): mengganti tag saja akan gagal. Jalan selanjutnya adalah mengekspor event ke instalasi baru atau ke PostHog yang di-hosting.',
    },
    {
      en: 'The tag stands once, as `posthog` in `stacks/posthog/images.ts`, for the web server, the worker, the plugin server and the migrations; the version in the backups and in this page is read from it.',
      id: 'Tag-nya hanya tertulis satu kali, sebagai `posthog` di `stacks/posthog/images.ts`, untuk web server, worker, plugin server, dan migrasi; versi di dalam backup dan di halaman ini diambil dari tag itu.',
    },
    {
      en: `PostHog ${series} accepts PostgreSQL 11.0 to 14.1, Redis 5.0 to 6.3 and ClickHouse from 21.6 to below 22.9. PostgreSQL does not change its major version in place (dump and load instead), nor from Alpine to Debian: text would be sorted differently, and indexes would be wrong.`,
      id: `PostHog ${series} menerima PostgreSQL 11.0 sampai 14.1, Redis 5.0 sampai 6.3, dan ClickHouse mulai 21.6 tetapi di bawah 22.9. Versi mayor PostgreSQL tidak dapat dinaikkan di tempat (gunakan dump lalu muat ulang), begitu pula dari Alpine ke Debian: urutan teks akan berbeda dan indeks menjadi salah.`,
    },
    {
      en: 'Async migrations are listed at `/instance/async_migrations`. A required one must complete before its last version is left; `0008_speed_up_kafka_timestamp_filters` is optional, and worth running once.',
      id: 'Migrasi async ditampilkan di `/instance/async_migrations`. Migrasi yang wajib harus selesai sebelum versi terakhirnya ditinggalkan; `0008_speed_up_kafka_timestamp_filters` bersifat opsional, dan sebaiknya dijalankan satu kali.',
    },
  ],
  monitoring: [
    {
      en: '`web` runs two processes of eight threads each (`--workers` in `stacks/posthog.ts`). When requests wait while processors are free, raise the number, and `memory` by a gigabyte for each: every process holds the whole application.',
      id: '`web` menjalankan dua proses, masing-masing dengan delapan thread (`--workers` di `stacks/posthog.ts`). Jika permintaan mengantre padahal prosesor masih luang, naikkan jumlahnya, dan tambah `memory` satu gigabyte untuk setiap proses: setiap proses memuat seluruh aplikasi.',
    },
    {
      en: 'Kafka keeps an event for 24 hours in production and 6 hours in local and staging, or until a partition has 15 GB (staging 4 GB, local 1 GB). The plugin server and ClickHouse must not be down for longer. Watch `make kafka-lag`: a growing lag means that one of the two does not keep up.',
      id: 'Kafka menyimpan event selama 24 jam di production serta 6 jam di local dan staging, atau sampai sebuah partisi mencapai 15 GB (staging 4 GB, local 1 GB). Plugin server dan ClickHouse tidak boleh berhenti lebih lama dari itu. Pantau `make kafka-lag`: lag yang terus bertambah berarti salah satunya tertinggal.',
    },
    {
      en: 'Session recordings are kept for three weeks (`RECORDINGS_TTL_WEEKS`, a setting of the instance), events until somebody deletes them. ZooKeeper keeps its three newest snapshots.',
      id: 'Rekaman sesi disimpan selama tiga minggu (`RECORDINGS_TTL_WEEKS`, sebuah pengaturan instance), sedangkan event disimpan sampai ada yang menghapusnya. ZooKeeper menyimpan tiga snapshot terbaru.',
    },
    {
      en: 'With the log tables of ClickHouse off, the pages on slow queries and the analysis for materialized columns stay empty and log errors; nothing else needs them. To keep `query_log` for some days set `keepLogs` in the source.',
      id: 'Karena tabel log ClickHouse dimatikan, halaman kueri lambat dan analisis materialized column tetap kosong dan mencatat galat; bagian lain tidak memerlukannya. Untuk menyimpan `query_log` selama beberapa hari, atur `keepLogs` di sumbernya.',
    },
    {
      en: '`make smoke-test` sends an event `Stowage smoke test` to a project of that name, finds it in ClickHouse and deletes it again. The project lies in an organization of its own, which PostHog knows as one for internal metrics: nobody belongs to it, its events count in no usage report, and the first account can still sign up. What stays is that project, with one person in it: `stowage-smoke`.',
      id: '`make smoke-test` mengirim event `Stowage smoke test` ke project dengan nama yang sama, menemukannya di ClickHouse, lalu menghapusnya lagi. Project itu berada di organisasi tersendiri yang oleh PostHog dianggap untuk metrik internal: tidak ada anggotanya, event-nya tidak dihitung dalam laporan pemakaian, dan akun pertama tetap dapat mendaftar. Yang tertinggal hanya project itu dengan satu person di dalamnya: `stowage-smoke`.',
    },
    {
      en: '`/_preflight` says which parts answer. For Prometheus: `web:8001` and `plugins:6738/_metrics`, inside the networks only.',
      id: '`/_preflight` menunjukkan bagian mana yang menjawab. Untuk Prometheus: `web:8001` dan `plugins:6738/_metrics`, hanya dari dalam jaringan.',
    },
  ],
  troubleshooting: [...emergencies, ...troubleshooting],
};

/** What only the author knows: of the system, and of the repository whose place it takes. */
export const forOperators = { runbook, adopts } satisfies Partial<StackProps>;

/** Why the queues and their metadata are in no backup. */
export const startsEmpty = {
  en: 'Jobs, metadata and events on their way: with the databases a restore starts them empty, and ClickHouse and Celery make them anew.',
  id: 'Pekerjaan, metadata, dan event yang sedang dalam perjalanan: saat basis data dipulihkan, semuanya mulai kosong, lalu dibuat kembali oleh ClickHouse dan Celery.',
} as const;

/** Why stores run that their makers have left. */
export const heldBack = {
  en: 'PostHog: this release takes PostgreSQL 11.0 to 14.1 and ClickHouse below 22.9 only, and its own Compose files run this ZooKeeper. They move with the next PostHog.',
  id: 'PostHog: rilis ini hanya menerima PostgreSQL 11.0 sampai 14.1 dan ClickHouse di bawah 22.9, dan berkas Compose-nya sendiri menjalankan ZooKeeper ini. Semuanya ikut pindah bersama PostHog berikutnya.',
} as const;
