import type { Size } from '../../../src/model/quantity.ts';
import type { AnyBackup } from '../../core/backup-ways.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import type { Secret } from '../../core/variable.ts';

/**
 * The name of a database, or of a user of one; none that the server or its image has itself.
 * @form a name of letters, digits, "_" and "-" that the server has not itself
 * @pattern (?!(mysql|sys|root|healthcheck|information_schema|performance_schema)$)[A-Za-z0-9_][A-Za-z0-9_-]{0,63}
 * @example 'shop'
 */
export type SqlName = string;

/**
 * A setting of the server, as its command line has it, without the two hyphens.
 * @form the name of an option of the server
 * @pattern [a-z][a-z0-9_-]*
 * @example 'innodb-flush-log-at-trx-commit'
 */
export type ServerOption = string;

/** What MariaDB and MySQL are told alike, beside what is said of any service. */
export interface SqlServerProps extends ServiceOptions {
  /** The official image, with its exact version: a data directory never goes back to an older one. */
  readonly image: Image;
  /** The database that is made at the first start. */
  readonly database: SqlName;
  /**
   * The application's user. It is made at the first start, and may do everything in that database and nothing outside.
   * @default - the database's name
   */
  readonly user?: SqlName;
  /**
   * Its password. It takes effect on an empty volume only; the runbook says how it is changed later.
   * @default - a secret `<ID>_PASSWORD`
   */
  readonly password?: Secret;
  /**
   * Memory for InnoDB's pages, the largest part of what the server takes.
   * @default - half of `memory`
   * @see https://mariadb.com/kb/en/innodb-system-variables/#innodb_buffer_pool_size
   */
  readonly bufferPool?: Size;
  /**
   * Connections at once; each costs memory and a thread.
   * @whole 1..100000
   * @default - the server's own, 151
   * @see https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_max_connections
   */
  readonly maxConnections?: number;
  /**
   * The largest statement or row that it takes: an application that stores files in rows needs more.
   * @default - the server's own: 16 MiB of MariaDB, 64 MiB of MySQL
   * @see https://mariadb.com/kb/en/server-system-variables/#max_allowed_packet
   */
  readonly maxPacket?: Size;
  /**
   * How strict SQL is: `['STRICT_TRANS_TABLES', 'NO_ENGINE_SUBSTITUTION']`; an empty list for an old application that wants none.
   * @default - the server's own
   * @see https://mariadb.com/kb/en/sql-mode/
   */
  readonly sqlMode?: readonly SqlMode[];
  /**
   * How text is compared where a database says nothing: `utf8mb4_unicode_ci`. The character set is utf8mb4 in any case.
   * @form a collation of utf8mb4
   * @pattern utf8mb4_\w+
   * @example 'utf8mb4_unicode_ci'
   * @default - the server's own for utf8mb4
   */
  readonly collation?: string;
  /**
   * What else its command line says: `{ 'transaction-isolation': 'READ-COMMITTED' }`.
   * @default - nothing
   */
  readonly options?: Readonly<Record<ServerOption, string>>;
  /**
   * Name of the volume.
   * @default - `<id>_data`
   */
  readonly volume?: string;
  /**
   * Save it with every backup, by a dump of one moment; `{ stop: true }` and what else `backup` of a service takes in its place, `false` not at all.
   * @default true
   * @see https://mariadb.com/kb/en/mariadb-dump/
   */
  readonly backup?: boolean | AnyBackup;
}

/**
 * A word of `sql_mode`.
 * @form a mode of SQL
 * @pattern [A-Z_]+
 * @example 'STRICT_TRANS_TABLES'
 */
export type SqlMode = string;
