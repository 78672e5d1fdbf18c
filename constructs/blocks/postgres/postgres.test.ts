import { expect, test } from 'vitest';
import { Match, Output } from '../../../src/testing.ts';
import { appOf, authored } from '../../../test/support/author.ts';
import { Postgres, Secret, Service } from '../../index.ts';
import { pgDump } from './backup.ts';

const props = { image: 'postgres:16.4-alpine3.20', database: 'shop' } as const;

test('a database, its user and its volume', () => {
  const model = authored((core) => new Postgres(core, 'postgres', props));
  const mebibyte = 1024 * 1024;
  Output.of(model).hasService('postgres', {
    environment: Match.objectEquals({
      POSTGRES_USER: 'shop',
      POSTGRES_PASSWORD: Match.variable('POSTGRES_PASSWORD'),
      POSTGRES_DB: 'shop',
    }),
    volumes: [
      'postgres_data:/var/lib/postgresql/data',
      { type: 'tmpfs', target: '/tmp', tmpfs: { size: 64 * mebibyte } },
      { type: 'tmpfs', target: '/var/run/postgresql', tmpfs: { size: mebibyte } },
    ],
    configs: [{ source: 'postgres_owner.sql', target: '/docker-entrypoint-initdb.d/zz-owner.sql' }],
    shm_size: '256m',
  });
  expect(model.variables).toMatchObject([{ kind: 'secret', name: 'POSTGRES_PASSWORD', required: true }]);
});

test('its URL names it, its user and a password that is not there', () => {
  const app = appOf((core, site) => {
    const postgres = new Postgres(core, 'postgres', { ...props, user: 'owner' });
    new Service(site, 'web', { image: 'example:1', env: { DATABASE_URL: postgres.url } });
  });
  Output.of(app).hasService('web', {
    environment: { DATABASE_URL: 'postgres://owner:${POSTGRES_PASSWORD:?run make init}@postgres:5432/shop' },
  });
});

test('it is well when the real server answers by TCP, not the one of the first start', () => {
  const app = appOf((core) => new Postgres(core, 'postgres', { ...props, user: 'owner' }));
  Output.of(app).hasService('postgres', {
    healthcheck: { test: ['CMD', 'pg_isready', '-q', '-h', '127.0.0.1', '-U', 'owner', '-d', 'shop'] },
  });
});

test('two of them share nothing', () => {
  const model = authored((core) => {
    new Postgres(core, 'postgres', props);
    new Postgres(core, 'stock-db', { ...props, database: 'stock' });
  });
  const [first, second] = model.services;
  expect([first?.console?.target, second?.console?.target]).toEqual(['psql', 'stock-db-psql']);
  expect(second?.console?.command).toEqual(['psql', '-U', 'stock', '-d', 'stock']);
  expect(model.volumes.map(({ id }) => id)).toEqual(['postgres_data', 'stock-db_data']);
  expect(model.variables.map(({ name }) => name)).toEqual(['POSTGRES_PASSWORD', 'STOCK_DB_PASSWORD']);
});

test('what the author names is what is used', () => {
  const app = appOf(
    (core) =>
      new Postgres(core, 'postgres', {
        ...props,
        volume: 'rows',
        password: new Secret('DB_PASSWORD', { description: 'Of the database.' }),
        env: { POSTGRES_INITDB_ARGS: '--data-checksums' },
      }),
  );
  Output.of(app).hasService('postgres', {
    volumes: Match.arrayWith(['rows:/var/lib/postgresql/data']),
    environment: {
      POSTGRES_PASSWORD: Match.variable('DB_PASSWORD'),
      POSTGRES_INITDB_ARGS: '--data-checksums',
    },
  });
});

test('it is saved by pg_dump, unless it is left out', () => {
  const saved = authored((core) => new Postgres(core, 'postgres', { ...props, user: 'owner' }));
  expect(saved.stores).toEqual([
    {
      path: 'shop-test/core/postgres',
      name: 'postgres',
      service: 'postgres',
      volumes: ['postgres_data'],
      method: pgDump,
      words: ['shop', 'owner'],
    },
  ]);
  expect(authored((core) => new Postgres(core, 'postgres', { ...props, backup: false })).stores).toEqual([]);
});

test('the runbook says how a new password reaches it, how its role becomes an owner, and how an extension is made', () => {
  const model = authored((core) => new Postgres(core, 'main-db', { ...props, user: 'own"er' }));
  expect(model.runbook.troubleshooting.map(({ commands }) => commands)).toEqual([
    [
      'docker compose up --detach --wait main-db',
      "make --silent main-db-psql <<'SQL'",
      '\\set new `printf %s "$POSTGRES_PASSWORD"`',
      'ALTER ROLE "own""er" PASSWORD :\'new\';',
      'SQL',
      'make start',
    ],
    [
      'make stop',
      'docker compose up --detach --wait main-db',
      'make --silent main-db-psql <main-db/owner.sql',
      'make start',
    ],
    [
      `docker compose exec -T --user postgres main-db sh -c 'exec psql --username postgres --dbname "$POSTGRES_DB" --no-psqlrc' <main-db/owner.sql`,
    ],
  ]);
});

test('what the image runs at the first start makes extensions before it hands over', () => {
  const model = authored(
    (core) =>
      new Postgres(core, 'postgres', { ...props, user: "o'wner$&", extensions: ['pg_trgm', 'uuid-ossp'] }),
  );
  const [file] = model.files;
  expect(file?.file).toBe('postgres/owner.sql');
  const content = file?.content.kind === 'text' ? file.content.text : undefined;
  expect(content).toContain(
    'CREATE EXTENSION IF NOT EXISTS "pg_trgm" SCHEMA public;\nCREATE EXTENSION IF NOT EXISTS "uuid-ossp" SCHEMA public;\nDO $handover$\nDECLARE\n  app name := \'o\'\'wner$&\';\n',
  );
});
