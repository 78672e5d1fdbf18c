import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { System } from './support/system.ts';
import { must, run } from './support/tool.ts';

/** A database, a client that logs in again and again, and a program of another user that reads a file with the password in it. */
const source = `
import { App, ConfigFile, Environment, Postgres, Secret, Service, Stack, text, Volume } from 'CONSTRUCTS';
const app = new App();
const host = { cpus: 2, memory: '4gb', disk: '1gb' } as const;
for (const environment of Environment.all({ test: { host } })) {
  const stack = new Stack(app, 'secrets', environment, { title: 'Shop', version: '1' });
  const [core, site] = stack.phases('core', 'site');
  const image = 'postgres:12.13-alpine3.17';
  const key = new Secret('DATA_KEY', { description: 'Encrypts.', permanent: true });
  const token = new Secret('API_TOKEN', { description: 'Opens it.' });
  const postgres = new Postgres(core, 'postgres', { image, database: 'shop', backup: false });
  stack.acknowledge('state-backed-up', [postgres], 'It is made for a test.');
  // Three programs of an image that keeps data, and none here.
  const none = (service: Service, name: string) =>
    service.mount(new Volume(stack, name, { holds: 'Nothing.', kind: 'cache' }), '/var/lib/postgresql/data');
  none(new Service(site, 'client', {
    image,
    env: { DATABASE_URL: postgres.url, DATA_KEY: key },
    command: ['sh', '-c', 'exec sleep 1d'],
    init: true,
    health: { shell: 'psql -qc "SELECT 1" "$DATABASE_URL"', interval: '1s' },
  }), 'client_data');
  const settings = new ConfigFile(stack, 'settings', {
    file: 'reader/settings.yaml',
    content: { format: 'yaml', text: text\`url: \${postgres.url}\\n\` },
  });
  none(new Service(site, 'reader', {
    image,
    user: '4711:4711',
    env: { TOKEN_FILE: token.file },
    command: ['sh', '-c', 'cat /etc/settings.yaml /run/secrets/API_TOKEN; echo; exec sleep 1d'],
    init: true,
    health: { exec: ['test', '-s', '/etc/settings.yaml'], interval: '1s' },
  }).mount(settings, '/etc/settings.yaml'), 'reader_data');
  const mail = new Secret('MAIL_PASSWORD', { description: 'Sends.', issued: true, pattern: '.{6,}' });
  const hash = new Secret('MAIL_HASH', { description: 'Knows it.', bcryptOf: mail, cost: 4 });
  none(new Service(site, 'other', {
    image,
    env: { MAIL_PASSWORD: mail, MAIL_HASH: hash },
    command: ['sleep', '1d'],
    init: true,
    health: { exec: ['true'], interval: '1s' },
  }), 'other_data');
}
export default app;
`;

let system: System;
beforeAll(() => {
  system = new System('secrets', { values: { MAIL_PASSWORD: 'before' } });
  system.becomes(source);
  must('make', ['init'], { cwd: system.folder });
});
afterAll(() => system.dispose());

const value = (name: string) =>
  run('bash', ['-c', `. scripts/common.sh; env_value ${name}`], { cwd: system.folder }).out.trim();
const started = (service: string) =>
  run('docker', ['inspect', '--format', '{{.State.StartedAt}}', `secrets-test-${service}-1`]).out;
const logIn = (password: string) =>
  system.exec('client', [
    'sh',
    '-c',
    'psql -qtAc "SELECT 1" "postgres://shop:$0@postgres:5432/shop"',
    password,
  ]);

test('a plain docker compose up is refused, and makes nothing where the files belong', () => {
  const { code, err } = run('docker', ['compose', 'up', '--detach', '--no-deps', 'reader'], {
    cwd: system.folder,
    env: system.env,
  });
  expect({ code, refused: /bind source path does not exist: .*\/rendered\//.test(err) }).toEqual({
    code: 1,
    refused: true,
  });
  expect(run('ls', ['rendered'], { cwd: system.folder }).code).not.toBe(0);
});

test('make start makes them, and a user of the container reads what nobody else can', () => {
  system.mustMake('start');
  const said = system.compose('logs', '--no-log-prefix', 'reader');
  expect(said).toBe(
    `url: "postgres://shop:${value('POSTGRES_PASSWORD')}@postgres:5432/shop"\n${value('API_TOKEN')}\n`,
  );
  const files = ['reader/settings.yaml', 'secrets/reader/API_TOKEN'];
  for (const file of files) {
    const { uid, gid, mode } = statSync(join(system.folder, 'rendered', file));
    expect([uid, gid, mode & 0o777]).toEqual([4711, 4711, 0o600]);
  }
  expect(system.exec('reader', ['env']).out).not.toContain(value('API_TOKEN'));
});

test('a rotated password opens the database, the old one does not, and exactly its readers were made anew', () => {
  const before = value('POSTGRES_PASSWORD');
  const [other, reader] = ['other', 'reader'].map(started);
  const said = system.mustMake('rotate', 'SECRET=POSTGRES_PASSWORD');
  const after = value('POSTGRES_PASSWORD');
  expect(after).not.toBe(before);
  expect(said).not.toContain(after);
  expect(logIn(after)).toMatchObject({ code: 0, out: '1\n' });
  expect(logIn(before).code).not.toBe(0);
  expect(started('other')).toBe(other);
  expect(started('reader')).not.toBe(reader);
  expect(system.compose('logs', '--no-log-prefix', 'reader')).toContain(after);
  expect(run('bash', ['-c', 'ls -a | grep rotat'], { cwd: system.folder }).out).toBe('');
});

/** Runs it, and kills it before the first line that begins so. */
const killedAt = (line: string) => {
  const script = `awk -v at="$0" '!done && index($0, at) == 1 { print "kill -KILL $$"; done = 1 } 1' scripts/rotate >scripts/rotate-killed
bash scripts/rotate-killed POSTGRES_PASSWORD; status=$?; rm scripts/rotate-killed; exit "$status"`;
  return run('bash', ['-c', script, line], { cwd: system.folder, env: system.env });
};

test.each([
  ['apply "$raw"', 'nobody', true],
  ['put[$secret]=$raw', 'the database alone', false],
  ['rm -f -- .env.rotating', 'everybody', false],
])('killed at %s, when %s has the new one, it goes on with the same', (line, _, opens) => {
  const before = value('POSTGRES_PASSWORD');
  expect(killedAt(line).code).toBe(137);
  const drawn = run('sed', ['-n', 's/^new=//p', '.env.rotating'], { cwd: system.folder }).out.trim();
  expect([drawn.length, drawn === before, logIn(before).code === 0]).toEqual([64, false, opens]);
  expect(statSync(join(system.folder, '.env.rotating')).mode & 0o777).toBe(0o600);
  expect(system.make('doctor').out).toContain('error    the rotation of POSTGRES_PASSWORD did not finish\n');
  expect(system.make('rotate', 'SECRET=API_TOKEN').err).toContain(
    'run first: make rotate SECRET=POSTGRES_PASSWORD',
  );
  expect(system.mustMake('rotate', 'SECRET=POSTGRES_PASSWORD')).toContain('Going on with the rotation');
  expect([value('POSTGRES_PASSWORD'), logIn(drawn).code]).toEqual([drawn, 0]);
});

test('what another party issued is taken from who types it, whatever it holds, and its hash follows', () => {
  for (const issued of [`it's "$a\\b`.replace('$', '&'), '$HOME #"x" ${y:-z} `id`']) {
    const { code, err } = run('make', ['rotate', 'SECRET=MAIL_PASSWORD'], {
      cwd: system.folder,
      env: system.env,
      input: `${issued}\nnobody reads this\n`,
    });
    expect({ code, said: err.includes(issued) }).toEqual({ code: 0, said: false });
    expect(system.exec('other', ['sh', '-c', 'printf %s "$MAIL_PASSWORD"']).out).toBe(issued);
    expect(system.make('doctor').out).toContain('ok       keys and hashes belong together\n');
  }
});

test('where a reader does not come up again the old one is back, in .env and in the database', () => {
  const before = value('POSTGRES_PASSWORD');
  run(
    'bash',
    [
      '-c',
      String.raw`printf 'services:\n  reader:\n    healthcheck: {test: [CMD, grep, -q, %s, /etc/settings.yaml], interval: 1s, retries: 2, start_period: 1s}\n' "$(. scripts/common.sh; env_value POSTGRES_PASSWORD)" >docker-compose.override.yml`,
    ],
    { cwd: system.folder },
  );
  const { code, err } = system.make('rotate', 'SECRET=POSTGRES_PASSWORD');
  expect(code).not.toBe(0);
  expect(err).toContain('error: POSTGRES_PASSWORD was not rotated; going back to the one before\n');
  expect(err).toContain('What was before runs again.\n');
  expect([value('POSTGRES_PASSWORD'), logIn(before).code]).toEqual([before, 0]);
  expect(run('bash', ['-c', 'ls -a | grep rotat'], { cwd: system.folder }).out).toBe('');
});

test('a key that encrypts is refused with words', () => {
  expect(system.make('rotate', 'SECRET=DATA_KEY').err).toContain(
    'error: DATA_KEY never changes: what it has encrypted or bound can be read with it alone\n',
  );
});
