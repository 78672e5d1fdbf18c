import type { Trouble } from '../../constructs/index.ts';

/** What is asked at three in the morning, each with lines to copy. */
export const emergencies: readonly Trouble[] = [
  {
    symptom: {
      en: 'The password of the administrator is lost',
      id: 'Kata sandi administrator hilang',
    },
    mend: {
      en: 'Where `EMAIL_HOST` is set, "Forgot your password?" on the login page sends a link. Otherwise see who has an account:',
      id: 'Jika `EMAIL_HOST` diatur, "Forgot your password?" di halaman login mengirimkan tautan. Jika tidak, lihat dahulu siapa yang punya akun:',
    },
    commands: ["make --silent psql <<<'SELECT email, is_active, is_staff FROM posthog_user ORDER BY id'"],
    afterwards: {
      en: 'Then `docker compose exec web python manage.py changepassword <e-mail>` asks for the new one, twice.',
      id: 'Lalu `docker compose exec web python manage.py changepassword <e-mail>` meminta kata sandi baru sebanyak dua kali.',
    },
  },
  {
    symptom: {
      en: 'Events are accepted, but do not appear',
      id: 'Event diterima, tetapi tidak muncul',
    },
    mend: {
      en: '`make smoke-test` names the link that is broken. `make kafka-lag` shows who lags behind: the group `group1` is ClickHouse, the others are the plugin server. What the plugin server could not process lies in a table of its own:',
      id: '`make smoke-test` menyebutkan mata rantai yang putus. `make kafka-lag` menunjukkan siapa yang tertinggal: grup `group1` adalah ClickHouse, yang lain adalah plugin server. Event yang tidak dapat diolah plugin server ada di tabel tersendiri:',
    },
    commands: [
      'make kafka-lag',
      "make --silent clickhouse-client <<<'SELECT error_location, error, count() FROM events_dead_letter_queue GROUP BY error_location, error ORDER BY count() DESC LIMIT 20'",
    ],
    afterwards: {
      en: 'When the plugin server lags: `make logs SERVICE=plugins`, then `make restart SERVICE=plugins`. When `group1` lags, go on with the next section. Events are lost only when Kafka may no longer keep them.',
      id: 'Jika plugin server yang tertinggal: `make logs SERVICE=plugins`, lalu `make restart SERVICE=plugins`. Jika `group1` yang tertinggal, lanjutkan ke bagian berikutnya. Event baru hilang jika masa simpannya di Kafka sudah lewat.',
    },
  },
  {
    symptom: {
      en: 'ClickHouse does not read from Kafka (`group1` lags)',
      id: 'ClickHouse tidak membaca dari Kafka (`group1` tertinggal)',
    },
    mend: {
      en: 'Its consumers may hang after Kafka was away. To detach and attach their tables starts them anew. The offsets stand in Kafka, so nothing is lost. Some messages may be read twice: an event becomes one row again when the parts are merged, but warnings of the ingestion and metrics of apps stay counted twice:',
      id: 'Consumer-nya dapat macet setelah Kafka sempat terputus. Melepas (detach) lalu memasang kembali (attach) tabelnya akan memulai consumer baru. Offset tersimpan di Kafka, sehingga tidak ada yang hilang. Sebagian pesan mungkin terbaca dua kali: event menjadi satu baris lagi saat part digabungkan, tetapi peringatan ingestion dan metrik app tetap terhitung dua kali:',
    },
    commands: [
      `make --silent clickhouse-client <<<"SELECT name FROM system.tables WHERE database = 'posthog' AND engine = 'Kafka' FORMAT TSVRaw" |`,
      '  while read -r table; do',
      '    for verb in DETACH ATTACH; do make --silent clickhouse-client <<<"$verb TABLE \\`$table\\`"; done',
      '  done',
      'make kafka-lag',
    ],
    afterwards: {
      en: 'While the new consumers join, `make kafka-lag` may say only that the group is rebalancing: ask again after a few seconds. If the lag of `group1` does not shrink within a minute, `make logs SERVICE=clickhouse` says why: a message that it cannot read is named there with its topic and offset. A table whose `ATTACH` failed is back after `make restart SERVICE=clickhouse`.',
      id: 'Selama consumer baru bergabung, `make kafka-lag` mungkin hanya menyebutkan bahwa group sedang rebalancing: ulangi beberapa detik kemudian. Jika lag `group1` tidak berkurang dalam satu menit, `make logs SERVICE=clickhouse` menjelaskan sebabnya: pesan yang tidak dapat dibaca disebutkan di sana beserta topic dan offset-nya. Tabel yang gagal di-`ATTACH` muncul kembali setelah `make restart SERVICE=clickhouse`.',
    },
  },
];
