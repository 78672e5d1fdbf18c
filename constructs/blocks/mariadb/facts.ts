import type { Repositories } from '../../images/facts.ts';
import { bySeries, names, orFile } from '../../images/facts.ts';
import {
  confined,
  dumps,
  mysqlLogins,
  mysqlNames,
  mysqlOpenedBy,
  mysqlOpeningFlags,
  mysqlTraits,
} from '../mysql-family/facts.ts';

/**
 * The official image of MariaDB, as it was known in November 2026.
 * @see https://github.com/MariaDB/mariadb-docker/blob/master/11.8/Dockerfile for its volume
 * @see https://mariadb.org/about/#maintenance-policy for the ends
 */
export const mariadb: Repositories = [
  [
    'mariadb',
    {
      product: 'MariaDB',
      healthcheck: false,
      traits: mysqlTraits,
      dumps,
      capabilities: confined.addCapabilities,
      dataPaths: ['/var/lib/mysql'],
      volumes: ['/var/lib/mysql'],
      initialVariables: ['MYSQL_DATABASE', 'MARIADB_DATABASE'],
      reach: {
        ports: [3306],
        logins: [...mysqlLogins('MARIADB'), ...mysqlLogins('MYSQL')],
        openedBy: [...mysqlOpenedBy, { variable: 'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD' }],
        openingFlags: mysqlOpeningFlags,
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
      ends: bySeries({ '10.3': '2023-05', '10.4': '2024-06', '10.5': '2025-06', '10.6': '2026-07' }),
      // https://github.com/frappe/frappe_docker/issues/1484
      firstStart: 14,
    },
  ],
];
