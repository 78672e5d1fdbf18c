import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';
import { must, run, start } from './support/tool.ts';

const system = new System('rollback', { compose: '2.26' });
const tag = (version: string) => `stowage-test-rollback:${version}`;

/** A database, a job that changes it, and who reads it: each version of a program is an image of its own. */
interface Version {
  readonly app: string;
  /** What the job does, each by itself. @default - what the first version does */
  readonly job?: readonly string[];
  /** The image of the job. @default - the first one */
  readonly jobs?: string;
}

const setUp = ['CREATE TABLE IF NOT EXISTS kept (id int, name text)'];

function becomes({ app, job = setUp, jobs = '1' }: Version): void {
  const command = ['psql', '-v', 'ON_ERROR_STOP=1', '-h', 'db', '-U', 'rollback', '-d', 'rollback'];
  const statements = job.flatMap((statement) => ['-c', statement]);
  system.becomes(
    sourceOf(
      'rollback',
      ['Job', 'Postgres', 'Service'],
      `const db = new Postgres(core, 'db', { image: '${images.postgres}', database: 'rollback', memory: '256mb' });
  const migrate = new Job(core, 'migrate', { image: '${tag(jobs)}', memory: '64mb', env: { PGPASSWORD: db.password }, command: ${JSON.stringify([...command, ...statements])} }).waitFor(db);
  new Service(last, 'web', { image: '${tag(app)}', command: ['sleep', '100000'], memory: '64mb', stopGrace: '1s', health: { exec: ['test', '!', '-e', '/broken'], interval: '1s', retries: 2 } }).waitFor(migrate);`,
    ),
  );
}

const build = (version: string, more = '') =>
  must('docker', ['build', '--quiet', '--tag', tag(version), '-'], {
    input: `FROM ${images.postgres}\nLABEL version=${version}\n${more}`,
  }).trim();
const sql = (statement: string) =>
  system.mustExec('db', ['psql', '-U', 'rollback', '-d', 'rollback', '-Atc', statement]);
const rows = () => sql('SELECT * FROM kept ORDER BY 1, 2');
const inspected = (service: string, format: string) =>
  must('docker', ['inspect', '--format', format, `${system.project}-${service}-1`]).trim();
const file = (path: string) => readFileSync(join(system.folder, path), 'utf8');
const releases = () =>
  readdirSync(join(system.folder, 'releases'))
    .filter((name) => /^\d/.test(name))
    .sort();
const runs = () => file('releases/.running').split(' ')[0];
const all = () => ['db', 'web', 'migrate'].map((service) => inspected(service, '{{.Id}}'));

let known = '';
let described = '';
const ids: Record<string, string> = {};

beforeAll(() => {
  for (const version of ['1', '2', '3']) ids[version] = build(version);
  build('4', 'RUN touch /broken\n');
  becomes({ app: '1' });
  system.asksEach('1s', { web: 10 });
  system.mustMake('start');
  sql("INSERT INTO kept SELECT g, 'row ' || g FROM generate_series(1, 500) g");
  known = rows();
  described = file('docker-compose.yml');
});
afterAll(() => {
  system.dispose();
  for (const repository of ['stowage-test-rollback', 'stowage-kept'])
    for (const name of must('docker', ['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}', repository])
      .split('\n')
      .filter((one) => one.startsWith('stowage-test-rollback:') || one.includes(`:${system.project}-`)))
      run('docker', ['image', 'rm', '--force', name]);
});

it('the first start keeps a release, and there is none before it', () => {
  expect([releases().length, runs()]).toEqual([1, releases()[0]]);
  expect(system.mustMake('releases')).toMatch(new RegExp(`^${runs()} +1 +start +- +-  runs$`, 'm'));
  const { code, err } = system.make('rollback');
  expect([code, err]).toEqual([2, expect.stringContaining('is the first release here')]);
});

describe('an upgrade that stops', () => {
  const broken = (path: string, line: string) => appendFileSync(join(system.folder, path), `\n${line}\n`);
  afterEach(() => rmSync(join(system.folder, 'scripts/smoke-test'), { force: true }));
  const back = (...words: readonly string[]) => {
    const out = system.mustMake('rollback', ...words);
    expect([rows(), file('docker-compose.yml'), runs(), inspected('web', '{{.Image}}')]).toEqual([
      known,
      described,
      releases()[0],
      ids['1'],
    ]);
    expect(existsSync(join(system.folder, 'backups/.unfinished-upgrade'))).toBe(false);
    expect(inspected('web', '{{.State.Health.Status}}')).toBe('healthy');
    return out;
  };
  const stops = (step: string) => {
    const { code, err } = system.make('upgrade');
    expect([code, err]).toEqual([2, expect.stringContaining(`the upgrade stopped while ${step}`)]);
    return err;
  };

  it('at the images: the files go back, and no container is touched', () => {
    const before = all();
    becomes({ app: '5' });
    expect(stops('fetching the new images')).toContain('make rollback puts the files back');
    back();
    expect(all()).toEqual(before);
  });

  it('at the backup: the same', () => {
    const before = all();
    becomes({ app: '2' });
    broken('scripts/stores.sh', "save_pg_dump() { fail 'there is no room'; }");
    stops('making the backup');
    expect(back()).toContain('nothing is lost');
    expect(all()).toEqual(before);
  });

  it('at a job: refused until the backup may come back, and then with its data', () => {
    becomes({ app: '2', jobs: '2', job: ['DELETE FROM kept WHERE id > 3', 'SELECT 1/0'] });
    expect(stops('running migrate')).toContain('or go back: make rollback');
    const before = all();
    const { code, out, err } = system.make('rollback');
    expect([code, out, err]).toEqual([
      2,
      expect.stringContaining('  migrated   the job migrate ran with stowage-test-rollback:2 ('),
      expect.stringContaining('make rollback RESTORE=yes restores '),
    ]);
    expect([all(), rows().split('\n').length]).toEqual([before, 3]);
    expect(back('RESTORE=yes')).toContain('WHAT WAS STORED SINCE THEN IS LOST');
  });

  it('at the start of the application: without a backup, and what is stored stays', () => {
    becomes({ app: '4' });
    stops('starting web');
    expect(back()).toContain('nothing is lost');
  });

  it('at the last look: the same', () => {
    becomes({ app: '2' });
    writeFileSync(
      join(system.folder, 'scripts/smoke-test'),
      '#!/bin/bash\n[ ! -f backups/.unfinished-upgrade ]\n',
      {
        mode: 0o755,
      },
    );
    stops('looking at it through the edge');
    expect(inspected('web', '{{.Image}}')).toBe(ids['2']);
    back();
  });
});

describe('an upgrade that got through', () => {
  it('without a migration: nothing is lost, though the tag means another image now; a second run does nothing', () => {
    becomes({ app: '2' });
    system.mustMake('upgrade');
    sql("INSERT INTO kept VALUES (501, 'since')");
    known = rows();
    build('1', 'RUN touch /moved\n');
    expect(system.mustMake('rollback')).toContain('stowage-test-rollback:1 is again what it was then');
    expect([rows(), inspected('web', '{{.Image}}'), file('docker-compose.yml')]).toEqual([
      known,
      ids['1'],
      described,
    ]);
    const before = all();
    expect(system.mustMake('rollback')).toContain('runs already, since a rollback');
    expect(system.make('start').code).toBe(0);
    expect([all(), releases().length, runs()]).toEqual([before, 2, releases()[0]]);
  });

  it('with one: refused, then with the data of the backup, killed in the middle and run again', async () => {
    becomes({
      app: '3',
      jobs: '3',
      job: ['ALTER TABLE kept RENAME name TO title', 'DELETE FROM kept WHERE id > 3'],
    });
    system.mustMake('upgrade');
    expect(rows().split('\n')).toHaveLength(3);
    const left = runs();
    const before = all();
    expect(system.make('rollback').err).toContain('what is stored was migrated since');
    expect([all(), runs()]).toEqual([before, left]);
    await start('make', ['rollback', 'RESTORE=yes'], { cwd: system.folder, env: system.env }, ({ pid }) => {
      const timer = setInterval(() => {
        if (!existsSync(join(system.folder, 'backups/.unfinished-restore'))) return;
        clearInterval(timer);
        if (pid !== undefined) process.kill(-pid, 'SIGKILL');
      }, 20);
    });
    for (const target of ['start', 'upgrade'])
      expect(system.make(target).err).toContain('a rollback did not finish');
    expect(system.mustMake('releases')).toContain('did not finish: make rollback goes on.');
    expect(system.mustMake('rollback')).toContain('Going on with the rollback to ');
    expect([rows(), inspected('web', '{{.Image}}'), file('docker-compose.yml')]).toEqual([
      known,
      ids['1'],
      described,
    ]);
    expect([runs(), sql('SELECT count(name) FROM kept')]).toEqual([releases()[0], '501']);
  });

  it('killed while files are put back, it goes on, too', () => {
    becomes({ app: '3' });
    const half = 'mv() { command mv "$@" && [[ $* != *docker-compose.yml* ]] || kill -9 $$; }; export -f mv';
    run('bash', ['-c', `${half}; make rollback`], { cwd: system.folder, env: system.env });
    expect(file('releases/.unfinished-rollback')).toMatch(/^files /);
    expect([file('docker-compose.yml'), file('scripts/described.sh')]).toEqual([
      described,
      expect.stringContaining(tag('3')),
    ]);
    expect(system.mustMake('rollback')).toContain('Putting the files of ');
    expect([rows(), file('docker-compose.yml')]).toEqual([known, described]);
  });
});
