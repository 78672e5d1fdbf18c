import { StowageError } from '../../../src/model/error.ts';
import { inCapitals } from '../../core/in-capitals.ts';
import { ownFile } from '../../core/own-file.ts';
import type { Service } from '../../core/service.ts';
import type { ServiceOptions } from '../../core/service-props.ts';
import { text } from '../../core/value.ts';
import { Secret } from '../../core/variable.ts';
import { alterRole } from './backup.ts';
import type { PostgresDatabase, PostgresDatabaseProps } from './props.ts';

/** A role that comes in by a password. */
interface Login {
  /** Its name. */
  readonly user: string;
  /** What it comes in with. */
  readonly password: Secret;
  /** The variable in the container that holds it. */
  readonly variable: string;
  /** A database of its own. */
  readonly database: string;
}

/** What a container is told. */
type Env = NonNullable<ServiceOptions['env']>;

/** Where the image looks for what it runs at the end of the first start: after owner.sql. */
export const databasesPath = '/docker-entrypoint-initdb.d/zzz-databases.sh';

const making = ownFile(import.meta.url, './databases.sh');
const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

/** The databases of one server and who owns them: what is added later reaches its environment, its script and its backup. */
export class Databases {
  /** DATABASE USER of each, the first one first. */
  readonly words: string[];
  readonly #id: string;
  readonly #logins: Login[];
  readonly #lines: string[] = [];

  constructor(id: string, database: string, user: string, password: Secret) {
    this.#id = id;
    this.words = [database, user];
    this.#logins = [{ user, password, variable: 'POSTGRES_PASSWORD', database }];
  }

  /** Whether there is another than the first one. */
  get several(): boolean {
    return this.#lines.length > 0;
  }

  /** What the container is told. */
  get env(): Env {
    const [first = '', user = ''] = this.words;
    return { POSTGRES_USER: user, ...passwordsOf(this.#logins), POSTGRES_DB: first };
  }

  /** What the job is told: the application's role has its password already. */
  get envOfJob(): Env {
    const [first = '', user = ''] = this.words;
    return { POSTGRES_USER: user, ...passwordsOf(this.#logins.slice(1)), POSTGRES_DB: first };
  }

  /** How each password is changed. */
  get rotates(): NonNullable<ServiceOptions['rotates']> {
    return this.#logins.map(({ password, database, user }) => ({
      secret: password,
      method: alterRole,
      words: [database, user],
    }));
  }

  /** The script that makes the others. */
  get script(): string {
    return making.replace('  # Databases stand here.\n', () => this.#lines.join(''));
  }

  /**
   * A database more.
   * @throws StowageError `postgres-database` for one that is there, or a second password of one role
   */
  add(
    server: Service,
    database: string,
    { user = database, password, extensions = [] }: PostgresDatabaseProps,
  ): Omit<PostgresDatabase, 'made'> {
    if (this.words.some((word, index) => index % 2 === 0 && word === database))
      throw this.#refusal(
        `"${this.#id}" has the database ${database} already`,
        'give the other one another name',
      );
    const login = this.#login(user, database, password);
    this.words.push(database, user);
    const given = login === this.#logins[0] ? "''" : `"$${login.variable}"`;
    const words = [quoted(database), quoted(user), given, ...extensions.map(quoted)];
    this.#lines.push(`  stowage_database ${words.join(' ')} || return 1\n`);
    return {
      user,
      password: login.password,
      url: text`postgres://${user}:${login.password}@${server.address}/${database}`,
    };
  }

  #login(user: string, database: string, password: Secret | undefined): Login {
    const known = this.#logins.find((login) => login.user === user);
    if (known === undefined) {
      const secret = password ?? drawn(`${inCapitals(this.#id)}_${inCapitals(user)}_PASSWORD`, user);
      const variable = `POSTGRES_PASSWORD_${this.#logins.length + 1}`;
      const login = { user, password: secret, variable, database };
      this.#logins.push(login);
      return login;
    }
    if (password !== undefined && password !== known.password)
      throw this.#refusal(
        `the role ${user} of "${this.#id}" has a password already, and the database ${database} says another one`,
        'leave the password out, or give the database a role of its own',
      );
    return known;
  }

  #refusal(message: string, mend: string): StowageError {
    return new StowageError('postgres-database', message, mend);
  }
}

const passwordsOf = (logins: readonly Login[]): Env =>
  Object.fromEntries(logins.map(({ variable, password }) => [variable, password]));

const drawn = (name: string, user: string) =>
  new Secret(name, {
    description: {
      en: `Password of PostgreSQL's role ${user}. Each start gives it what stands here.`,
      id: `Kata sandi role PostgreSQL ${user}. Setiap start memberinya nilai ini.`,
    },
  });
