import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkout } from './support/operations.ts';
import { images } from './support/posthog.ts';
import { made } from './support/tables.ts';
import { must, run } from './support/tool.ts';

const name = 'stowage-test-clickhouse-zip';
const [first, next] = ['20260101T000000Z', '20260102T000000Z'];
const { folder, dispose } = checkout();
const cwd = join(folder, 'local');

const sql = (statement: string, database = 'posthog') =>
  run('docker', ['exec', name, 'clickhouse-client', '--database', database, '--query', statement]);

/** What the method says of a zip of the server, of a backup that nobody here signed. */
function said(backup: string, base = '', allow = ''): string {
  for (const one of [backup, base].filter(Boolean)) {
    mkdirSync(join(cwd, 'backups', one, 'clickhouse'), { recursive: true });
    must('docker', [
      'cp',
      `${name}:/backups/stowage-${one}.zip`,
      join(cwd, 'backups', one, 'clickhouse/database.zip'),
    ]);
  }
  const file = (one: string) => one && `backups/${one}/clickhouse/database.zip`;
  const ending = run(
    'bash',
    [
      '-c',
      `. scripts/common.sh; . scripts/stores.sh; wrong_zip ${file(backup)} posthog backups ${file(base)}`,
    ],
    { cwd, env: { ALLOW: allow } },
  );
  expect(ending).toMatchObject({ code: 0, err: '' });
  return ending.out.replaceAll(/backups\/(\d+)T\w+\/clickhouse\/database\.zip/g, '$1');
}
const queue = 'TABLE z_queue ENGINE KAFKA nowhere.invalid:9092';

beforeAll(async () => {
  run('docker', ['rm', '--force', '--volumes', name]);
  copyFileSync(join(cwd, '.env.example'), join(cwd, '.env'));
  writeFileSync(join(cwd, '.env'), readFileSync(join(cwd, '.env'), 'utf8').replaceAll(/^(\w+)=$/gm, '$1=x'));
  const overlays = join(cwd, 'clickhouse-posthog');
  must('docker', [
    ...['run', '--detach', '--name', name],
    ...['backup', 'cluster'].flatMap((one) => [
      '--volume',
      `${overlays}/${one}-config.xml:/etc/clickhouse-server/config.d/${one}-config.xml:ro`,
    ]),
    images.clickhouse,
  ]);
  let tries = 60;
  while (sql('CREATE DATABASE IF NOT EXISTS posthog', 'default').code !== 0 && tries-- > 0)
    await setTimeout(500);
  for (const statement of made) expect(sql(statement)).toMatchObject({ code: 0 });
});
afterAll(() => {
  run('docker', ['rm', '--force', '--volumes', name]);
  dispose();
});

it('takes what a server writes of tables, views and dictionaries, also on a base', () => {
  expect(sql(`BACKUP DATABASE posthog TO Disk('backups', 'stowage-${first}.zip')`).code).toBe(0);
  expect(said(first)).toBe(
    `20260101, metadata/posthog/z_queue.sql: it would reach beyond this server: ${queue}; if you know it, say ALLOW='${queue}'\n`,
  );
  expect(said(first, '', queue)).toBe('');
  expect(
    sql(
      `BACKUP DATABASE posthog TO Disk('backups', 'stowage-${next}.zip') SETTINGS base_backup = Disk('backups', 'stowage-${first}.zip')`,
    ).code,
  ).toBe(0);
  expect(said(next, first, queue)).toBe('');
});

it('refuses what RESTORE would make: a table that reaches elsewhere', () => {
  for (const statement of [
    "CREATE TABLE a_url (id UInt64) ENGINE = URL('http://127.0.0.1:1/x', 'CSV')",
    "CREATE VIEW a_file AS SELECT * FROM file('x.csv', 'CSV', 'id UInt64')",
    "CREATE DICTIONARY a_http (id UInt64, event String) PRIMARY KEY id SOURCE(HTTP(URL 'http://127.0.0.1:1/' FORMAT 'TSV')) LAYOUT(FLAT()) LIFETIME(0)",
  ])
    sql(statement);
  const backup = '20260103T000000Z';
  expect(sql(`BACKUP DATABASE posthog TO Disk('backups', 'stowage-${backup}.zip')`).code).toBe(0);
  expect(sql('DROP TABLE a_url SYNC').code).toBe(0);
  expect(sql(`RESTORE TABLE posthog.a_url FROM Disk('backups', 'stowage-${backup}.zip')`).code).toBe(0);
  expect(sql("SELECT engine FROM system.tables WHERE name = 'a_url'").out).toBe('URL\n');
  expect(said(backup, '', queue)).toContain('DICTIONARY a_http SOURCE HTTP');
  expect(said(backup, '', queue)).toContain('TABLE a_url ENGINE URL');
});
