import type { Construct } from 'constructs';
import type { Duration } from '../src/model/quantity.ts';
import { Service } from './service.ts';
import type { Image, ServiceOptions } from './service-props.ts';
import type { Template } from './value.ts';
import { text } from './value.ts';
import { Secret } from './variable.ts';
import { Volume } from './volume.ts';

export interface PostgresProps extends ServiceOptions {
  /** The official image, with its exact version: a data directory belongs to one major version. */
  readonly image: Image;
  /** The database that is made at the first start. */
  readonly database: string;
  /**
   * The superuser that is made at the first start.
   * @default - the database's name
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

/**
 * PostgreSQL, by the official image.
 * @see https://hub.docker.com/_/postgres for the variables and the data path
 * @see https://www.postgresql.org/docs/12/backup-dump.html
 */
export class Postgres extends Service {
  /** `postgres://user:password@host:5432/database`. */
  readonly url: Template;
  readonly password: Secret;

  constructor(scope: Construct, id: string, props: PostgresProps) {
    const user = props.user ?? props.database;
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
        target: id === 'postgres' ? 'psql' : `${id}-psql`,
        help: `Open psql on the database ${props.database}`,
        command: ['psql', '-U', user, '-d', props.database],
      },
    });
    this.password = password;
    this.url = text`postgres://${user}:${password}@${this.address}/${props.database}`;
    const data = new Volume(this, props.volume ?? `${id}_data`, {
      holds: { en: 'PostgreSQL: all tables', id: 'Penyimpanan PostgreSQL' },
    });
    this.mount(data, '/var/lib/postgresql/data');
    this.takeOver({
      kind: 'postgres',
      path: this.node.path,
      service: id,
      volumes: [data.node.id],
      database: props.database,
      user,
    });
    if (props.backup ?? true)
      this.store({
        method: 'pg_dump',
        path: this.node.path,
        name: id,
        service: id,
        volumes: [data.node.id],
        database: props.database,
        user,
      });
  }

  /** A fast shutdown waits for the checkpoint. */
  protected override get stopNeeds(): Duration {
    return '60s';
  }
}
