import type { Construct } from 'constructs';
import type { Duration } from '../../../src/model/quantity.ts';
import type { Id } from '../../core/forms.ts';
import { inCapitals } from '../../core/in-capitals.ts';
import { Service } from '../../core/service.ts';
import type { Template } from '../../core/value.ts';
import { Secret } from '../../core/variable.ts';
import type { Volume } from '../../core/volume.ts';
import { checkCall, checkNew } from '../../props/check.ts';
import type { SqlDatabase, SqlDatabaseProps } from '../mysql-family/databases.ts';
import { Databases } from '../mysql-family/databases.ts';
import { confined } from '../mysql-family/facts.ts';
import { keepRows } from '../mysql-family/keep.ts';
import { alterUser } from '../mysql-family/method.ts';
import type { SqlName, SqlServerProps } from '../mysql-family/props.ts';
import { health, memoryOf, processesOf, prompt, serverCommand } from '../mysql-family/server.ts';
import { majorVersion, mysqlDump } from './backup.ts';

/** What is said of a MySQL, beside what is said of any service. */
export interface MySqlProps extends SqlServerProps {}

/**
 * MySQL 8.0 or newer, by the official image. Root comes in inside the container alone, with a password of its own that only scripts there use.
 * It keeps no log of every change, which would grow for thirty days, unless `options` says so: `{ 'log-bin': 'binlog' }`.
 * All of it is known from documentation and the text of the image: no MySQL ran here.
 * @see https://hub.docker.com/_/mysql for the variables, the data path, and what it runs at the first start
 * @see https://dev.mysql.com/doc/refman/8.4/en/mysqldump.html
 */
export class MySql extends Service {
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
  constructor(scope: Construct, id: Id, props: MySqlProps) {
    checkNew(MySql, new.target, [scope, id, props]);
    const { backup = true, database, user = database, ...others } = props;
    const server = { id, product: 'MySQL', prefix: 'MYSQL', props } as const;
    const rootPassword = new Secret(`${inCapitals(id)}_ROOT_PASSWORD`, {
      description: {
        en: "Password of MySQL's root, who comes in inside the container alone. It takes effect at the first start only.",
        id: 'Kata sandi root MySQL, yang hanya dapat masuk dari dalam container. Hanya berlaku pada start pertama.',
      },
    });
    const databases = new Databases(server, {
      MYSQL_ROOT_PASSWORD: rootPassword,
      MYSQL_ROOT_HOST: 'localhost',
    });
    const console = id === 'mysql' ? 'mysql' : `${id}-mysql`;
    super(scope, id, {
      description: { en: 'MySQL: the relational database', id: 'MySQL: basis data relasional' },
      ...others,
      ...confined,
      memory: memoryOf(props),
      processes: processesOf(props),
      port: 3306,
      command: serverCommand(server, ['--skip-log-bin']),
      // With the passwords of databases that are added later.
      get rotates() {
        return [
          ...databases.rotates,
          { secret: rootPassword, method: alterUser, words: ['MYSQL_ROOT_PASSWORD'] },
          ...(props.rotates ?? []),
        ];
      },
      get env() {
        return databases.env;
      },
      health: health('mysql', user, database, 'MYSQL_PASSWORD'),
      console: {
        target: console,
        help: {
          en: `Open MySQL's client on the database ${database}`,
          id: `Membuka klien MySQL pada basis data ${database}`,
        },
        command: prompt('mysql', user, database, 'MYSQL_PASSWORD'),
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
        product: 'MySQL',
        console,
        admin: 'mysqladmin',
        check: 'mysqlcheck',
        asRoot: 'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" ',
      },
      databases,
      users: {
        client: 'mysql',
        last: [],
      },
      method: mysqlDump,
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
    checkCall('MySql.database', [name, options]);
    return this.#databases.add(this, name, options);
  }

  /** InnoDB writes what is in memory alone. */
  protected override get stopNeeds(): Duration {
    return '120s';
  }
}
