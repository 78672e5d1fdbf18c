import type { Construct } from 'constructs';
import type { Duration } from '../../../src/model/quantity.ts';
import { ConfigFile } from '../../core/config-file.ts';
import type { Id, InContainer } from '../../core/forms.ts';
import { inCapitals } from '../../core/in-capitals.ts';
import type { Job } from '../../core/job.ts';
import { Service } from '../../core/service.ts';
import { kept } from '../../core/store.ts';
import type { Template } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { Secret } from '../../core/variable.ts';
import { Volume } from '../../core/volume.ts';
import { knownImage } from '../../images/index.ts';
import { checkCall, checkNew } from '../../props/check.ts';
import { dataDirectory, majorVersion, pgDump } from './backup.ts';
import { Databases } from './databases.ts';
import { confined, likelyVolume } from './facts.ts';
import { makeDatabases } from './making.ts';
import { ownerSql } from './owner.ts';
import type { PostgresDatabase, PostgresDatabaseProps, PostgresName, PostgresProps } from './props.ts';
import { missingExtension, roomForRows, stillSuperuser, wrongPassword } from './runbook.ts';

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
  readonly #databases: Databases;
  readonly #make: () => Job;

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
    const databases = new Databases(id, props.database, user, password);
    super(scope, id, {
      description: { en: 'PostgreSQL: the relational database', id: 'PostgreSQL: basis data relasional' },
      memory: '1gb',
      ...others,
      ...confined,
      port: 5432,
      // Sorts and parallel workers share memory through /dev/shm, of which Docker gives 64 MiB.
      sharedMemory: '256mb',
      // With the passwords of databases that are added later.
      get rotates() {
        return [...databases.rotates, ...(props.rotates ?? [])];
      },
      get env() {
        return { ...databases.env, ...props.env };
      },
      // The socket of several databases is in a volume, for the job that makes them.
      get scratch() {
        return databases.several ? { '/tmp': confined.scratch['/tmp'] } : confined.scratch;
      },
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
    const known = knownImage(props.image);
    const [place = likelyVolume(props.image)] =
      known?.product === 'PostgreSQL' ? [...(known.volumes ?? []), ...known.dataPaths] : [];
    this.mount(data, place as InContainer);
    this.#databases = databases;
    this.#make = once(() => makeDatabases(this, place as InContainer, databases, props));
    const content = ownerSql(user, props.extensions ?? []);
    // After whatever an author adds there, which the superuser still runs.
    this.mount(
      new ConfigFile(this, 'owner.sql', { file: `${id}/owner.sql`, content, comment: '--' }),
      '/docker-entrypoint-initdb.d/zz-owner.sql',
    );
    const named = { id, user, console, password: password.name };
    for (const foreseen of [wrongPassword, stillSuperuser, missingExtension]) this.foresee(foreseen(named));
    this.data = data;
    const { words } = databases;
    this.takeOver({ method: dataDirectory, volumes: [data], words });
    this.bindToMajor({ method: majorVersion, volume: data, words });
    if (backup !== false) this.store(kept(backup === true ? { method: pgDump, words } : backup, data));
  }

  /**
   * Another database of it, and the role that owns it: made at the first start, by a job at each later one where it is not there yet, and by `make
   * restore`. Each is saved as the first one is, at a moment of its own. Nobody but its owner comes into it, and into the first one nobody but the
   * application, unless there are roles that an operator has made.
   * @throws StowageError `postgres-database` for one that is there, or a second password of one role
   */
  database(name: PostgresName, options: PostgresDatabaseProps = {}): PostgresDatabase {
    checkCall('Postgres.database', [name, options]);
    const made = this.#databases.add(this, name, options);
    return { ...made, made: this.#make() };
  }

  /** A fast shutdown waits for the checkpoint. */
  protected override get stopNeeds(): Duration {
    return '60s';
  }
}

/** What is made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}
