import type { AnyBackup } from '../../core/backup-ways.ts';
import type { Job } from '../../core/job.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import type { Template } from '../../core/value.ts';
import type { Secret } from '../../core/variable.ts';

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
 * The name of another database, or of the role that owns it; none that PostgreSQL or its image has itself.
 * @form a name of letters, digits, "_" and "-" that PostgreSQL has not itself
 * @pattern (?!(postgres|superuser|stowage_superuser|template0|template1|template_postgis|public|none|pg_.*)$)[A-Za-z0-9_][A-Za-z0-9_-]{0,62}
 * @example 'stock'
 */
export type PostgresName = string;

/** What is said of another database of a PostgreSQL. */
export interface PostgresDatabaseProps {
  /**
   * The role that owns it, and is no superuser. One who owns another of them gets this one, too.
   * @default - the database's name
   */
  readonly user?: PostgresName;
  /**
   * The password of a role that is new.
   * @default - a secret `<ID>_<USER>_PASSWORD`
   */
  readonly password?: Secret;
  /**
   * Extensions that the superuser makes in it, also later.
   * @default - none
   */
  readonly extensions?: readonly Extension[];
}

/** Another database of a PostgreSQL, as those who use it need it. */
export interface PostgresDatabase {
  /** `postgres://user:password@host:5432/database`. */
  readonly url: Template;
  /** The role that owns it. */
  readonly user: string;
  /** That role's password. */
  readonly password: Secret;
  /** Makes it, at each start, where it is not there yet. What starts in the same phase waits for it: `web.waitFor(stock.made)`. */
  readonly made: Job;
}
