import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

/** A shell of MongoDB that runs the script as mongosh does, and knows one password. */
const mongosh = `#!/usr/bin/env node
const connect = (url) => {
  if (process.env.DOWN) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  if (decodeURIComponent(new URL(url).password) !== process.env.HAS) throw Object.assign(new Error('auth'), { code: 18 });
  return { changeUserPassword: (user, word) => console.error('told ' + user + ' ' + word) };
};
new Function('connect', process.argv.at(-1))(connect);
`;

function rotated(env: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'rotate-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'mongosh'), mongosh);
  chmodSync(join(folder, 'mongosh'), 0o755);
  const { status, stderr } = spawnSync(
    'bash',
    [
      '-c',
      'compose() { shift 3; "$@"; }; . "$0"; rotate_mongodb mongo',
      join(import.meta.dirname, 'rotate.sh'),
    ],
    {
      input: 'n@w:/%\nbefore\n',
      encoding: 'utf8',
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}`, ...env },
    },
  );
  return { status, stderr };
}

test('the administrator comes in with the one before and is told the new one; who has it already is told nothing', () => {
  expect(rotated({ HAS: 'before' })).toEqual({ status: 0, stderr: 'told root n@w:/%\n' });
  expect(rotated({ HAS: 'n@w:/%' })).toEqual({ status: 0, stderr: '' });
});

test('who comes in with neither, or finds no server, is no success', () => {
  expect(rotated({ HAS: 'another' }).status).toBe(1);
  expect(rotated({ DOWN: 'yes' })).toEqual({ status: 1, stderr: expect.stringContaining('refused') });
});
