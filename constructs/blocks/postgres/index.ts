import type { Construct } from 'constructs';
import type { Duration } from '../../../src/model/quantity.ts';
import type { Id } from '../../core/forms.ts';
import { Service } from '../../core/service.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import type { Template } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { Secret } from '../../core/variable.ts';
import { Volume } from '../../core/volume.ts';
import { checkNew } from '../../props/check.ts';
import { dataDirectory, pgDump } from './backup.ts';
import { confined } from './facts.ts';

export interface PostgresProps extends ServiceOptions {
  /** The official image, with its exact version: a data directory belongs to one major version. */
  readonly image: Image;
  /**
   * The database that is made at the first start. What has an equals sign, or begins as a URL, is a connection to libpq.
   * @form a name on one line
   * @pattern (?!postgres(ql)?:)[^\p{Cc}=]+
   * @see https://www.postgresql.org/docs/12/app-psql.html
   * @example 'shop'
   */
  readonly database: string;
  /**
   * The superuser that is made at the first start.
   * @default - the database's name
   * @form a name on one line
   * @pattern \P{Cc}+
   * @example 'shop'
   */
  readonly user?: string;
  /**
   * The superuser's password. It takes effect on an empty volume only.
   * @default - a secret `<ID>_PASSWORD`
   */
  readonly password?: Secret;
  /**
   * Name of the volume.
   * @default - `<id>_data`
   */
  readonly volume?: string;
  /**
   * Save it with every backup, by `pg_dump -Fc`.
   * @default true
   */
  readonly backup?: boolean;
}

/** What an operator types in `psql`. */
const sizes =
  '`SELECT relname, pg_size_pretty(pg_total_relation_size(oid)) FROM pg_class ORDER BY pg_total_relation_size(oid) DESC LIMIT 10`';

/**
 * PostgreSQL, by the official image.
 * @see https://hub.docker.com/_/postgres for the variables and the data path
 * @see https://www.postgresql.org/docs/12/backup-dump.html
 */
export class Postgres extends Service {
  /** `postgres://user:password@host:5432/database`. */
  readonly url: Template;
  readonly password: Secret;
  /** All tables. */
  readonly data: Volume;

  constructor(scope: Construct, id: Id, props: PostgresProps) {
    checkNew(Postgres, new.target, [scope, id, props]);
    const user = props.user ?? props.database;
    const console = id === 'postgres' ? 'psql' : `${id}-psql`;
    const password =
      props.password ??
      new Secret(`${id.toUpperCase().replaceAll('-', '_')}_PASSWORD`, {
        description: {
          en: `Password of PostgreSQL's user ${user}. It takes effect at the first start only.`,
          id: `Kata sandi pengguna PostgreSQL ${user}. Hanya berlaku pada start pertama.`,
        },
      });
    super(scope, id, {
      description: { en: 'PostgreSQL: the relational database', id: 'PostgreSQL: basis data relasional' },
      memory: '1gb',
      ...props,
      ...confined,
      port: 5432,
      // Sorts and parallel workers share memory through /dev/shm, of which Docker gives 64 MiB.
      sharedMemory: '256mb',
      env: { POSTGRES_USER: user, POSTGRES_PASSWORD: password, POSTGRES_DB: props.database, ...props.env },
      health: {
        // The temporary server of the first start listens on its socket only: TCP means that it is the real one.
        exec: ['pg_isready', '-q', '-h', '127.0.0.1', '-U', user, '-d', props.database],
        startPeriod: '60s',
      },
      console: {
        target: console,
        help: {
          en: `Open psql on the database ${props.database}`,
          id: `Membuka psql pada basis data ${props.database}`,
        },
        command: ['psql', '-U', user, '-d', props.database],
      },
    });
    this.password = password;
    this.url = text`postgres://${user}:${password}@${this.address}/${props.database}`;
    const data = new Volume(this, props.volume ?? `${id}_data`, {
      holds: { en: 'PostgreSQL: all tables', id: 'Penyimpanan PostgreSQL' },
      room: {
        en: `In \`psql\`, ${sizes}: the largest tables. What is deleted there makes room for new rows only; \`VACUUM FULL <table>\` gives it back to the host, needs as much room again, and locks the table meanwhile.`,
        id: `Di \`psql\`, ${sizes}: tabel terbesar. Baris yang dihapus hanya memberi tempat bagi baris baru; \`VACUUM FULL <tabel>\` mengembalikan ruang ke host, tetapi memerlukan ruang tambahan sebesar tabel itu dan menguncinya selama berjalan.`,
      },
    });
    this.mount(data, '/var/lib/postgresql/data');
    this.foresee({
      symptom: {
        en: `\`password authentication failed for user "${user}"\``,
        id: `\`password authentication failed for user "${user}"\``,
      },
      mend: {
        en: `PostgreSQL takes \`${password.name}\` at its first start only; later it must be told. Write the new one into \`.env\`, then:`,
        id: `PostgreSQL hanya membaca \`${password.name}\` pada start pertama; setelah itu harus diberi tahu. Tulis kata sandi baru di \`.env\`, lalu:`,
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
    });
    this.data = data;
    const words = [props.database, user];
    this.takeOver({ method: dataDirectory, volumes: [data], words });
    if (props.backup ?? true) this.store({ method: pgDump, volumes: [data], words });
  }

  /** A fast shutdown waits for the checkpoint. */
  protected override get stopNeeds(): Duration {
    return '60s';
  }
}
