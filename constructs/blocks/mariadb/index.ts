import type { Construct } from 'constructs';
import type { Duration } from '../../../src/model/quantity.ts';
import type { Id } from '../../core/forms.ts';
import { Service } from '../../core/service.ts';
import type { Template } from '../../core/value.ts';
import type { Secret } from '../../core/variable.ts';
import type { Volume } from '../../core/volume.ts';
import { checkCall, checkNew } from '../../props/check.ts';
import type { SqlDatabase, SqlDatabaseProps } from '../mysql-family/databases.ts';
import { Databases } from '../mysql-family/databases.ts';
import { confined } from '../mysql-family/facts.ts';
import { keepRows } from '../mysql-family/keep.ts';
import type { SqlName, SqlServerProps } from '../mysql-family/props.ts';
import { health, memoryOf, processesOf, prompt, serverCommand } from '../mysql-family/server.ts';
import { majorVersion, mariadbDump } from './backup.ts';

/** What is said of a MariaDB, beside what is said of any service. */
export interface MariaDbProps extends SqlServerProps {}

/**
 * MariaDB 10.6 or newer, by the official image. Root comes in inside the container alone, where the kernel says who he is: the password that
 * the image draws and prints at the first start is void a moment later. After a newer image the image itself brings the system tables up.
 * @see https://hub.docker.com/_/mariadb for the variables, the data path, and what it runs at the first start
 * @see https://mariadb.com/kb/en/authentication-plugin-unix-socket/
 */
export class MariaDb extends Service {
  /** `mysql://user:password@host:3306/database`. */
  readonly url: Template;
  /** The password of its user. */
  readonly password: Secret;
  /** The application's user. */
  readonly user: string;
  /** All tables. */
  readonly data: Volume;
  readonly #databases: Databases;

  /** @throws StowageError `buffer-pool` when InnoDB may take more than its container, `sql-database` for a user's name that is too long. */
  constructor(scope: Construct, id: Id, props: MariaDbProps) {
    checkNew(MariaDb, new.target, [scope, id, props]);
    const { backup = true, database, user = database, ...others } = props;
    const server = { id, product: 'MariaDB', prefix: 'MARIADB', props } as const;
    const databases = new Databases(server, {
      MARIADB_ROOT_HOST: 'localhost',
      MARIADB_RANDOM_ROOT_PASSWORD: '1',
      MARIADB_AUTO_UPGRADE: '1',
    });
    const console = id === 'mariadb' ? 'mariadb' : `${id}-mariadb`;
    super(scope, id, {
      description: { en: 'MariaDB: the relational database', id: 'MariaDB: basis data relasional' },
      ...others,
      ...confined,
      memory: memoryOf(props),
      processes: processesOf(props),
      port: 3306,
      command: serverCommand(server, []),
      // With the passwords of databases that are added later.
      get rotates() {
        return [...databases.rotates, ...(props.rotates ?? [])];
      },
      get env() {
        return databases.env;
      },
      health: health('mariadb', user, database, 'MARIADB_PASSWORD'),
      console: {
        target: console,
        help: {
          en: `Open MariaDB's client on the database ${database}`,
          id: `Membuka klien MariaDB pada basis data ${database}`,
        },
        command: prompt('mariadb', user, database, 'MARIADB_PASSWORD'),
      },
    });
    this.user = user;
    this.password = databases.password;
    this.url = databases.urlOf(this, database);
    this.#databases = databases;
    this.data = keepRows(this, {
      volume: props.volume ?? `${id}_data`,
      named: {
        id,
        product: 'MariaDB',
        console,
        admin: 'mariadb-admin',
        check: 'mariadb-check',
        asRoot: '',
      },
      databases,
      users: {
        client: 'mariadb',
        last: ['ALTER USER root@localhost IDENTIFIED VIA unix_socket;'],
      },
      method: mariadbDump,
      backup,
    });
    this.bindToMajor({ method: majorVersion, volume: this.data, words: databases.words });
  }

  /**
   * Another database of it, with a user who may do everything in it: made at the first start, and by `make restore`. The runbook says how a server that
   * has rows already gets it.
   * @throws StowageError `sql-database` for one that is there, a second password of one user, a user's name that is too long
   */
  database(name: SqlName, options: SqlDatabaseProps = {}): SqlDatabase {
    checkCall('MariaDb.database', [name, options]);
    return this.#databases.add(this, name, options);
  }

  /** InnoDB writes what is in memory alone. */
  protected override get stopNeeds(): Duration {
    return '120s';
  }
}
