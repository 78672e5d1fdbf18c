import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Match, Output } from '../../../src/testing.ts';
import { appOf, authored } from '../../../test/support/author.ts';
import { Postgres, Secret, Service } from '../../index.ts';
import { alterRole } from './backup.ts';

const props = { image: 'postgres:18.1', database: 'shop' } as const;

/** One of three databases and two roles. */
const several = () =>
  authored((core, site) => {
    const db = new Postgres(core, 'main-db', { ...props, user: "o'wner" });
    const stock = db.database('stock', { user: 'keeper', extensions: ['pg_trgm', 'uuid-ossp'] });
    db.database('stock-2', { user: 'keeper' });
    new Service(site, 'web', { image: 'example:1', env: { STOCK: stock.url } }).waitFor(stock.made);
  });

test('another database has an owner, a password, a URL, and a job that makes it', () => {
  const app = appOf((core, site) => {
    const db = new Postgres(core, 'db', props);
    const stock = db.database('stock', { extensions: ['pg_trgm'] });
    new Service(site, 'web', { image: 'example:1', env: { STOCK: stock.url } });
  });
  const script = { source: 'db_databases.sh', target: '/docker-entrypoint-initdb.d/zzz-databases.sh' };
  Output.of(app).hasService('web', {
    environment: { STOCK: 'postgres://stock:${DB_STOCK_PASSWORD:?run make init}@db:5432/stock' },
    depends_on: Match.objectLike({ 'db-databases': { condition: 'service_completed_successfully' } }),
  });
  Output.of(app).hasService('db', {
    environment: Match.objectLike({
      POSTGRES_PASSWORD: Match.variable('DB_PASSWORD'),
      POSTGRES_PASSWORD_2: Match.variable('DB_STOCK_PASSWORD'),
    }),
    volumes: Match.arrayWith(['db_socket:/var/run/postgresql']),
    configs: Match.arrayWith([script]),
  });
  // Whoever has the socket is the superuser: the job alone, beside the server.
  Output.of(app).hasService('db-databases', {
    entrypoint: ['bash', '/docker-entrypoint-initdb.d/zzz-databases.sh'],
    environment: Match.objectLike({ PGHOST: '/var/run/postgresql', POSTGRES_USER: 'shop' }),
    volumes: Match.arrayWith(['db_socket:/var/run/postgresql:ro']),
    configs: [script],
    user: 'postgres',
    cap_drop: ['ALL'],
    read_only: true,
  });
});

test('all of them are saved, taken over and bound to a major version, and each role has a password that rotates', () => {
  const model = several();
  const words = ['shop', "o'wner", 'stock', 'keeper', 'stock-2', 'keeper'];
  expect(model.stores[0]?.words).toEqual(words);
  expect(model.adoption?.takeovers.map((one) => one.words)).toEqual([words]);
  expect(model.majors?.[0]?.words).toEqual(words);
  expect(model.services[0]?.rotations).toEqual([
    { secret: 'MAIN_DB_PASSWORD', method: alterRole, words: ['shop', "o'wner"] },
    { secret: 'MAIN_DB_KEEPER_PASSWORD', method: alterRole, words: ['stock', 'keeper'] },
  ]);
});

test('one database alone has neither job nor volume for it', () => {
  const model = authored((core) => new Postgres(core, 'db', props));
  expect(model.services.map(({ id }) => id)).toEqual(['db']);
  expect(model.volumes.map(({ id }) => id)).toEqual(['db_data']);
});

describe('the script', () => {
  const content = several().files.find(({ file }) => file === 'main-db/databases.sh')?.content;
  const script = content?.kind === 'text' ? String(content.text) : '';

  /** Runs it with a psql that answers as a server would, and keeps what it is given: a role, a database, its words, what it reads. */
  function run(env: Readonly<Record<string, string>>) {
    const folder = mkdtempSync(join(tmpdir(), 'databases-'));
    const psql = `#!/bin/sh
case "$*" in *'oid = 10'*) echo root; exit ;; esac
for word; do case $word in owner=*) echo "\${word#owner=}" ;; esac; done
{ printf '%s|%s|' "$2" "$4"; shift 11; printf '%s ' "$@"; case "$*" in *password*) printf '<%s>' "$(cat)" ;; esac; echo; } >>${folder}/given
`;
    writeFileSync(join(folder, 'psql'), psql, { mode: 0o755 });
    const { status, stderr } = spawnSync('bash', ['--norc', '-c', script], {
      env: { PATH: `${folder}:${process.env.PATH}`, POSTGRES_USER: "o'wner", POSTGRES_DB: 'shop', ...env },
      encoding: 'utf8',
    });
    const given = readFileSync(join(folder, 'given'), 'utf8');
    rmSync(folder, { recursive: true });
    return { status, stderr, given };
  }

  test('gives each role its password by standard input, whatever is in it, and makes the extensions', () => {
    const { status, given, stderr } = run({ POSTGRES_PASSWORD: 'x', POSTGRES_PASSWORD_2: `it's \\ "$(id)"` });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const told = `root|shop|--command \\password "keeper" <it's \\ "$(id)"\nit's \\ "$(id)">\n`;
    expect(given.split(told)).toHaveLength(3);
    expect(given).toContain('root|stock|--command CREATE EXTENSION IF NOT EXISTS "uuid-ossp" CASCADE');
    expect(given).not.toContain('root|stock-2|--command');
  });

  test('fails where a password is empty', () => {
    expect(run({ POSTGRES_PASSWORD: 'x', POSTGRES_PASSWORD_2: '' })).toMatchObject({
      status: 1,
      stderr: 'error: keeper, who owns the database stock, has no password\n',
    });
  });
});

test.each([
  ['shop', {}, '"db" has the database shop already'],
  ['more', { user: 'shop', password: new Secret('OTHER', { description: 'x' }) }, 'has a password already'],
] as const)('a second %s is refused', (name, options, message) => {
  expect(() => authored((core) => new Postgres(core, 'db', props).database(name, options))).toThrow(
    expect.objectContaining({ code: 'postgres-database', message: expect.stringContaining(message) }),
  );
});

test.each(['postgres', 'template1', 'pg_x', 'a b', '', 'a'.repeat(64), "a'b"])(
  '%j is no name of one',
  (name) => {
    expect(() => authored((core) => new Postgres(core, 'db', props).database(name))).toThrow(
      expect.objectContaining({ code: 'bad-prop' }),
    );
  },
);
