import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../../constructs/index.ts';
import { said, stack, variable } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

const model = stack({
  variables: [
    variable({ kind: 'secret', name: 'DB_PASSWORD', group: said('Secrets'), bytes: 16 }),
    variable({ kind: 'secret', name: 'API_KEY', group: said('Secrets'), bytes: 32 }),
    variable({ name: 'DOMAIN', group: said('Site') }),
    variable({ name: 'GREETING', group: said('Site'), default: 'hello' }),
  ],
});

/** A folder with this `.env`; `undefined` is none. */
function folderWith(env: string | undefined) {
  const folder = operationsFolder(model);
  if (env === undefined) folder.run('rm .env');
  else folder.write('.env', env);
  return folder;
}

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

/** Everything that .env.example would add below. */
const complete = 'DB_PASSWORD=p\nAPI_KEY=k\nDOMAIN=d\nGREETING=g\n';

describe('without a .env', () => {
  test('makes it from .env.example, with every secret drawn and nothing else changed', () => {
    const folder = folderWith(undefined);
    const { status, out, err } = folder.run('scripts/init-env');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toBe(
      'Made .env from .env.example.\nDrew: DB_PASSWORD API_KEY\nSet DOMAIN in .env before the first start.\n',
    );
    expect(folder.read('.env')).toMatch(/^DB_PASSWORD=[0-9a-f]{32}$/m);
    expect(folder.read('.env')).toMatch(/^API_KEY=[0-9a-f]{64}$/m);
    expect(folder.read('.env').replace(/[0-9a-f]{32,}/g, '')).toBe(folder.read('.env.example'));
    expect(mode(join(folder.path, '.env'))).toBe('600');
    expect(readdirSync(folder.path).filter((name) => name.startsWith('.env.'))).toEqual(['.env.example']);
  });

  test('three runs give the same bytes', () => {
    const folder = folderWith(undefined);
    folder.run('scripts/init-env');
    const first = folder.read('.env');
    expect(folder.run('scripts/init-env && scripts/init-env').out).toContain('nothing was changed');
    expect(folder.read('.env')).toBe(first);
  });

  test('two folders get different secrets', () => {
    const [one, other] = [folderWith(undefined), folderWith(undefined)].map((folder) => {
      folder.run('scripts/init-env');
      return folder.read('.env');
    });
    expect(one).not.toBe(other);
  });

  test('no secret is printed', () => {
    const folder = folderWith(undefined);
    const { out, err } = folder.run('scripts/init-env');
    for (const [secret] of folder.read('.env').matchAll(/[0-9a-f]{32,}/g))
      expect(out + err).not.toContain(secret);
  });
});

describe('an existing .env', () => {
  test.each([
    ['complete', complete],
    ['in CRLF', complete.replaceAll('\n', '\r\n')],
    ['without a final newline', complete.trimEnd()],
    ['with a byte order mark', `\ufeff${complete}`],
    ['exported', complete.replace(/^/gm, 'export ').trimEnd()],
    ['with odd spaces', 'DB_PASSWORD = p\n  API_KEY=k  \nDOMAIN: d\n\tGREETING=g\n'],
    [
      'with hostile values',
      `DB_PASSWORD='a#b $c "d"'\nAPI_KEY="x\\"y\\$z"\nDOMAIN=ünï#x $y\nGREETING=\`id\` $(id) \\\n`,
    ],
    ['with a value of several lines', `${complete}CERT='-----\nAPI_KEY=\nDB_PASSWORD=""\n-----'\nLAST=1\n`],
    ['with comments and blank lines', `\n\n# API_KEY=\n#DOMAIN\n${complete}\n   \n# the end`],
    ['with what only Compose knows', `COMPOSE_PROFILES=\nUNKNOWN=\n${complete}`],
    ['with something that is no assignment', `garbage\n=x\n${complete}`],
    ['where the last of two counts', `API_KEY=\n${complete}`],
    ['with what Compose takes for a value', 'DB_PASSWORD= # fill in\nAPI_KEY=#\nDOMAIN=\nGREETING=\n'],
  ])('%s stays as it is', (_, env) => {
    const folder = folderWith(env);
    const { status, err } = folder.run('scripts/init-env');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(folder.read('.env')).toBe(env);
    expect(mode(join(folder.path, '.env'))).toBe('600');
  });

  test.each([
    ['nothing', 'API_KEY=', 'API_KEY=SECRET'],
    ['nothing, in CRLF', 'API_KEY=\r', 'API_KEY=SECRET\r'],
    ['spaces', 'API_KEY=   ', 'API_KEY=SECRET'],
    ['single quotes', `API_KEY='' # mine`, `API_KEY='SECRET' # mine`],
    ['double quotes', 'export API_KEY=""', 'export API_KEY="SECRET"'],
    ['a colon', 'API_KEY:', 'API_KEY:SECRET'],
    ['the last of two', 'API_KEY=old\nAPI_KEY=', 'API_KEY=old\nAPI_KEY=SECRET'],
  ])('is filled where it holds %s', (_, before, after) => {
    const rest = complete.replace('API_KEY=k\n', '');
    const folder = folderWith(`# top\n${rest}${before}\n# end\n`);
    expect(folder.run('scripts/init-env').out).toBe('Drew: API_KEY\n');
    expect(folder.read('.env').replace(/[0-9a-f]{64}/, 'SECRET')).toBe(`# top\n${rest}${after}\n# end\n`);
  });

  test('gets what .env.example has gained, with its comments, at the end', () => {
    const folder = folderWith('# mine\nDB_PASSWORD=p\nDOMAIN=d');
    expect(folder.run('scripts/init-env').out).toBe('Drew: API_KEY\nAdded: API_KEY GREETING\n');
    expect(folder.read('.env').replace(/[0-9a-f]{64}/, 'SECRET')).toBe(
      `# mine\nDB_PASSWORD=p\nDOMAIN=d\n\n# What visitors are told.\n# Required; "make init" draws it.\nAPI_KEY=SECRET\n
# What visitors are told.\n# hello when empty.\nGREETING=hello\n`,
    );
    const first = folder.read('.env');
    folder.run('scripts/init-env');
    expect(folder.read('.env')).toBe(first);
  });

  test('that is empty gets everything', () => {
    const folder = folderWith('');
    expect(folder.run('scripts/init-env')).toMatchObject({ status: 0, err: '' });
    expect(folder.read('.env')).toMatch(/^DB_PASSWORD=[0-9a-f]{32}$/m);
    expect(folder.read('.env')).toMatch(/^GREETING=hello$/m);
  });

  test('that others can read becomes private', () => {
    const folder = folderWith(complete);
    chmodSync(join(folder.path, '.env'), 0o644);
    folder.run('scripts/init-env');
    expect(mode(join(folder.path, '.env'))).toBe('600');
  });

  test('that is a symbolic link is refused, and what it points at is left alone', () => {
    const folder = folderWith(undefined);
    folder.write('elsewhere', 'DOMAIN=d\n');
    symlinkSync('elsewhere', join(folder.path, '.env'));
    const { status, err } = folder.run('scripts/init-env');
    expect({ status, err }).toEqual({
      status: 1,
      err: 'error: .env is a symbolic link\n       put a file in its place\n',
    });
    expect(folder.read('elsewhere')).toBe('DOMAIN=d\n');
  });
});

test('killed at any moment it leaves the old file or the new one', async () => {
  const before = `${'# line\n'.repeat(200)}DOMAIN=d\nDB_PASSWORD=\n`;
  for (let delay = 0; delay < 120; delay += 15) {
    const folder = folderWith(before);
    const child = spawn('scripts/init-env', { cwd: folder.path, stdio: 'ignore', detached: true });
    const ended = once(child, 'exit');
    await setTimeout(delay);
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // it was faster
    }
    await ended;
    const now = folder.read('.env');
    if (now !== before) expect(now).toMatch(/^DB_PASSWORD=[0-9a-f]{32}\n(.*\n)+GREETING=hello\n$/m);
    expect(folder.run('scripts/init-env').status).toBe(0);
    expect(folder.read('.env')).toMatch(/^GREETING=hello$/m);
    expect(readdirSync(folder.path).filter((name) => name.startsWith('.env.'))).toEqual(['.env.example']);
  }
});

const isRoot = process.getuid?.() === 0;

test.skipIf(!isRoot && !process.env.CI)('another user never reads what it draws', async () => {
  const folder = folderWith(undefined);
  folder.run('chmod 755 .; cp .env.example .env; chmod 644 .env');
  const poll = 'while :; do cat .env .env.new.* 2>/dev/null; done';
  const other = spawn('bash', ['-c', poll], { cwd: folder.path, uid: 65534, gid: 65534 });
  let seen = '';
  other.stdout.on('data', (text: Buffer) => {
    seen += text;
  });
  await once(other.stdout, 'data');
  for (let run = 0; run < 5; run += 1) {
    folder.run('cp .env.example .env.old; chmod 644 .env.old; mv .env.old .env');
    await setTimeout(20);
    await once(spawn('scripts/init-env', { cwd: folder.path, stdio: 'ignore' }), 'exit');
  }
  other.kill('SIGKILL');
  expect(seen).toContain('API_KEY=\n');
  expect(seen).not.toMatch(/[0-9a-f]{32}/);
});

test('a value that is too long for a setting is named at once', () => {
  const folder = folderWith(`DOMAIN=d\nAPI_KEY="${'x'.repeat(1_000_000)}"\n`);
  expect(folder.run('scripts/init-env')).toMatchObject({
    status: 1,
    err: 'error: line 2 of .env, or its value, is longer than 65536 bytes\n       shorten it, or put it into a file that a service mounts\n',
  });
});

test.each(['init-env', 'doctor'])(
  '%s starts no process for each variable that it does not know',
  (script) => {
    const unknown = Array.from({ length: 1500 }, (_, i) => `UNKNOWN_${i}='x'\n`).join('');
    // What runs in a shell of its own is traced with a + more.
    const inside = (env: string) =>
      Number(folderWith(env).run(`bash -x scripts/${script} 2>&1 >/dev/null | grep -c '^++'`).out);
    const plain = inside(complete);
    expect(plain).toBeGreaterThan(2);
    expect(inside(`${unknown}${complete}`)).toBe(plain);
  },
);

test('runs from anywhere', () => {
  const folder = folderWith(undefined);
  expect(folder.run('cd / && "$OLDPWD/scripts/init-env"').status).toBe(0);
  expect(existsSync(join(folder.path, '.env'))).toBe(true);
});

describe('secrets in other forms', () => {
  const forms = stack({
    variables: [
      new Secret('HEX', { description: 'a', bytes: 8 }).model,
      ...[1, 2, 3, 16, 32, 64].map(
        (bytes) => new Secret(`B${bytes}`, { description: 'a', format: 'base64', bytes: bytes + 3 }).model,
      ),
      ...[4, 5, 6].map(
        (bytes) => new Secret(`U${bytes}`, { description: 'a', format: 'base64url', bytes }).model,
      ),
      new Secret('ID', { description: 'a', format: 'uuid' }).model,
      new Secret('MAILKEY', { description: 'The mail provider issues it.', issued: true }).model,
      new Secret('TRACES', { description: 'Where traces go.', issued: true, optional: true }).model,
    ],
  });

  test('are drawn so that doctor takes them, and programs decode as many bytes', () => {
    const folder = operationsFolder(forms);
    folder.run('rm .env');
    const { status, out, err } = folder.run('scripts/init-env');
    expect({ status, err, out }).toEqual({
      status: 0,
      err: '',
      out: 'Made .env from .env.example.\nDrew: HEX B1 B2 B3 B16 B32 B64 U4 U5 U6 ID\nSet MAILKEY in .env before the first start.\n',
    });
    const values = new Map(
      [...folder.read('.env').matchAll(/^([A-Z0-9]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
    for (const { name, pattern, bytes, format } of forms.variables) {
      const value = values.get(name) ?? '';
      if (bytes === undefined) expect(value).toBe('');
      else expect(value).toMatch(new RegExp(`^(?:${pattern})$`));
      if (format === 'base64' || format === 'base64url') {
        const decoded = Buffer.from(value, format);
        expect({ name, length: decoded.length, again: decoded.toString(format) }).toEqual({
          ...{ name, length: bytes, again: value },
        });
      }
    }
    expect(values.get('HEX')).toMatch(/^[0-9a-f]{16}$/);
    expect(values.get('ID')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(folder.run('scripts/init-env').out).toBe(
      '.env is complete; nothing was changed.\nSet MAILKEY in .env before the first start.\n',
    );
  });

  test('.env.example says who makes them', () => {
    const example = operationsFolder(forms).read('.env.example');
    expect(example).toContain('"make init" draws it.\nID=\n');
    expect(example).toContain('Required.\nMAILKEY=\n');
    expect(example).toContain('Optional.\nTRACES=\n');
  });
});
