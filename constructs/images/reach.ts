import type { LoginModel, ReachModel } from '../../src/model/image.ts';

/** A product, and how its clients reach it. */
export interface Reached {
  readonly product: string;
  readonly reach: ReachModel;
}

/** How the clients of an image reach it, by its repository; undefined for one that nobody has described here. */
export function reachOf(repository: string): Reached | undefined {
  return known.get(repository);
}

const login = (passwordVariable: string, userVariable?: string, user?: string): LoginModel => ({
  passwordVariable,
  ...(userVariable !== undefined && { userVariable }),
  ...(user !== undefined && { user }),
});

const names = (prefix: string, words: string) => words.split(' ').map((word) => `${prefix}_${word}`);

/** Each secret of these may also come from a file whose path is in `…_FILE`. */
const orFile = (variables: readonly string[]) => [...variables, ...variables.map((name) => `${name}_FILE`)];

/**
 * MySQL and MariaDB take the same variables.
 * @see https://github.com/docker-library/docs/blob/master/mysql/content.md
 * @see https://github.com/docker-library/docs/blob/master/mariadb/content.md
 */
const mysqlNames = names(
  'MYSQL',
  'ROOT_PASSWORD ROOT_HOST DATABASE USER PASSWORD ALLOW_EMPTY_PASSWORD RANDOM_ROOT_PASSWORD ONETIME_PASSWORD INITDB_SKIP_TZINFO',
);
const mysqlLogins = (prefix: string) => [
  login(`${prefix}_ROOT_PASSWORD`, undefined, 'root'),
  login(`${prefix}_PASSWORD`, `${prefix}_USER`),
];

const known: ReadonlyMap<string, Reached> = new Map<string, Reached>([
  [
    'postgres',
    {
      // https://github.com/docker-library/docs/blob/master/postgres/content.md
      product: 'PostgreSQL',
      reach: {
        ports: [5432],
        logins: [login('POSTGRES_PASSWORD', 'POSTGRES_USER', 'postgres')],
        variables: orFile(
          names('POSTGRES', 'PASSWORD USER DB INITDB_ARGS INITDB_WALDIR HOST_AUTH_METHOD'),
        ).concat('PGDATA'),
      },
    },
  ],
  // The official image of Redis has no variable for its password.
  // https://github.com/docker-library/docs/blob/master/redis/content.md
  ['redis', { product: 'Redis', reach: { ports: [6379] } }],
  [
    'mysql',
    {
      product: 'MySQL',
      reach: { ports: [3306, 33_060], logins: mysqlLogins('MYSQL'), variables: orFile(mysqlNames) },
    },
  ],
  [
    'mariadb',
    {
      product: 'MariaDB',
      reach: {
        ports: [3306],
        logins: [...mysqlLogins('MARIADB'), ...mysqlLogins('MYSQL')],
        variables: orFile([
          ...mysqlNames,
          ...mysqlNames.map((name) => name.replace('MYSQL', 'MARIADB')),
          ...names(
            'MARIADB',
            'ROOT_PASSWORD_HASH PASSWORD_HASH MYSQL_LOCALHOST_USER MYSQL_LOCALHOST_GRANTS AUTO_UPGRADE ALLOW_EMPTY_ROOT_PASSWORD',
          ),
          ...names(
            'MARIADB',
            'DISABLE_UPGRADE_BACKUP REPLICATION_USER REPLICATION_PASSWORD MASTER_HOST MASTER_PORT',
          ),
        ]),
      },
    },
  ],
  [
    'mongo',
    {
      // https://github.com/docker-library/docs/blob/master/mongo/content.md
      product: 'MongoDB',
      reach: {
        ports: [27_017],
        logins: [login('MONGO_INITDB_ROOT_PASSWORD', 'MONGO_INITDB_ROOT_USERNAME')],
        variables: orFile(names('MONGO_INITDB', 'ROOT_USERNAME ROOT_PASSWORD DATABASE')),
      },
    },
  ],
  [
    'rabbitmq',
    {
      // https://www.rabbitmq.com/docs/networking#ports and https://www.rabbitmq.com/docs/access-control#default-state
      product: 'RabbitMQ',
      reach: {
        ports: [5672, 5671, 15_672, 15_671, 15_692, 15_691, 25_672, 4369],
        logins: [login('RABBITMQ_DEFAULT_PASS', 'RABBITMQ_DEFAULT_USER', 'guest')],
        variables: names('RABBITMQ_DEFAULT', 'USER PASS VHOST'),
      },
    },
  ],
  [
    'clickhouse/clickhouse-server',
    {
      // https://clickhouse.com/docs/guides/sre/network-ports
      product: 'ClickHouse',
      reach: {
        ports: [8123, 9000, 9009, 9004, 9005],
        logins: [login('CLICKHOUSE_PASSWORD', 'CLICKHOUSE_USER', 'default')],
        variables: names('CLICKHOUSE', 'USER PASSWORD DB DEFAULT_ACCESS_MANAGEMENT'),
      },
    },
  ],
  // https://github.com/docker-library/docs/blob/master/zookeeper/content.md: 8080 is the administration server.
  ['zookeeper', { product: 'Apache ZooKeeper', reach: { ports: [2181, 2888, 3888, 8080] } }],
  // https://github.com/docker-library/docs/blob/master/memcached/content.md
  ['memcached', { product: 'Memcached', reach: { ports: [11_211] } }],
]);
