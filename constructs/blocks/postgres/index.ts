import type { Construct } from 'constructs';
import type { Duration } from '../../../src/model/quantity.ts';
import type { AnyBackup } from '../../core/backup-ways.ts';
import { ConfigFile } from '../../core/config-file.ts';
import type { Id, InContainer } from '../../core/forms.ts';
import { inCapitals } from '../../core/in-capitals.ts';
import { Service } from '../../core/service.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import { kept } from '../../core/store.ts';
import type { Template } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { Secret } from '../../core/variable.ts';
import { Volume } from '../../core/volume.ts';
import { knownImage } from '../../images/index.ts';
import { checkNew } from '../../props/check.ts';
import { alterRole, dataDirectory, majorVersion, pgDump } from './backup.ts';
import { confined, likelyDataPath } from './facts.ts';
import { ownerSql } from './owner.ts';
import { missingExtension, roomForRows, stillSuperuser, wrongPassword } from './runbook.ts';

/**
 * The name of an extension.
 * @form the name of an extension
 * @pattern [a-z0-9_-]+
 * @example 'pg_trgm'
 */
export type Extension = string;

/** What is said of a PostgreSQL, beside what is said of any service. */
export interface PostgresProps extends ServiceOptions {
  /**
   * The official image, with its exact version: a data directory belongs to one major version, and its tag says where the volume goes, which is
   * another place from 18 on. Images that are made from it and keep its variables fit, too: `pgvector/pgvector`, `postgis/postgis`, `timescale/timescaledb`.
   */
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
   * The application's role. It is made at the first start, owns the database, and is no superuser.
   * @default - the database's name
   * @form a name on one line
   * @pattern \P{Cc}+
   * @example 'shop'
   */
  readonly user?: string;
  /**
   * Its password. It takes effect on an empty volume only.
   * @default - a secret `<ID>_PASSWORD`
   */
  readonly password?: Secret;
  /**
   * Extensions that the superuser makes in the database at the first start, before the application asks for them: before PostgreSQL 13 nobody
   * else may, and later for some. The runbook says how it makes them later.
   * @default - none
   */
  readonly extensions?: readonly Extension[];
  /**
   * Name of the volume.
   * @default - `<id>_data`
   */
  readonly volume?: string;
  /**
   * Save it with every backup, by `pg_dump -Fc`; `{ stop: true }` and what else `backup` of a service takes in its place, `false` not at all.
   * @default true
   * @see https://www.postgresql.org/docs/12/app-pgdump.html
   */
  readonly backup?: boolean | AnyBackup;
}

/**
 * PostgreSQL, by the official image. The image makes its user the superuser; at the end of the first start owner.sql makes it the owner of
 * the database, and gives the superuser another name and no password, so that it comes in inside the container alone.
 * @see https://hub.docker.com/_/postgres for the variables, the data path, and what it runs at the first start
 * @see https://www.postgresql.org/docs/12/backup-dump.html
 */
export class Postgres extends Service {
  /** `postgres://user:password@host:5432/database`. */
  readonly url: Template;
  /** The password of its user. */
  readonly password: Secret;
  /** All tables. */
  readonly data: Volume;

  constructor(scope: Construct, id: Id, props: PostgresProps) {
    checkNew(Postgres, new.target, [scope, id, props]);
    const user = props.user ?? props.database;
    const console = id === 'postgres' ? 'psql' : `${id}-psql`;
    const password =
      props.password ??
      new Secret(`${inCapitals(id)}_PASSWORD`, {
        description: {
          en: `Password of PostgreSQL's user ${user}. It takes effect at the first start only.`,
          id: `Kata sandi pengguna PostgreSQL ${user}. Hanya berlaku pada start pertama.`,
        },
      });
    const { backup = true, ...others } = props;
    super(scope, id, {
      description: { en: 'PostgreSQL: the relational database', id: 'PostgreSQL: basis data relasional' },
      memory: '1gb',
      ...others,
      ...confined,
      port: 5432,
      // Sorts and parallel workers share memory through /dev/shm, of which Docker gives 64 MiB.
      sharedMemory: '256mb',
      rotates: [
        { secret: password, method: alterRole, words: [props.database, user] },
        ...(props.rotates ?? []),
      ],
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
      room: roomForRows,
    });
    const [place = likelyDataPath(props.image)] = knownImage(props.image)?.dataPaths ?? [];
    this.mount(data, place as InContainer);
    const content = ownerSql(user, props.extensions ?? []);
    // After whatever an author adds there, which the superuser still runs.
    this.mount(
      new ConfigFile(this, 'owner.sql', { file: `${id}/owner.sql`, content, comment: '--' }),
      '/docker-entrypoint-initdb.d/zz-owner.sql',
    );
    const named = { id, user, console, password: password.name };
    for (const foreseen of [wrongPassword, stillSuperuser, missingExtension]) this.foresee(foreseen(named));
    this.data = data;
    const words = [props.database, user];
    this.takeOver({ method: dataDirectory, volumes: [data], words });
    this.bindToMajor({ method: majorVersion, volume: data, words });
    if (backup !== false) this.store(kept(backup === true ? { method: pgDump, words } : backup, data));
  }

  /** A fast shutdown waits for the checkpoint. */
  protected override get stopNeeds(): Duration {
    return '60s';
  }
}
