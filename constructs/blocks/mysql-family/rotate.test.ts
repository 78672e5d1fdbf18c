import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { authored, authoredService } from '../../../test/support/author.ts';
import { MariaDb, MySql, Secret } from '../../index.ts';

/** What MySQL's root is told, where its server has a password; the client is one that knows that password alone. */
function rotated(has: string, word: string, other: string) {
  const folder = mkdtempSync(join(tmpdir(), 'rotate-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const client = join(folder, 'mysql');
  const told = join(folder, 'told');
  writeFileSync(
    client,
    `#!/bin/sh\n[ "$MYSQL_PWD" = "$HAS" ] || { echo "Access denied" >&2; exit 1; }\n[ $# -gt 1 ] || cat >${told}\n`,
  );
  chmodSync(client, 0o755);
  writeFileSync(told, '');
  const script = join(import.meta.dirname, 'rotate.sh');
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', `compose() { shift 3; "$@"; }; . "$0"; rotate_sql db MYSQL_ROOT_PASSWORD`, script],
    {
      input: `${word}\n${other}\n`,
      encoding: 'utf8',
      env: { ...process.env, HAS: has, PATH: `${folder}:${process.env.PATH}` },
    },
  );
  return { status, stderr, told: readFileSync(told, 'utf8') };
}

const hostile = String.raw`it's \ %s "$(x)"`;
const statements = `SET SESSION sql_mode = "";
ALTER USER root@localhost IDENTIFIED BY 'it''s \\\\ %s "$(x)"';
`;

test.each([
  ['the one before', 'before'],
  ['the new one, since a try before came so far', hostile],
])("MySQL's root comes in with %s and is told the new one", (_, has) => {
  expect(rotated(has, hostile, 'before')).toEqual({ status: 0, stderr: '', told: statements });
});

test('who comes in with neither is no success', () => {
  const { status, told } = rotated('another', hostile, 'before');
  expect([status, told]).toEqual([1, '']);
});

test('a secret of two users is told both at once, and that of root in the words of root', () => {
  const password = new Secret('SHARED', { description: 'Both.' });
  const model = authored((core) => {
    const maria = new MariaDb(core, 'maria', { image: 'mariadb:11.8.3', database: 'shop', password });
    maria.database('stock', { password });
    maria.database('own');
    new MySql(core, 'my', { image: 'mysql:8.4.6', database: 'shop' });
  });
  const said = (id: string) =>
    authoredService(model, id).model.rotations?.map(({ secret, words }) => [secret, ...words]);
  expect(said('maria')).toEqual([
    ['SHARED', 'MARIADB_PASSWORD', 'MARIADB_PASSWORD_2'],
    ['MARIA_OWN_PASSWORD', 'MARIADB_PASSWORD_3'],
  ]);
  expect(said('my')).toEqual([
    ['MY_PASSWORD', 'MYSQL_PASSWORD'],
    ['MY_ROOT_PASSWORD', 'MYSQL_ROOT_PASSWORD'],
  ]);
});
