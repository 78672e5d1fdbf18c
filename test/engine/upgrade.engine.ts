import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Parcel } from './support/parcel.ts';
import { composeVersions, must, run, start } from './support/tool.ts';

const database = (id: string, volume?: string) =>
  `new Postgres(core, '${id}', { image, database: 'parcel', memory: '256mb'${volume ? `, volume: '${volume}'` : ''} });`;
const after =
  "new Service(last, 'after', { image: plain, command: ['sleep', '100000'], memory: '64mb', stopGrace: '1s' });";
const extra = `new Service(core, 'extra', { image: plain, command: ['sleep', '100000'], memory: '64mb', stopGrace: '1s', networks: [new Network(stack, 'aside', { purpose: 'Nothing' })] }).mount(new Volume(stack, 'extra_data', { holds: 'Nothing', kind: 'cache' }), '/extra');`;

describe.each(composeVersions.map(([version]) => version))('what is renamed, with Compose %s', (version) => {
  const system = new Parcel(version);
  afterAll(() => system.dispose());
  const rows = (service: string) => system.sql(service, 'SELECT * FROM kept ORDER BY id');
  let known = '';

  beforeAll(() => {
    system.becomes(`${database('db')}\n  ${extra}`);
    system.mustMake('start');
    system.sql(
      'db',
      "CREATE TABLE kept AS SELECT g AS id, 'row ' || g AS name FROM generate_series(1, 2000) g",
    );
    known = rows('db');
    system.mustMake('backup');
  });

  it('a service that is gone: its container and its network go, its volume is named and stays', () => {
    system.becomes(database('db'));
    const { code, out, err } = system.make('start');
    expect([code, out]).toEqual([
      0,
      expect.stringContaining('Removing parcel-test-extra-1: the service extra is not described any more.'),
    ]);
    expect(err).toContain('no service uses these volumes any more: parcel-test_extra_data');
    expect(system.has('container')).toEqual(['parcel-test-db-1']);
    expect(system.has('network')).toEqual(['parcel-test_default']);
    expect(system.has('volume')).toContain('parcel-test_extra_data');
    expect(rows('db')).toBe(known);
  });

  it('a volume that is gone stops an upgrade until it is forgotten', () => {
    const before = system.has('container');
    const { code, err } = system.make('upgrade');
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('error: the volume parcel-test_extra_data is not described any more'),
    ]);
    expect(system.has('container')).toEqual(before);
    expect(system.make('start', 'FORGET=extra_dat').err).toContain(
      '"extra_dat" is not a volume of parcel-test that is no longer described',
    );
    system.mustMake('start', 'FORGET=extra_data');
    expect(system.make('start').err).not.toContain('extra_data');
    expect(system.has('volume')).toContain('parcel-test_extra_data');
  });

  it('a service with its volume: neither start nor a job begins with an empty database', () => {
    system.becomes(
      `const kept = ${database('database')}\n  new Job(core, 'count', { image: plain, command: ['true'], memory: '64mb' }).waitFor(kept);\n  ${after}`,
    );
    for (const target of ['start', 'count', 'upgrade']) {
      const { code, err } = system.make(target);
      expect([target, code, err]).toEqual([
        target,
        2,
        expect.stringContaining('error: the volume parcel-test_db_data is not described any more'),
      ]);
    }
    expect(system.has('container')).toEqual(['parcel-test-db-1']);
    expect(system.has('volume')).not.toContain('parcel-test_database_data');
  });

  it('says what is mistyped, and that these files can make no backup of what runs', () => {
    const said = (...words: readonly string[]) => system.make('upgrade', ...words).err;
    expect(said('ADOPT=db_data')).toContain('ADOPT says "db_data", which is not old:new');
    expect(said('ADOPT=db_data:databse_data')).toContain('these are: database_data');
    expect(said('ADOPT=db_data:database_data', 'FORGET=db_data')).toContain('was named before');
    expect(said('ADOPT=db_data:database_data')).toContain(
      'a backup cannot be made with these files: database does not run',
    );
    expect(rows('db')).toBe(known);
  });

  it('moves by an upgrade, killed in the middle of the copy, with every row', async () => {
    const [backup = ''] = readdirSync(join(system.folder, 'backups')).filter((name) => /^\d/.test(name));
    const words = ['upgrade', 'ADOPT=db_data:database_data', `BACKUP=${backup}`];
    await start('make', words, { cwd: system.folder, env: system.env }, ({ pid }) => {
      const timer = setInterval(() => {
        if (!existsSync(join(system.folder, 'backups/.unfinished-copies'))) return;
        if (must('docker', ['ps', '--quiet', '--filter', 'name=parcel-test-helper']) === '') return;
        clearInterval(timer);
        if (pid !== undefined) process.kill(-pid, 'SIGKILL');
      }, 20);
    });
    const { code, err } = system.make('start');
    expect([code, err]).toEqual([
      2,
      expect.stringContaining(
        'copying the volume parcel-test_db_data to parcel-test_database_data did not finish',
      ),
    ]);
    system.mustMake(...words);
    expect(rows('database')).toBe(known);
    expect(system.has('container').filter((name) => !/count|after/.test(name))).toEqual([
      'parcel-test-database-1',
    ]);
    expect(system.has('volume')).toContain('parcel-test_db_data');
    expect(system.make('start').err).not.toContain('db_data');
  });

  it('goes back, and does not take the old copy for the new data the next time', () => {
    system.becomes(database('db'));
    const { code, err } = system.make('start');
    expect([code, err]).toEqual([
      0,
      expect.stringContaining('no service uses these volumes any more: parcel-test_database_data'),
    ]);
    expect(rows('db')).toBe(known);
    system.becomes(database('database'));
    const again = system.make('start', 'ADOPT=db_data:database_data', 'FORGET=');
    expect([again.code, again.err]).toEqual([
      2,
      expect.stringContaining('the volume parcel-test_database_data is not empty'),
    ]);
    expect(rows('db')).toBe(known);
  });

  it('moves by start where nothing runs, and a volume alone under the same service', () => {
    system.becomes(database('db'));
    system.mustMake('start', 'FORGET=database_data');
    system.mustMake('down');
    system.becomes(database('db', 'rows'));
    expect(system.make('start').err).toContain('the volume parcel-test_rows is described and not there');
    system.mustMake('start', 'ADOPT=parcel-test_db_data:rows');
    expect(rows('db')).toBe(known);
    system.becomes(database('db', 'lines'));
    system.mustMake('upgrade', 'ADOPT=rows:lines');
    expect(rows('db')).toBe(known);
  });

  it('goes with all that it left by destroy', () => {
    system.mustMake('destroy');
    expect([system.has('container'), system.has('volume'), system.has('network')]).toEqual([[], [], []]);
  });
});

describe.each(composeVersions.map(([version]) => version))(
  'jobs that run once, with Compose %s',
  (version) => {
    const system = new Parcel(version);
    afterAll(() => system.dispose());
    const ids = ['plain', 'scratch', 'readonly', 'both', 'user'];
    const said = (id: string) =>
      must('docker', ['logs', `parcel-test-${id}-1`])
        .split('\n')
        .filter(Boolean);
    const jobs = (word: string) => {
      const job = (id: string, props: string) =>
        `new Job(core, '${id}', { image: plain, memory: '64mb', command: ['echo', '${word}']${props} });`;
      return [
        job('plain', ''),
        job('scratch', ", scratch: { '/tmp': '1mb' }"),
        job('readonly', ', compose: { read_only: true }'),
        job('both', ", scratch: { '/tmp': '1mb' }, compose: { read_only: true }, user: '1000'"),
        job('user', ", scratch: { '/tmp': '1mb' }, user: '1000'"),
      ].join('\n  ');
    };

    it('run, and not again at the next up', () => {
      system.becomes(`${database('db')}\n  ${jobs('one')}\n  ${after}`);
      system.compose('up', '--detach', ...ids);
      must('docker', ['wait', ...ids.map((id) => `parcel-test-${id}-1`)]);
      expect(ids.map(said)).toEqual(ids.map(() => ['one']));
      system.compose('up', '--detach', ...ids);
      must('docker', ['wait', ...ids.map((id) => `parcel-test-${id}-1`)]);
      expect(ids.map(said)).toEqual(ids.map(() => ['one', 'done before, nothing to do']));
    });

    it('run again when their configuration changed, though their volume is carried over', () => {
      const volume = () =>
        must('docker', [
          'inspect',
          '--format',
          '{{range .Mounts}}{{.Name}}{{end}}',
          'parcel-test-readonly-1',
        ]);
      const before = volume();
      expect(before).toMatch(/^[0-9a-f]{64}\n$/);
      system.becomes(`${database('db')}\n  ${jobs('two')}\n  ${after}`);
      system.compose('up', '--detach', ...ids);
      must('docker', ['wait', ...ids.map((id) => `parcel-test-${id}-1`)]);
      expect(volume()).toBe(before);
      expect(ids.map(said)).toEqual(ids.map(() => ['two']));
      system.compose('up', '--detach', ...ids);
      must('docker', ['wait', ...ids.map((id) => `parcel-test-${id}-1`)]);
      expect(ids.map(said)).toEqual(ids.map(() => ['two', 'done before, nothing to do']));
    });

    it('names the job that finds no place for its mark', () => {
      const { err } = run(
        'docker',
        [
          'compose',
          'run',
          '--rm',
          '--no-deps',
          '--volume',
          `${system.folder}/scripts:/var/tmp:ro`,
          'readonly',
        ],
        { cwd: system.folder, env: system.env },
      );
      expect(err).toContain('error: readonly runs once, and finds no place for the mark');
    });
  },
);
