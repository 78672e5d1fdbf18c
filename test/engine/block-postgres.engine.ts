import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockImages } from './support/block-images.ts';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';
import { must, start } from './support/tool.ts';

const bare = (image: string) => image.replace(/@.*/, '');
const plain = bare(images.minioClient);

/** A database, and something that stands for an application beside it. */
const at = (image: string) =>
  sourceOf(
    'majors',
    ['Postgres', 'Service'],
    `new Postgres(core, 'db', { image: '${image}', database: 'parcel', extensions: ['pg_trgm'], memory: '256mb' });
  new Service(last, 'web', { image: '${plain}', entrypoint: ['sleep', '100000'], health: { exec: ['true'] }, memory: '64mb', stopGrace: '1s' });`,
  );

describe('PostgreSQL from one major version to the next', () => {
  const system = new System('majors');
  afterAll(() => system.dispose());
  const sql = (statement: string, user = 'parcel') =>
    system.mustExec('db', ['psql', '-U', user, '-d', 'parcel', '-XAtqc', statement]);
  const rows = () => sql('SELECT count(*), sum(id), min(name) FROM kept');
  const known = '20000|200010000|row 1';
  const version = () => sql('SHOW server_version').split('.')[0];
  const newer = ['upgrade', 'MAJOR=db'];
  const old = bare(images.postgres);
  const running = () =>
    must('docker', [
      'ps',
      '--format',
      '{{.Label "com.docker.compose.service"}}',
      '--filter',
      `label=com.docker.compose.project=${system.project}`,
    ])
      .trim()
      .split('\n')
      .sort();

  beforeAll(() => {
    system.becomes(at(old));
    system.mustMake('start');
    sql("CREATE TABLE kept AS SELECT g AS id, 'row ' || g AS name FROM generate_series(1, 20000) g");
    sql('CREATE INDEX ON kept USING gin (name gin_trgm_ops)');
    sql("CREATE ROLE reader LOGIN PASSWORD 'read it'; GRANT SELECT ON kept TO reader", 'postgres');
    system.becomes(at(blockImages.postgres17));
  });

  it.each(['start', 'restart', 'start-core', 'upgrade'])(
    'make %s refuses it before anything changes',
    (target) => {
      const before = must('docker', ['ps', '--quiet', '--filter', `name=${system.project}-`]);
      const { code, err } = system.make(target);
      expect([code, err]).toEqual([
        2,
        expect.stringContaining(
          `error: the data of db are of PostgreSQL 15, and ${blockImages.postgres17} is PostgreSQL 17\n       make upgrade MAJOR=db goes there.`,
        ),
      ]);
      expect(must('docker', ['ps', '--quiet', '--filter', `name=${system.project}-`])).toBe(before);
    },
  );

  it('says what no backup holds, and starts again what ran where the dump would not load', () => {
    const before = running();
    sql('CREATE DATABASE forgotten', 'postgres');
    expect(system.make(...newer).err).toContain('would be without it: the database forgotten');
    sql('DROP DATABASE forgotten', 'postgres');
    sql("CREATE FUNCTION kept_audit() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'", 'postgres');
    sql('CREATE EVENT TRIGGER audit ON sql_drop EXECUTE FUNCTION kept_audit()', 'postgres');
    const { code, err } = system.make(...newer);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining("if you know it, say ALLOW='EVENT TRIGGER audit'"),
    ]);
    expect(err).toContain('Nothing was changed: what ran before still runs.');
    expect([running(), version(), rows()]).toEqual([before, '15', known]);
    sql('DROP EVENT TRIGGER audit; DROP FUNCTION kept_audit()', 'postgres');
  });

  it('is killed while the data change places: nothing starts on half of them, and a second run goes on', async () => {
    const half = join(system.folder, 'backups/.unfinished-major');
    const ended = await start('make', newer, { cwd: system.folder, env: system.env }, ({ pid }) => {
      const timer = setInterval(() => {
        if (!existsSync(half)) return;
        clearInterval(timer);
        if (pid !== undefined) process.kill(-pid, 'SIGKILL');
      }, 5);
    });
    expect(ended.out + ended.err).toContain('Copying majors-test_db_data aside.');
    expect(system.make('start').err).toContain('the way of db to a newer major version did not end');
    system.mustMake('upgrade');
    expect([version(), rows(), running()]).toEqual(['17', known, ['db', 'web']]);
    expect(sql("SELECT extname FROM pg_extension WHERE extname = 'pg_trgm'")).toBe('pg_trgm');
    const asReader =
      'PGPASSWORD="read it" psql -h "$(hostname -i)" -U reader -d parcel -XAtc "SELECT count(*) FROM kept"';
    expect(system.mustExec('db', ['sh', '-c', asReader])).toBe('20000');
  });

  it('refuses the older server afterwards, and goes back with the old files', () => {
    system.becomes(at(old));
    expect(system.make('start').err).toContain('the data of db are of PostgreSQL 17, and');
    const [aside = ''] = must('docker', [
      'volume',
      'ls',
      '--format',
      '{{.Label "stowage.set-aside"}}',
      '--filter',
      `label=stowage.project=${system.project}`,
    ])
      .split('\n')
      .sort()
      .reverse();
    must('scripts/restore', ['--undo', aside], { cwd: system.folder, env: system.env, timeout: 180_000 });
    expect([version(), rows()]).toEqual(['15', known]);
    must('scripts/restore', ['--forget', aside], { cwd: system.folder, env: system.env });
  });
});

describe('several databases of one PostgreSQL', () => {
  const system = new System('shelves');
  afterAll(() => system.dispose());
  const of = (image: string, more = '') =>
    sourceOf(
      'shelves',
      ['Postgres', 'Service'],
      `const db = new Postgres(core, 'db', { image: '${image}', database: 'parcel', memory: '256mb' });
  ${more}
  new Service(last, 'web', { image: '${plain}', entrypoint: ['sleep', '100000'], health: { exec: ['true'] }, memory: '64mb', stopGrace: '1s' });`,
    );
  const two = "db.database('stock-2', { user: 'keeper', extensions: ['pg_trgm'] });";
  const old = bare(images.postgres);
  /** As an application comes in: by TCP, with what the container was told of its password. */
  const as = (user: string, database: string, variable: string, statement: string) => {
    const program = `PGPASSWORD=$${variable} exec psql -h "$(hostname -i)" -U "$1" -d "$2" -XAtqc "$3"`;
    return system.exec('db', ['sh', '-c', program, 'sh', user, database, statement]);
  };
  const keeper = (statement: string) => {
    const { code, out, err } = as('keeper', 'stock-2', 'POSTGRES_PASSWORD_2', statement);
    expect([code, err]).toEqual([0, '']);
    return out.trim();
  };
  const kept = () => [
    as('parcel', 'parcel', 'POSTGRES_PASSWORD', 'SELECT count(*) FROM kept').out.trim(),
    keeper("SELECT count(*) FROM shelf WHERE name LIKE '%9%'"),
    keeper("SELECT extname FROM pg_extension WHERE extname = 'pg_trgm'"),
  ];
  const known = ['500', '271', 'pg_trgm'];

  beforeAll(() => {
    system.becomes(of(old));
    system.mustMake('start');
    system.mustExec('db', [
      'psql',
      '-U',
      'parcel',
      '-d',
      'parcel',
      '-qc',
      'CREATE TABLE kept AS SELECT generate_series(1, 500)',
    ]);
  });

  it('makes another one in a system that runs, and again at each start; nobody comes into what is not theirs', () => {
    system.becomes(of(old, two));
    // What is saved before the job has run lacks it, and says so.
    expect(system.make('backup').err).toContain('the database stock-2 of db is not there yet');
    system.mustMake('start');
    keeper("CREATE TABLE shelf AS SELECT g AS id, 'row ' || g AS name FROM generate_series(1, 1000) g");
    keeper('CREATE INDEX ON shelf USING gin (name gin_trgm_ops)');
    system.mustMake('start');
    expect(kept()).toEqual(known);
    const refused = [
      as('keeper', 'parcel', 'POSTGRES_PASSWORD_2', 'SELECT 1'),
      as('parcel', 'stock-2', 'POSTGRES_PASSWORD', 'SELECT 1'),
      as('keeper', 'stock-2', 'POSTGRES_PASSWORD', 'SELECT 1'),
    ];
    expect(refused.map(({ code }) => code)).toEqual([2, 2, 2]);
    expect(refused[0]?.err).toContain('permission denied for database "parcel"');
    expect(refused[2]?.err).toContain('password authentication failed');
  });

  it('brings all of them back after everything was destroyed', () => {
    system.mustMake('backup');
    system.mustMake('destroy');
    expect(system.mustMake('restore', 'BACKUP=latest')).toMatch(/db +rows in 2 tables +1500 +1500 +equal/);
    expect(kept()).toEqual(known);
  });

  it('rotates the password of the other role, and leaves the first one alone', () => {
    const password = () =>
      system.mustExec('db', ['printenv', 'POSTGRES_PASSWORD', 'POSTGRES_PASSWORD_2']).split('\n');
    const before = password();
    system.mustMake('rotate', 'SECRET=DB_KEEPER_PASSWORD');
    const after = password();
    expect([after[0] === before[0], after[1] === before[1]]).toEqual([true, false]);
    expect(kept()).toEqual(known);
  });

  it('takes all of them to a newer major version', () => {
    system.becomes(of(blockImages.postgres17, two));
    system.mustMake('upgrade', 'MAJOR=db');
    expect(keeper('SHOW server_version')).toMatch(/^17/);
    expect(kept()).toEqual(known);
    // Nor is anything left of where it was loaded, the volume of its socket included.
    expect(must('docker', ['volume', 'ls', '--quiet', '--filter', `name=${system.project}-drill`])).toBe('');
  });
});
