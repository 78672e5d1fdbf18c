import { imageName, major } from '../../../src/model/image-name.ts';
import type { ImageFacts, Repositories } from '../../images/facts.ts';
import { byMajor, login, names, orFile, series } from '../../images/facts.ts';

/** Where an image of a version has its volume: it moved in 18. What is no version of PostgreSQL says nothing. */
function volume(version: string | undefined): string {
  return hasFolders(version) ? '/var/lib/postgresql' : '/var/lib/postgresql/data';
}

/** Where it keeps its data in that: since 18 in a folder with the number of the version. */
function dataPath(version: string | undefined): string {
  return hasFolders(version) ? `${volume(version)}/${major(version)}/docker` : volume(version);
}

function hasFolders(version: string | undefined): boolean {
  return major(version) >= 18 && major(version) < 100;
}

/**
 * Its entrypoint, as root, gives the data directory its mode (FOWNER) and its owner (CHOWN); it looks for files of others in it, though
 * only PostgreSQL's user may (DAC_OVERRIDE); then it starts again as that user. Beside the data, the server writes its socket, and the
 * entrypoint what its shell keeps of a here-document.
 * @see https://github.com/docker-library/postgres/blob/master/docker-entrypoint.sh, docker_create_db_directories
 * @see https://github.com/docker-library/postgres/issues/907 for what a second start needs
 * @see https://github.com/docker-library/postgres/issues/154 for what is written to
 */
export const confined = {
  dropCapabilities: ['ALL'],
  addCapabilities: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'],
  readOnly: true,
  scratch: { '/tmp': '64mb', '/var/run/postgresql': '1mb' },
} as const;

/** What all say that are made from the official image. */
const official: ImageFacts = {
  product: 'PostgreSQL',
  healthcheck: false,
  traits: {
    writes: 'always',
    oneWriter: true,
    dataVariable: 'PGDATA',
    servers: ['postgres'],
    dataFlags: ['-D'],
  },
  // What pg_dump writes with -Fc, and in its plain form; pg_dumpall.
  dumps: ['PGDMP', '-- PostgreSQL database (cluster )?dump[[:space:]]*$'],
  capabilities: confined.addCapabilities,
  dataPaths: (version) => [dataPath(version)],
  // A tag without a version is the newest, whichever that is.
  volumes: (version) => (version === undefined ? undefined : [volume(version)]),
  // Of the locale that initdb finds are all databases.
  initialVariables: [
    ...names('POSTGRES', 'DB INITDB_ARGS INITDB_WALDIR HOST_AUTH_METHOD'),
    ...['LANG', 'LC_ALL', 'LC_COLLATE', 'LC_CTYPE'],
  ],
  reach: {
    ports: [5432],
    openedBy: [{ variable: 'POSTGRES_HOST_AUTH_METHOD', values: ['trust'] }],
    logins: [login('POSTGRES_PASSWORD', 'POSTGRES_USER', 'postgres')],
    variables: orFile(
      names('POSTGRES', 'PASSWORD USER DB INITDB_ARGS INITDB_WALDIR HOST_AUTH_METHOD'),
    ).concat('PGDATA'),
  },
  ends: byMajor({ 10: '2022-11', 11: '2023-11', 12: '2024-11', 13: '2025-11', 14: '2026-11' }),
};

/**
 * Its tags without a version are 18 or later since September 2025. Those of its forks are not.
 * @see https://github.com/docker-library/official-images/blob/master/library/postgres
 */
const newestOr =
  (place: (version: string | undefined) => string) => (version: string | undefined, newest: boolean) =>
    newest ? volume('18') : place(version);

/** Another folder has the data there, and nobody looked at its volumes. */
const { volumes: _, healthcheck: __, ...withoutVolumes } = official;

/** In `0.8.0-pg17` and `pg17.2-ts2.17.2` as in `pg17-trixie`. */
const afterPg = (tag: string) => /(?:^|-)pg(\d+(?:\.\d+)?)(?:-|$)/.exec(tag)?.[1];

/** Where an image that nobody has described is mounted to: a mirror calls its versions as the makers do. */
export function likelyVolume(image: string): string {
  const { tag, version } = imageName(image);
  return volume(afterPg(tag) ?? version);
}

/**
 * The official image of PostgreSQL, and others that are made from it with one extension more, as they were known in November 2026.
 * @see https://github.com/docker-library/docs/blob/master/postgres/content.md for variables and PGDATA
 * @see https://www.postgresql.org/support/versioning/ for the ends and the last versions
 * @see https://github.com/pgvector/pgvector/blob/master/Dockerfile
 * @see https://github.com/postgis/docker-postgis/blob/master/README.md
 * @see https://github.com/timescale/timescaledb-docker/blob/main/Dockerfile
 * @see https://github.com/timescale/timescaledb-docker-ha/blob/master/Dockerfile for another folder, and another user
 */
export const postgres: Repositories = [
  [
    'postgres',
    {
      ...official,
      dataPaths: (version, newest) => [newestOr(dataPath)(version, newest)],
      volumes: (version, newest) =>
        version === undefined && !newest ? undefined : [newestOr(volume)(version, newest)],
      lines: [series('10', '10.23'), series('11', '11.22'), series('12', '12.22'), series('13', '13.23')],
    },
  ],
  ['pgvector/pgvector', { ...official, version: afterPg }],
  // https://github.com/tensorchord/VectorChord-images, and https://github.com/paradedb/paradedb/tree/main/docker
  ...['tensorchord/vchord-postgres', 'tensorchord/pgvecto-rs', 'paradedb/paradedb'].map(
    (name): readonly [string, ImageFacts] => [name, { ...official, version: afterPg }],
  ),
  ['postgis/postgis', official],
  ['timescale/timescaledb', { ...official, version: afterPg }],
  [
    'timescale/timescaledb-ha',
    {
      ...withoutVolumes,
      capabilities: [],
      version: afterPg,
      dataPaths: ['/home/postgres/pgdata/data'],
    },
  ],
];
