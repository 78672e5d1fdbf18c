import { describe, expect, test } from 'vitest';
import type { Value } from '../../../../constructs/index.ts';
import { Postgres, Secret, Service, Variable } from '../../../../constructs/index.ts';
import { authored } from '../../../support/author.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

const description = 'It.';
const issued = new Secret('MAIL_PASSWORD', { description, issued: true, pattern: '[^x]{6,}' });
const vapid = new Secret('VAPID_PRIVATE', { description, key: 'p-256', spelled: 'base64url' });

/** What `docker` answers of a system that runs; it keeps what PostgreSQL is told, and is killed where the file says so. */
const running = `'ps --quiet '* | 'ps --all --quiet --no-trunc '*) echo c0ffee ;;
'ps '*) ;;
'inspect '*State.Running*) echo true ;;
'inspect '* | 'network '* | 'volume '* | 'image '*) ;;
*'oid = 10'*) echo postgres ;;
*'password "shop"'*) read -r told; read -r again; [ "$told" = "$again" ]; echo "$told" >>"$HOME/told" ;;
*' up '*) [ ! -e "$HOME/broken" ] || exit 1 ;;`;

function folderOf(env: Readonly<Record<string, Value>>, database = true) {
  const folder = operationsFolder(
    authored((core) => {
      const postgres =
        database && new Postgres(core, 'db', { image: 'postgres:16.4', database: 'shop', backup: false });
      new Service(core, 'web', {
        image: 'example/web:1',
        env: { ...env, ...(postgres && { URL: postgres.url }) },
      });
    }),
    running,
  );
  folder.run('rm .env; scripts/init-env; sed -i "s/^MAIL_PASSWORD=.*/MAIL_PASSWORD=before/" .env');
  return folder;
}
type Folder = ReturnType<typeof folderOf>;

const held = (folder: Folder, name: string) =>
  folder.run(`. scripts/common.sh; env_value ${name}`).out.trimEnd();
const confirmed = (folder: Folder) => ({
  CONFIRM: folder.run('. scripts/common.sh; printf %s "$PROJECT"').out,
});
const rotate = (folder: Folder, name: string, before = '') =>
  folder.run(`${before} scripts/rotate ${name}`, confirmed(folder));
/** Killed before the first line that begins so. */
function kill(folder: Folder, line: string): void {
  const script = folder.read('scripts/rotate');
  folder.write(
    'scripts/killed',
    script.replace(`\n${line}`, () => `\nkill -KILL $$\n${line}`),
  );
  expect(folder.run('exec bash scripts/killed DB_PASSWORD', confirmed(folder)).status).toBe(null);
}
const left = (folder: Folder) => folder.run('ls -A | grep -E "rotating|[.]new" || true').out;

test('a drawn password is told to PostgreSQL twice and in no argument, and nothing of it is left or said', () => {
  const folder = folderOf({});
  const before = held(folder, 'DB_PASSWORD');
  const { status, out, err } = rotate(folder, 'DB_PASSWORD');
  const after = held(folder, 'DB_PASSWORD');
  expect({ status, err, left: left(folder) }).toEqual({ status: 0, err: '', left: '' });
  expect(after).toMatch(/^[0-9a-f]{64}$/);
  expect(folder.read('../told')).toBe(`${after}\n`);
  for (const secret of [before, after]) expect(out + folder.calls()).not.toContain(secret);
  expect(out).toContain('These are made anew and do not answer meanwhile: db web.\n');
});

test.each([
  'trap go_back EXIT',
  'apply "$raw"',
  'put[$secret]=$raw',
  'put_env\nsay',
  'say "Starting',
  'start_readers\n',
  'rm -f -- .env.rotating',
  'trap - EXIT\nsay',
])('killed before %s, a second run ends with the value that the first one drew', (line) => {
  const folder = folderOf({});
  kill(folder, line);
  const drawn = folder.run("sed -n 's/^new=//p' .env.rotating").out.trim();
  expect(drawn.length).toBe(line.startsWith('trap -') ? 0 : 64);
  const { status, err } = rotate(folder, 'DB_PASSWORD');
  expect({ status, err, left: left(folder) }).toEqual({ status: 0, err: '', left: '' });
  const now = held(folder, 'DB_PASSWORD');
  if (drawn !== '') expect(now).toBe(drawn);
  expect(folder.read('../told').trim().split('\n').at(-1)).toBe(now);
});

test('what does not come up again has the old one back; an edit of .env in between stays', () => {
  const folder = folderOf({ MAIL: issued });
  const before = held(folder, 'DB_PASSWORD');
  kill(folder, 'say "Starting');
  folder.run(`sed -i "s/^MAIL_PASSWORD=.*/MAIL_PASSWORD='several\\nlines'/" .env; touch ../broken`);
  const { status, err } = rotate(folder, 'DB_PASSWORD');
  expect(status).not.toBe(0);
  expect(err).toContain('error: DB_PASSWORD was not rotated; going back to the one before\n');
  expect(err).toContain('That failed, too. .env is as before');
  expect(held(folder, 'DB_PASSWORD')).toBe(before);
  expect(held(folder, 'MAIL_PASSWORD')).toBe('several\nlines');
  folder.run('rm ../broken');
  expect(rotate(folder, 'DB_PASSWORD').out).toContain(
    'Going on with the rotation of DB_PASSWORD that stopped.\n',
  );
  expect(held(folder, 'DB_PASSWORD')).toBe(folder.read('../told').trim().split('\n').at(-1));
});

test('a pair is drawn together, whichever half is named', () => {
  const publicHalf = new Variable('VAPID_PUBLIC', { description, publicOf: vapid });
  const folder = folderOf({ A: vapid, B: publicHalf }, false);
  const pair = () => ['VAPID_PRIVATE', 'VAPID_PUBLIC'].map((name) => held(folder, name));
  const before = pair();
  expect(rotate(folder, 'VAPID_PUBLIC').err).toBe(
    'error: VAPID_PUBLIC follows from VAPID_PRIVATE\n       run: make rotate SECRET=VAPID_PRIVATE\n',
  );
  expect(rotate(folder, 'VAPID_PRIVATE')).toMatchObject({ status: 0, err: '' });
  expect(pair().filter((one, i) => one === before[i] || one === '')).toEqual([]);
  expect(folder.run('scripts/doctor').out).toContain('ok       keys and hashes belong together\n');
});

describe('what another party issues', () => {
  test.each([`it's "a\\b`, String.raw`$HOME \${y:-z}`.replace('\\', ''), ' #"`id`', 'plain+1/2=', "'''''\\"])(
    'is taken from standard input as it is: %s',
    (value) => {
      const folder = folderOf({ MAIL: issued }, false);
      const { status, out, err } = rotate(
        folder,
        'MAIL_PASSWORD',
        `printf '%s\\nmore\\n' ${quoted(value)} |`,
      );
      expect({ status, err, read: held(folder, 'MAIL_PASSWORD') }).toEqual({
        status: 0,
        err: '',
        read: value,
      });
      expect(out + folder.calls()).not.toContain(value);
    },
  );

  test.each([
    ['nothing', '', 'it is one line that matches [^x]{6,}'],
    ['another form', 'has x in it', 'it is one line that matches [^x]{6,}'],
    ['what a terminal obeys', 'escape\u001b[31m', 'it is one line that matches [^x]{6,}'],
    ['what no line of .env can carry', `it's $HOME`, 'have another one issued'],
  ])('is refused where it is %s, and nothing changes', (_, value, mend) => {
    const folder = folderOf({ MAIL: issued }, false);
    const before = folder.read('.env');
    const { status, err } = rotate(folder, 'MAIL_PASSWORD', `printf '%s\\n' ${quoted(value)} |`);
    expect({ status, mended: err.includes(mend), left: left(folder) }).toEqual({
      status: 1,
      mended: true,
      left: '',
    });
    expect(folder.read('.env')).toBe(before);
  });
});

test.each([
  ['DATA_KEY', 'error: DATA_KEY never changes: what it has encrypted or bound can be read with it alone\n'],
  [
    '$(id)',
    'error: this stack has no secret "$(id)"\n       use: make rotate SECRET=NAME, one of: DB_PASSWORD TOKEN\n',
  ],
  ['', 'error: this stack has no secret ""\n'],
])('%s is refused', (name, message) => {
  const key = new Secret('DATA_KEY', { description, permanent: true });
  const folder = folderOf({ KEY: key, TOKEN: new Secret('TOKEN', { description }) });
  expect(rotate(folder, quoted(name)).err).toContain(message);
});

test('a store that nobody says it of may keep the first one: refused, until its author says that a start is enough', () => {
  const password = new Secret('QUEUE_PASSWORD', { description });
  const queue = (rotates: boolean) =>
    operationsFolder(
      authored((core) => {
        new Service(core, 'queue', {
          image: 'rabbitmq:3.10.8',
          env: { RABBITMQ_DEFAULT_PASS: password },
          ...(rotates && { rotates: [{ secret: password }] }),
        });
      }),
    ).run('grep -c "QUEUE_PASSWORD)$" scripts/rotate; ls scripts/rotate');
  expect(queue(false).status).not.toBe(0);
  expect(queue(true)).toMatchObject({ status: 0, out: '1\nscripts/rotate\n' });
});

test('a store is told the new one and that it may have the other; where it does not come up, the other way round, healthy or not', () => {
  const password = new Secret('QUEUE_PASSWORD', { description });
  const method = { name: 'queue', script: 'rotate_queue() { cat >>"$HOME/told"; }\n' };
  const folder = operationsFolder(
    authored((core) => {
      new Service(core, 'queue', {
        image: 'example/queue:1',
        env: { PASSWORD: password },
        rotates: [{ secret: password, method }],
      });
    }),
    running,
  );
  folder.run('rm .env; scripts/init-env');
  const before = held(folder, 'QUEUE_PASSWORD');
  expect(rotate(folder, 'QUEUE_PASSWORD').status).toBe(0);
  const after = held(folder, 'QUEUE_PASSWORD');
  folder.run('touch ../broken');
  expect(rotate(folder, 'QUEUE_PASSWORD').status).not.toBe(0);
  const told = folder.read('../told').trim().split('\n');
  const [third = ''] = told.slice(2);
  expect(told).toEqual([after, before, third, after, after, third]);
  expect(new Set([before, after, third]).size).toBe(3);
});

test('where nothing can be rotated there is no such target', () => {
  const folder = folderOf({ KEY: new Secret('DATA_KEY', { description, permanent: true }) }, false);
  expect(folder.run('grep -rl rotat . || true').out).toBe('');
});

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
