import type { Repositories } from '../../images/facts.ts';
import { byMajor, login, names, orFile, series } from '../../images/facts.ts';
import { major } from '../../images/tag.ts';

/** Where a version keeps its data: it moved in 18. */
function dataPath(version: string | undefined): string {
  return major(version) >= 18 ? '/var/lib/postgresql' : '/var/lib/postgresql/data';
}

/**
 * The official image of PostgreSQL, as it was known in November 2026.
 * @see https://github.com/docker-library/docs/blob/master/postgres/content.md for variables and PGDATA
 * @see https://www.postgresql.org/support/versioning/ for the ends and the last versions
 */
export const postgres: Repositories = [
  [
    'postgres',
    {
      product: 'PostgreSQL',
      dataPaths: (version) => [dataPath(version)],
      reach: {
        ports: [5432],
        logins: [login('POSTGRES_PASSWORD', 'POSTGRES_USER', 'postgres')],
        variables: orFile(
          names('POSTGRES', 'PASSWORD USER DB INITDB_ARGS INITDB_WALDIR HOST_AUTH_METHOD'),
        ).concat('PGDATA'),
      },
      ends: byMajor({ 10: '2022-11', 11: '2023-11', 12: '2024-11', 13: '2025-11', 14: '2026-11' }),
      lines: [series('10', '10.23'), series('11', '11.22'), series('12', '12.22'), series('13', '13.23')],
    },
  ],
];
