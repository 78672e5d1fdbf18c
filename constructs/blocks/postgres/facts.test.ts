import { expect, test } from 'vitest';
import { authored } from '../../../test/support/author.ts';
import { knownImage } from '../../images/index.ts';
import { Postgres } from './index.ts';

const older = '/var/lib/postgresql/data';
const since18 = '/var/lib/postgresql';

test.each([
  ['postgres:12.22', older],
  ['postgres:17.6', older],
  ['postgres:18', since18],
  ['postgres:18.1-alpine', since18],
  ['postgres:latest', since18],
  ['postgres:alpine', since18],
  ['postgis/postgis:latest', older],
  ['pgvector/pgvector:pg17', older],
  ['pgvector/pgvector:0.8.1-pg18-trixie', since18],
  ['postgis/postgis:16-3.4', older],
  ['postgis/postgis:18-3.6-alpine', since18],
  ['timescale/timescaledb:2.23.0-pg18', since18],
  ['timescale/timescaledb:2.23.0-pg17-oss', older],
  ['timescale/timescaledb-ha:pg17.6-ts2.22.1', '/home/postgres/pgdata/data'],
  // Nobody has described these.
  ['registry.example.com/mirror/postgres:18.1', since18],
  ['registry.example.com/own/pgvector:pg18', since18],
  ['registry.example.com/own/postgres:2026.11', older],
] as const)('%s has its volume at %s', (image, path) => {
  const known = knownImage(image);
  if (!image.startsWith('registry'))
    expect([...(known?.volumes ?? []), ...(known?.dataPaths ?? [])]).toContain(path);
  const [service] = authored((core) => new Postgres(core, 'db', { image, database: 'shop' })).services;
  expect(service?.mounts[0]).toMatchObject({ target: path });
});

test('since 18 the data lie in a folder of the version, and a tag without one is the newest', () => {
  expect(knownImage('postgres:17.6')).toMatchObject({ dataPaths: [older], volumes: [older] });
  expect(knownImage('postgres:18.1')).toMatchObject({
    dataPaths: [`${since18}/18/docker`],
    volumes: [since18],
  });
  for (const newest of ['postgres', 'postgres:latest', 'postgres:trixie'])
    expect(knownImage(newest)).toMatchObject({ dataPaths: [since18], volumes: [since18] });
  // A digest is of any build, and the latest of a fork is of any version.
  for (const image of [`postgres@sha256:${'a'.repeat(64)}`, 'postgis/postgis:latest']) {
    expect(knownImage(image)?.dataPaths).toEqual([older]);
    expect(knownImage(image)?.volumes).toBeUndefined();
  }
});

test('the version of a fork is that of its PostgreSQL, and ends with it', () => {
  const facts = [
    'pgvector/pgvector:0.8.0-pg13',
    'timescale/timescaledb:2.15.3-pg13',
    'postgis/postgis:13-3.4',
  ];
  expect(facts.map((image) => knownImage(image))).toEqual(
    facts.map(() => expect.objectContaining({ version: '13', product: 'PostgreSQL', endOfLife: '2025-11' })),
  );
});
