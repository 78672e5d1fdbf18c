import type { Repositories } from './facts.ts';
import { bySeries, login, names, orFile } from './facts.ts';

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

// https://github.com/hypothesis/h/pull/8041
const elasticsearch = { product: 'Elasticsearch', firstStart: 25 } as const;

/**
 * What is known of images that no block of ours runs, as it was in November 2026.
 * @see https://github.com/docker-library/docs (one folder for each: mysql, mariadb, mongo, rabbitmq) for paths and variables
 */
export const others: Repositories = [
  [
    'mysql',
    {
      product: 'MySQL',
      dataPaths: ['/var/lib/mysql'],
      reach: { ports: [3306, 33_060], logins: mysqlLogins('MYSQL'), variables: orFile(mysqlNames) },
      // https://endoflife.ai/article-mysql-eol
      ends: bySeries({ '5.7': '2023-10', '8.0': '2026-04' }),
      // https://github.com/block/spirit/issues/962: more than 61 on a runner of GitHub
      firstStart: 62,
    },
  ],
  [
    'mariadb',
    {
      product: 'MariaDB',
      dataPaths: ['/var/lib/mysql'],
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
      // https://github.com/frappe/frappe_docker/issues/1484
      firstStart: 14,
    },
  ],
  [
    'mongo',
    {
      product: 'MongoDB',
      dataPaths: ['/data/db'],
      reach: {
        ports: [27_017],
        logins: [login('MONGO_INITDB_ROOT_PASSWORD', 'MONGO_INITDB_ROOT_USERNAME')],
        variables: orFile(names('MONGO_INITDB', 'ROOT_USERNAME ROOT_PASSWORD DATABASE')),
      },
      // https://www.mongodb.com/legal/support-policy/lifecycles
      ends: bySeries({ '4.4': '2024-02', '5.0': '2024-10', '6.0': '2025-07' }),
    },
  ],
  [
    'rabbitmq',
    {
      product: 'RabbitMQ',
      dataPaths: ['/var/lib/rabbitmq'],
      nodeVariable: 'RABBITMQ_NODENAME',
      reach: {
        // https://www.rabbitmq.com/docs/networking#ports and https://www.rabbitmq.com/docs/access-control#default-state
        ports: [5672, 5671, 15_672, 15_671, 15_692, 15_691, 25_672, 4369],
        logins: [login('RABBITMQ_DEFAULT_PASS', 'RABBITMQ_DEFAULT_USER', 'guest')],
        variables: names('RABBITMQ_DEFAULT', 'USER PASS VHOST'),
      },
    },
  ],
  // https://grafana.com/docs/grafana/latest/setup-grafana/installation/docker/
  ['grafana/grafana', { product: 'Grafana', dataPaths: ['/var/lib/grafana'] }],
  // https://prometheus.io/docs/prometheus/latest/installation/#using-docker
  ['prom/prometheus', { product: 'Prometheus', dataPaths: ['/prometheus'] }],
  ['elasticsearch', elasticsearch],
  ['docker.elastic.co/elasticsearch/elasticsearch', elasticsearch],
  // https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#non-root-user
  ['node', { product: 'Node.js', user: 'node' }],
  [
    'posthog/posthog',
    {
      product: 'posthog/posthog',
      // https://posthog.com/blog/sunsetting-helm-support-posthog: later images have the tags of commits, and `latest`
      lines: [{ tags: /^release-(\d+(?:\.\d+)*)(?:-|$)/, last: '1.43.1', tag: 'release-1.43.1' }],
    },
  ],
];
