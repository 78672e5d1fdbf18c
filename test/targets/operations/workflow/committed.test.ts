import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { knownImages as images } from '../../../../constructs/images/index.ts';
import { generated as put } from '../../../support/generated.ts';
import { said, stack, variable } from '../../../support/model.ts';
import { shopApp } from '../../../support/shop.app.ts';
import { named, rendered } from './rendered.ts';

const variables = ['POSTGRES_PASSWORD', 'REDIS_PASSWORD', 'SECRET_KEY'].map((name) =>
  variable({ kind: 'secret', name, group: said('Secrets'), bytes: 16 }),
);
const script = named(rendered(stack({ variables, images })), 'Refuse committed secrets')[0]?.run ?? '';
const root = mkdtempSync(join(tmpdir(), 'committed-'));
/** What is generated, and a repository with nothing in it. */
const [generated, empty] = [join(root, 'generated'), join(root, 'empty')];
afterAll(() => rmSync(root, { recursive: true, force: true }));

const bash = (line: string, repository = empty) => {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-euo', 'pipefail', '-c', line],
    { cwd: join(repository, 'local'), encoding: 'utf8' },
  );
  return { status, out: stdout + stderr };
};

put(shopApp(), generated);
mkdirSync(join(generated, 'local'));
mkdirSync(join(empty, 'local'), { recursive: true });
for (const repository of [generated, empty]) bash('git init --quiet .. && git add --all ..', repository);

/** What the step says when this file is in the repository, too. */
function committed(file: string, content: string | Uint8Array) {
  const path = join(empty, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  bash(`git -C .. add --force -- '${file}'`);
  const ending = bash(script);
  bash(`git -C .. rm --quiet --force -- '${file}'`);
  return ending;
}

test('what is generated is no secret', () => {
  expect(bash('git ls-files .. | wc -l', generated).out.trim()).toMatch(/^[1-9]\d+$/);
  expect(bash(script, generated)).toEqual({ status: 0, out: '' });
});

const drawn = '9f86d081884c7d659a2feaa0c55ad015';

describe('a file is refused, and nothing of it is printed', () => {
  test.each<readonly [string, string, string | Uint8Array]>([
    ['.env', 'production/.env', 'DOMAIN=d\n'],
    ['.env of the top', '.env', ''],
    ['a copy of .env', 'local/.env.old', ''],
    ['what an editor leaves of .env', 'local/.env~', ''],
    ['.env under another name', 'notes.txt', `# kept\nSECRET_KEY=${drawn}\n`],
    ['one value of it, in CRLF', 'local/notes.txt', `POSTGRES_PASSWORD='${drawn}'\r\n`],
    ['one value with odd spaces', 'notes', `  export SECRET_KEY = "${drawn}"`],
    [
      'an override',
      'local/docker-compose.override.yml',
      `services: {web: {environment: {a: b, SECRET_KEY: ${drawn}}}}\n`,
    ],
    ['a list of an override', 'local/more.yml', `environment:\n  - "REDIS_PASSWORD=${drawn}"\n`],
    ['JSON in a line', 'local/more.json', `{"SECRET_KEY":"${drawn}"}`],
    ['a line of a script', 'deploy.sh', `docker run -e SECRET_KEY=${drawn} web\n`],
    ['.backup-keys', 'local/.backup-keys', ''],
    ['the half of .backup-keys', 'local/.backup-keys.new.x', ''],
    ['a backup key under another name', 'notes', `# ours\n${drawn}${drawn}\n`],
    ['a private key', 'id', '-----BEGIN OPENSSH PRIVATE KEY-----\n'],
    ['another private key', 'key.pem', '-----BEGIN PRIVATE KEY-----\r\n'],
    ['something in backups', 'local/backups/x', ''],
    ['the manifest of a backup', 'old/manifest', 'stowage-backup 1\ncreated 20261123T030000Z\n'],
    ['its signature', 'old/SIGNATURE', `stowage-signature 1 ${'a'.repeat(16)} ${'b'.repeat(64)}\n`],
    [
      'roles with their passwords',
      'roles.sql',
      "ALTER ROLE app WITH LOGIN PASSWORD 'SCRAM-SHA-256$4096:…';\n",
    ],
    ['a plain dump', 'shop.sql', '--\n-- PostgreSQL database dump\n--\n'],
    ['a dump', 'database.dump', new Uint8Array([...Buffer.from('PGDMP'), 1, 14, 0, 4, 255])],
    ['a dump of Redis', 'dump', new Uint8Array([...Buffer.from('REDIS0009'), 250, 0, 255])],
  ])('%s', (_, file, content) => {
    const { status, out } = committed(file, content);
    expect({ status, out }).toEqual({
      status: 1,
      out: `::error::secrets or backups are in the repository: remove these files, and draw every secret in them anew\n  ${file}\n`,
    });
  });
});

describe('a file is taken', () => {
  test.each([
    ['a value that is looked up', 'local/more.yml', 'SECRET_KEY: ${SECRET_KEY}\nPOSTGRES_PASSWORD: "$X"\n'],
    ['a value that is drawn', 'deploy.sh', 'export SECRET_KEY=$(openssl rand -hex 32)\n'],
    ['an example', 'notes.md', 'SECRET_KEY=<yours>\nSECRET_KEY=\n`SECRET_KEY`: draw it\n'],
    ['a digest with its name, and one of an image', 'sums', `${drawn}${drawn}  x\nsha256:${drawn}${drawn}\n`],
    ['a digest in a file of its kind', 'x.tar.sha256', `${drawn}${drawn}\n`],
    ['another variable', 'local/more.env.md', `MY_SECRET_KEY_ID=${drawn}\nXSECRET_KEY=${drawn}\n`],
    ['what speaks of keys', 'notes.md', 'It begins with -----BEGIN PRIVATE KEY-----, or PGDMP.\n'],
  ])('%s', (_, file, content) => {
    expect(committed(file, content)).toEqual({ status: 0, out: '' });
  });
});

test('where Git cannot answer, the step fails', () => {
  expect(bash(`git() { return 128; }\n${script}`)).toEqual({ status: 1, out: '' });
});
