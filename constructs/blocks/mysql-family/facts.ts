import { login, names } from '../../images/facts.ts';

/**
 * MySQL and MariaDB take the same variables.
 * @see https://github.com/docker-library/docs/blob/master/mysql/content.md
 * @see https://github.com/docker-library/docs/blob/master/mariadb/content.md
 */
export const mysqlNames = names(
  'MYSQL',
  'ROOT_PASSWORD ROOT_HOST DATABASE USER PASSWORD ALLOW_EMPTY_PASSWORD RANDOM_ROOT_PASSWORD ONETIME_PASSWORD INITDB_SKIP_TZINFO',
);

/**
 * By which their user root has no password.
 * @see https://github.com/docker-library/docs/blob/master/mysql/content.md
 */
export const mysqlOpenedBy = [{ variable: 'MYSQL_ALLOW_EMPTY_PASSWORD' }] as const;

/**
 * What mysqldump and mariadb-dump begin with.
 * @see https://github.com/MariaDB/server/blob/main/client/mysqldump.cc, write_header
 */
export const dumps = ['(/\\*.*\\*/)?-- (MySQL|MariaDB) dump '] as const;

/**
 * Whom their images make.
 * @see https://github.com/docker-library/docs/blob/master/mysql/content.md
 */
export const mysqlLogins = (prefix: string) => [
  login(`${prefix}_ROOT_PASSWORD`, undefined, 'root'),
  login(`${prefix}_PASSWORD`, `${prefix}_USER`),
];

/**
 * Their entrypoints, as root, look for files of others in the data (DAC_OVERRIDE), and make them and the folder of the socket the server's
 * (CHOWN), then start again as that user. The root is written to: sorts, and temporary tables that have no room in memory, are files in
 * /tmp, as large as they must be, which is no place in memory.
 * @see https://github.com/MariaDB/mariadb-docker, docker_create_db_directories of docker-entrypoint.sh
 * @see https://mariadb.com/kb/en/server-system-variables/#tmpdir
 */
export const confined = {
  dropCapabilities: ['ALL'],
  addCapabilities: ['CHOWN', 'DAC_OVERRIDE', 'SETGID', 'SETUID'],
  scratch: { '/run/mysqld': '1mb' },
} as const;

/**
 * It reads no table of users then.
 * @see https://dev.mysql.com/doc/refman/8.4/en/server-options.html#option_mysqld_skip-grant-tables
 */
export const mysqlOpeningFlags = ['--skip-grant-tables'] as const;

/**
 * What of its command a database keeps as it was made with it; by another `lower_case_table_names` MySQL 8 does not start.
 * @see https://dev.mysql.com/doc/refman/8.4/en/identifier-case-sensitivity.html
 * @see https://dev.mysql.com/doc/refman/8.4/en/charset-server.html
 * @see https://dev.mysql.com/doc/refman/8.4/en/innodb-init-startup-configuration.html
 */
const mysqlInitialFlags = [
  ...['--lower-case-table-names', '--character-set-server', '--collation-server'],
  ...['--innodb-page-size', '--innodb-data-file-path', '--innodb-undo-directory'],
] as const;

/**
 * The programs that are the server, by their old names and their new ones.
 * @see https://mariadb.com/docs/release-notes/community-server/old-releases/11.0/what-is-mariadb-110
 */
const mysqlServers = ['mysqld', 'mysqld_safe', 'mariadbd', 'mariadbd-safe'] as const;

/**
 * A database: one writer alone, whose files are of no use while it runs.
 * @see https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_datadir
 */
export const mysqlTraits = {
  writes: 'always',
  oneWriter: true,
  servers: mysqlServers,
  dataFlags: ['--datadir'],
  initialFlags: mysqlInitialFlags,
} as const;
