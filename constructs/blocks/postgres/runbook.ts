import type { Trouble } from '../../core/trouble.ts';
import { superuserBeside } from './owner.ts';

/** What an operator types in `psql`. */
const sizes =
  '`SELECT relname, pg_size_pretty(pg_total_relation_size(oid)) FROM pg_class ORDER BY pg_total_relation_size(oid) DESC LIMIT 10`';

/** How room is made in the volume. */
export const roomForRows = {
  en: `In \`psql\`, ${sizes}: the largest tables. What is deleted there makes room for new rows only; \`VACUUM FULL <table>\` gives it back to the host, needs as much room again, and locks the table meanwhile.`,
  id: `Di \`psql\`, ${sizes}: tabel terbesar. Baris yang dihapus hanya memberi tempat bagi baris baru; \`VACUUM FULL <tabel>\` mengembalikan ruang ke host, tetapi memerlukan ruang tambahan sebesar tabel itu dan menguncinya selama berjalan.`,
};

/** A PostgreSQL, as its runbook speaks of it. */
interface Named {
  readonly id: string;
  readonly user: string;
  /** The command that opens psql. */
  readonly console: string;
  /** The variable that has the password. */
  readonly password: string;
}

/** A password that was changed in `.env` alone. */
export function wrongPassword({ id, user, console, password }: Named): Trouble {
  return {
    symptom: {
      en: `\`password authentication failed for user "${user}"\``,
      id: `\`password authentication failed for user "${user}"\``,
    },
    mend: {
      en: `PostgreSQL takes \`${password}\` at its first start only; later it must be told. Write the new one into \`.env\`, then:`,
      id: `PostgreSQL hanya membaca \`${password}\` pada start pertama; setelah itu harus diberi tahu. Tulis kata sandi baru di \`.env\`, lalu:`,
    },
    commands: [
      `docker compose up --detach --wait ${id}`,
      `make --silent ${console} <<'SQL'`,
      // psql runs what stands between backticks in the container, so that the password is in no argument.
      '\\set new `printf %s "$POSTGRES_PASSWORD"`',
      `ALTER ROLE "${user.replaceAll('"', '""')}" PASSWORD :'new';`,
      'SQL',
      'make start',
    ],
    afterwards: {
      en: 'The container reads it from its own environment: it stands in no command line. Backups from before hold the old one, in `config/.env`.',
      id: 'Container membacanya dari environment-nya sendiri, sehingga tidak muncul di baris perintah mana pun. Backup lama menyimpan kata sandi lama di `config/.env`.',
    },
  };
}

/** A data directory from before there was an owner. */
export function stillSuperuser({ id, user, console }: Named): Trouble {
  const superuser = superuserBeside(user);
  return {
    symptom: {
      en: `\`make backup\` warns that the application is the superuser \`${user}\``,
      id: `\`make backup\` memperingatkan bahwa aplikasi adalah superuser \`${user}\``,
    },
    mend: {
      en: `The data directory is older than these files. Everything works as it did, but whoever is in the application may run programs in PostgreSQL's container. These lines make the role the owner of the database, and no superuser; it keeps its name and its password, and the system stands still meanwhile. All of it is done or nothing is:`,
      id: `Direktori data lebih lama daripada berkas ini. Semuanya berjalan seperti semula, tetapi siapa pun yang menguasai aplikasi dapat menjalankan program di container PostgreSQL. Baris berikut menjadikan role itu pemilik basis data, bukan superuser; nama dan kata sandinya tetap, dan sistem berhenti selama itu. Semuanya terjadi atau tidak sama sekali:`,
    },
    commands: [
      'make stop',
      `docker compose up --detach --wait ${id}`,
      `make --silent ${console} <${id}/owner.sql`,
      'make start',
    ],
    afterwards: {
      en: `From then on the superuser is called \`${superuser}\`, and comes in inside the container alone. Backups from before can be restored as before: a restore makes the owner by itself.`,
      id: `Sejak itu superuser bernama \`${superuser}\` dan hanya dapat masuk dari dalam container. Backup lama tetap dapat dikembalikan: restore membuat pemiliknya sendiri.`,
    },
  };
}

/** An extension that no owner may make. */
export function missingExtension({ id, user }: Named): Trouble {
  return {
    symptom: {
      en: '`permission denied to create extension`',
      id: '`permission denied to create extension`',
    },
    mend: {
      en: `The application is the owner of its database, and no superuser. Write the extension into \`extensions\` of \`${id}\` in the stack, deploy these files, then let the superuser make what stands there:`,
      id: `Aplikasi adalah pemilik basis datanya, bukan superuser. Tulis ekstensi itu pada \`extensions\` milik \`${id}\` di stack, deploy berkas ini, lalu biarkan superuser membuat apa yang tertulis di sana:`,
    },
    commands: [
      `docker compose exec -T --user postgres ${id} sh -c 'exec psql --username ${superuserBeside(user)} --dbname "$POSTGRES_DB" --no-psqlrc' <${id}/owner.sql`,
    ],
  };
}
