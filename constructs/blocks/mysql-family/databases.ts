import { StowageError } from '../../../src/model/error.ts';
import { inCapitals } from '../../core/in-capitals.ts';
import type { Service } from '../../core/service.ts';
import type { ServiceProps } from '../../core/service-props.ts';
import type { Template } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { Secret } from '../../core/variable.ts';
import { alterUser } from './method.ts';
import type { SqlName, SqlServerProps } from './props.ts';
import type { DatabaseUser } from './users.ts';

/** What is said of another database of a server. */
export interface SqlDatabaseProps {
  /**
   * Who may do everything in it, and nothing outside of what is his. One who has a database already gets this one, too.
   * @default - the database's name
   */
  readonly user?: SqlName;
  /**
   * The password of a user who is new.
   * @default - a secret `<ID>_<USER>_PASSWORD`
   */
  readonly password?: Secret;
}

/** A database of a server, as those who use it need it. */
export interface SqlDatabase {
  /** `mysql://user:password@host:3306/database`. */
  readonly url: Template;
  /** Who may do everything in it. */
  readonly user: string;
  /** That user's password. */
  readonly password: Secret;
}

/** What a container is told. */
type Env = NonNullable<ServiceProps['env']>;

/** Whom the server lets in. */
interface Login {
  /** By this name. */
  readonly user: string;
  /** With this. */
  readonly password: Secret;
  /** The variable in the container that holds the password. */
  readonly variable: string;
}

/** What is asked of a server before it is one. */
interface Server {
  /** Its name in the stack. */
  readonly id: string;
  /** As its makers write it. */
  readonly product: string;
  /** How the variables of its image begin. */
  readonly prefix: 'MARIADB' | 'MYSQL';
  /** What its author says of it. */
  readonly props: SqlServerProps;
}

/** The databases of one server and their users: what is added later reaches its environment, its script and its backup. */
export class Databases {
  /** What the script that makes them is told. */
  readonly all: DatabaseUser[] = [];
  /** What the functions of its backup are told. */
  readonly words: string[] = [];
  readonly #server: Server;
  readonly #own: Env;
  readonly #logins = new Map<string, Login>();

  /** @throws StowageError `sql-database` for a user's name that is too long */
  constructor(server: Server, own: Env) {
    const { database, user = database, password } = server.props;
    this.#server = server;
    this.#own = { ...own, [`${server.prefix}_DATABASE`]: database, [`${server.prefix}_USER`]: user };
    this.#grant(database, user, password, `${inCapitals(server.id)}_PASSWORD`);
  }

  /** What the container is told. */
  get env(): Env {
    const logins = [...this.#logins.values()];
    const passwords = Object.fromEntries(logins.map(({ variable, password }) => [variable, password]));
    return { ...this.#own, ...passwords, ...this.#server.props.env };
  }

  /** How each password is changed: a secret of several users for all of them at once. */
  get rotates(): NonNullable<ServiceProps['rotates']> {
    const variables = new Map<Secret, Set<string>>();
    for (const { password, variable } of this.#logins.values())
      variables.set(password, (variables.get(password) ?? new Set()).add(variable));
    return [...variables].map(([secret, words]) => ({ secret, method: alterUser, words: [...words] }));
  }

  /** The password of the user whom the server has in any case. */
  get password(): Secret {
    return this.#login(this.#server.props.database).password;
  }

  /**
   * A database more.
   * @throws StowageError `sql-database` for one that is there, a second password of one user, a user's name that is too long
   */
  add(server: Service, database: string, { user = database, password }: SqlDatabaseProps): SqlDatabase {
    const secret = `${inCapitals(this.#server.id)}_${inCapitals(user)}_PASSWORD`;
    const login = this.#grant(database, user, password, secret);
    return { user, password: login.password, url: this.urlOf(server, database) };
  }

  /** The URL of one of them. */
  urlOf(server: Service, database: string): Template {
    const { user, password } = this.#login(database);
    return text`mysql://${user}:${password}@${server.address}/${database}`;
  }

  #login(database: string): Login {
    return this.#logins.get(database) as Login; // whoever asks has one of them
  }

  #grant(database: string, user: string, password: Secret | undefined, secret: string): Login {
    const { id, product, prefix } = this.#server;
    const refuse = (message: string, mend: string) => new StowageError('sql-database', message, mend);
    if (this.#logins.has(database))
      throw refuse(`"${id}" has the database ${database} already`, 'give the other one another name');
    // https://dev.mysql.com/doc/refman/8.4/en/user-names.html
    if (user.length > 32)
      throw refuse(
        `the user of the database ${database} of "${id}" has a name of ${user.length} characters, and MySQL takes 32`,
        "say a shorter one: user: 'shop'",
      );
    const known = [...this.#logins.values()].find((login) => login.user === user);
    if (known !== undefined && password !== undefined && password !== known.password)
      throw refuse(
        `the user ${user} of "${id}" has a password already, and the database ${database} says another one`,
        'leave the password out, or give the database a user of its own',
      );
    const variable = `${prefix}_PASSWORD${this.#logins.size === 0 ? '' : `_${this.#logins.size + 1}`}`;
    const login = known ?? { user, variable, password: password ?? drawn(secret, product, user) };
    this.#logins.set(database, login);
    this.all.push({ database, user, variable: login.variable });
    this.words.push(database, user, login.variable);
    return login;
  }
}

const drawn = (name: string, product: string, user: string) =>
  new Secret(name, {
    description: {
      en: `Password of ${product}'s user ${user}. It takes effect at the first start only.`,
      id: `Kata sandi pengguna ${product} ${user}. Hanya berlaku pada start pertama.`,
    },
  });
