import type { Repositories } from '../../images/facts.ts';
import { bySeries, orFile } from '../../images/facts.ts';
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
 * The official image of MySQL, as it was known in November 2026.
 * @see https://github.com/docker-library/mysql, docker-entrypoint.sh, and the Dockerfiles for its volume
 */
export const mysql: Repositories = [
  [
    'mysql',
    {
      product: 'MySQL',
      healthcheck: false,
      traits: mysqlTraits,
      dumps,
      capabilities: confined.addCapabilities,
      dataPaths: ['/var/lib/mysql'],
      volumes: ['/var/lib/mysql'],
      initialVariables: mysqlNames,
      reach: {
        ports: [3306, 33_060],
        logins: mysqlLogins('MYSQL'),
        openedBy: mysqlOpenedBy,
        openingFlags: mysqlOpeningFlags,
        variables: orFile(mysqlNames),
      },
      // https://endoflife.ai/article-mysql-eol
      ends: bySeries({ '5.7': '2023-10', '8.0': '2026-04' }),
      // https://github.com/block/spirit/issues/962: more than 61 on a runner of GitHub
      firstStart: 62,
    },
  ],
];
