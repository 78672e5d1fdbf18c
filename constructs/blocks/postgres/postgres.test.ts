import { expect, test } from 'vitest';
import { authored, authoredService } from '../../../test/support/author.ts';
import { Postgres, Secret, Service } from '../../index.ts';
import { pgDump } from './backup.ts';

const props = { image: 'postgres:16.4-alpine3.20', database: 'shop' } as const;

test('a database, its user and its volume', () => {
  const model = authored((core) => new Postgres(core, 'postgres', props));
  const postgres = authoredService(model, 'postgres');
  expect(postgres.env).toEqual({
    POSTGRES_USER: 'shop',
    POSTGRES_PASSWORD: '${POSTGRES_PASSWORD}',
    POSTGRES_DB: 'shop',
  });
  expect(postgres.mounts).toEqual([
    'postgres_data:/var/lib/postgresql/data',
    'postgres/owner.sql:/docker-entrypoint-initdb.d/zz-owner.sql',
    '64mb:/tmp',
    '1mb:/var/run/postgresql',
  ]);
  expect(postgres.model.sharedMemory).toBe('256mb');
  expect(model.variables).toMatchObject([{ kind: 'secret', name: 'POSTGRES_PASSWORD', required: true }]);
});

test('its URL names it, its user and a password that is not there', () => {
  const model = authored((core, site) => {
    const postgres = new Postgres(core, 'postgres', { ...props, user: 'owner' });
    new Service(site, 'web', { image: 'example:1', env: { DATABASE_URL: postgres.url } });
  });
  expect(authoredService(model, 'web').env.DATABASE_URL).toBe(
    'postgres://owner:${POSTGRES_PASSWORD}@postgres:5432/shop',
  );
});

test('it is well when the real server answers by TCP, not the one of the first start', () => {
  const model = authored((core) => new Postgres(core, 'postgres', { ...props, user: 'owner' }));
  expect(authoredService(model, 'postgres').test).toEqual([
    'pg_isready',
    '-q',
    '-h',
    '127.0.0.1',
    '-U',
    'owner',
    '-d',
    'shop',
  ]);
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
  const model = authored(
    (core) =>
      new Postgres(core, 'postgres', {
        ...props,
        volume: 'rows',
        password: new Secret('DB_PASSWORD', { description: 'Of the database.' }),
        env: { POSTGRES_INITDB_ARGS: '--data-checksums' },
      }),
  );
  const postgres = authoredService(model, 'postgres');
  expect(postgres.mounts[0]).toBe('rows:/var/lib/postgresql/data');
  expect(postgres.env).toMatchObject({
    POSTGRES_PASSWORD: '${DB_PASSWORD}',
    POSTGRES_INITDB_ARGS: '--data-checksums',
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
