import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dump } from './support/checks.ts';
import { content, fill } from './support/content.ts';
import { ranOf } from './support/hostile-backup.ts';
import { killedAfter, moments } from './support/kill.ts';
import { mirrored, runningImages } from './support/mirror.ts';
import { checkout, compiledAnew, init } from './support/operations.ts';
import { overheard } from './support/overheard.ts';
import { actions, backupsIn, leaveMarks, marks, only, planOf, setAsideIn } from './support/restoring.ts';
import { Running } from './support/running.ts';
import { addEvents, everyTable, makeTables } from './support/tables.ts';
import { must, run } from './support/tool.ts';

/** A volume of the host that an override mounts. */
const elsewhere = 'archive-local-elsewhere';

describe('backup and restore of the local environment with incremental backups of ClickHouse, and Compose 2.26', () => {
  // Under another name and at another port: this area runs beside those that have a system of the true name.
  const edition = compiledAnew(({ replace }) => {
    replace('stacks/posthog.ts', "folder: 'clickhouse-posthog',", '$& backup: { fullEvery: 7 },');
    replace('stacks/posthog.ts', "super(app, 'posthog',", "super(app, 'archive',");
    replace('stacks/posthog.ts', '}://${host}`', '}://${host}:8180`');
    replace('constructs/core/edge-ports.ts', '{ http = 80,', '{ http = 8180,');
  });
  const system = new Running('local', { compose: '2.26', from: edition.folder, impatient: 'at start' });
  const folder = join(system.folder, 'backups');
  let known: ReturnType<typeof content>;
  let first = '';
  let mirror: ReturnType<typeof mirrored> = [];
  /** Milliseconds that a whole backup takes, and a whole restore. */
  let duration = 0;
  let restoring = 0;
  const plan = (backup: string) => planOf(system, backup);
  beforeAll(() => {
    must('docker', ['volume', 'create', elsewhere]);
    system.overrideVolume('elsewhere', { external: true, name: elsewhere });
    system.override('redis', { volumes: ['elsewhere:/elsewhere'] });
    // The first event makes a person, which later ones find.
    system.mustMake('build', 'start', 'smoke-project', 'smoke-test');
    fill(system);
    makeTables(system);
    addEvents(system, 'first', 2000);
    known = content(system);
  });
  afterAll(() => {
    system.dispose();
    edition.dispose();
    must('docker', ['volume', 'rm', elsewhere]);
    for (const name of new Set(mirror.map((one) => one.name))) must('docker', ['rmi', name]);
  });

  const backups = () => backupsIn(folder);
  const setAside = () => setAsideIn(folder);

  it('saves a running system', () => {
    const { heard, secrets } = overheard(system, () => {
      const began = Date.now();
      system.mustMake('backup');
      duration = Date.now() - began;
      [first = ''] = backups();
      system.mustMake('verify-backup', `BACKUP=${first}`);
    });
    expect([heard > 1000, secrets]).toEqual([true, []]);
    expect(dump(system, first)).toEqual([]);
  });

  it('rehearses beside the running system, which is not touched', () => {
    const before = system.containers();
    expect(system.mustMake('restore-drill')).toContain('can be restored');
    expect(system.containers()).toEqual(before);
    expect(content(system)).toEqual(known);
  });

  it('brings everything back after it was destroyed', () => {
    system.mustMake('destroy');
    expect(system.containers()).toEqual({});
    const began = Date.now();
    const { secrets } = overheard(system, () => system.mustMake('restore', `BACKUP=${first}`));
    restoring = Date.now() - began;
    expect(secrets).toEqual([]);
    expect(content(system)).toEqual(known);
    system.mustMake('smoke-test');
  });

  it('saves what is new since a full backup, and brings both back after everything was destroyed', () => {
    addEvents(system, 'second', 300);
    const before = everyTable(system);
    expect(system.mustMake('backup')).toContain(`Only what is new since ${first}.`);
    const [, second = ''] = backups();
    const zip = (name: string) => statSync(join(folder, name, 'clickhouse/database.zip')).size;
    expect(zip(second)).toBeLessThan(zip(first) / 2);

    // Older than they need to be are both, and the newest is kept with what it needs.
    expect(system.script('prune-backups', '--keep-days', '0').out).toContain(`${first}: it is old`);
    expect(backups()).toEqual([first, second]);

    const whole = readFileSync(join(folder, first, 'clickhouse/database.zip'));
    writeFileSync(
      join(folder, first, 'clickhouse/database.zip'),
      new Uint8Array([...whole.subarray(0, -1), 1]),
    );
    expect(system.make('restore', `BACKUP=${second}`).err).toContain('is not the one that');
    writeFileSync(join(folder, first, 'clickhouse/database.zip'), whole);
    expect(everyTable(system)).toEqual(before);

    expect(system.mustMake('restore-drill', `BACKUP=${second}`)).toContain('can be restored');
    system.mustMake('destroy');
    const out = system.mustMake('restore', `BACKUP=${second}`);
    expect(out).not.toContain('is made by its definition');
    expect(everyTable(system)).toEqual(before);
    // The views take what is new.
    addEvents(system, 'third', 10);
    expect(system.clickhouse('SELECT count() FROM a_inside')).toBe('2310');
    expect(system.exec('clickhouse', 'sh', '-c', 'ls -A /backups')).toBe('');
    expect(system.make('backup', 'FULL=yes').out).not.toContain('Only what is new');
  });

  it('never leaves what looks complete when it is killed, and the next backup works', async () => {
    for (const moment of moments(20, duration, 3)) {
      const before = backups();
      await killedAfter(system, 'backup', [], moment);
      // Killed after its last step it is complete; before that there is nothing new to see.
      for (const name of backups().filter((one) => !before.includes(one)))
        expect([name, system.make('verify-backup', `BACKUP=${name}`).code]).toEqual([name, 0]);
    }
    const before = backups();
    system.mustMake('backup');
    const [last = ''] = backups().filter((name) => !before.includes(name));
    system.mustMake('verify-backup', `BACKUP=${last}`);
    expect(readdirSync(folder).filter((name) => name.startsWith('.partial'))).toEqual([]);
    expect(content(system)).toEqual(known);
  });

  it('keeps what was there within reach when a restore over it is killed, and the next one works', async () => {
    system.sql('DELETE FROM stowage_probe WHERE id % 2 = 0');
    const damaged = content(system);
    // Near the end of what it loads: the volumes are neither what they were nor what they shall be.
    await killedAfter(system, 'restore', [first], restoring * 0.6);
    const interrupted = setAside().at(-1) ?? '';
    expect(system.mustMake('backups')).toContain(interrupted);
    expect(system.script('restore', '--undo', interrupted)).toMatchObject({ code: 0 });
    expect(content(system)).toEqual(damaged);

    system.mustMake('restore', `BACKUP=${first}`);
    expect(content(system)).toEqual(known);
    system.mustMake('smoke-test');
  });

  it('touches what the backup holds and what must start empty with it, on a host that has the names of a mirror', () => {
    system.clickhouse("INSERT INTO stowage_probe VALUES (5000, 'after the backup')");
    leaveMarks(system);
    const said = plan(first);
    expect(said.err).toContain('nobody confirmed that');
    expect(actions(said.out)).toEqual({
      'archive-local_caddy_data': 'replaced: the backup holds caddy',
      'archive-local_clickhouse_data': 'replaced: the backup holds clickhouse',
      'archive-local_object_storage_data': 'replaced: the backup holds minio',
      'archive-local_postgres_data': 'replaced: the backup holds postgres',
      'archive-local_kafka_data': 'emptied: must start empty together with zookeeper_data',
      'archive-local_redis_data': 'emptied: must start empty together with postgres_data',
      'archive-local_zookeeper_data': 'emptied: must start empty together with clickhouse_data',
      'archive-local_zookeeper_datalog': 'emptied: must start empty together with zookeeper_data',
      'archive-local_caddy_config': 'left: a cache: it fits whatever comes back',
      'archive-local_clickhouse_backups': 'left: a place for backups on their way',
      'archive-local_zookeeper_logs': 'left: a cache: it fits whatever comes back',
      [elsewhere]: 'left: this stack does not describe it (external)',
    });
    expect(marks(system)).toEqual({
      redis: '1',
      kafka: 'there',
      zookeeper: 'there',
      cache: 'there',
      elsewhere: 'there',
    });

    mirror = mirrored(system);
    system.mustMake('restore', `BACKUP=${first}`);
    expect(content(system)).toEqual(known);
    expect(marks(system)).toEqual({
      redis: '0',
      kafka: '',
      zookeeper: '',
      cache: 'there',
      elsewhere: 'there',
    });
    expect(
      Object.values(runningImages(system)).filter((image) => !image.startsWith('mirror.example:5000/')),
    ).toEqual([]);
    system.mustMake('smoke-test');

    // What was made under these names is of the same version, and fits the names of before.
    const before = backups();
    system.mustMake('backup');
    const [last = ''] = backups().filter((name) => !before.includes(name));
    const manifest = readFileSync(join(folder, last, 'manifest'), 'utf8');
    expect(manifest).toContain('\nversion 1.43.0\n');
    expect(manifest).toMatch(/\nimage postgres mirror\.example:5000\/hub\/postgres:/);
    for (const { service } of mirror) system.forget(service, 'image');
    expect(plan(last).err).toContain('nobody confirmed that');
    rmSync(join(folder, last), { recursive: true });
  });

  it('leaves a store alone that came after the backup', () => {
    const younger = '20260101T000000Z';
    only(join(folder, first), join(folder, younger), 'postgres');
    system.sql('DELETE FROM stowage_probe WHERE id % 2 = 0');
    system.clickhouse("INSERT INTO stowage_probe VALUES (5000, 'after the backup')");
    leaveMarks(system);
    const events = content(system).events;
    const said = plan(younger);
    expect(said.err).toContain(
      'warning: 20260101T000000Z has nothing of the store clickhouse: it is left alone',
    );
    expect(actions(said.out)).toMatchObject({
      'archive-local_clickhouse_data': 'left: the backup has nothing of clickhouse',
      'archive-local_zookeeper_data': 'left: no backup holds it',
      'archive-local_kafka_data': 'left: no backup holds it',
      'archive-local_redis_data': 'emptied: must start empty together with postgres_data',
    });
    system.mustMake('restore', `BACKUP=${younger}`);
    expect(content(system)).toEqual({ ...known, events });
    expect(events).not.toBe(known.events);
    expect(marks(system)).toEqual({
      redis: '0',
      kafka: 'there',
      zookeeper: 'there',
      cache: 'there',
      elsewhere: 'there',
    });
    // Only what was replaced or emptied was put aside, and only that is put back.
    const aside = setAside().at(-1) ?? '';
    const list = readFileSync(join(folder, `.set-aside-${aside}`), 'utf8');
    expect(list.match(/^volume \S+/gm)).toEqual(['volume postgres_data', 'volume redis_data']);
    const kept = content(system);
    expect(system.script('restore', '--undo', aside)).toMatchObject({ code: 0 });
    expect(content(system)).toEqual({ ...kept, tables: expect.anything() });
    expect(content(system).tables).not.toEqual(kept.tables);
    expect(marks(system).redis).toBe('1');
    rmSync(join(folder, younger), { recursive: true });
  });

  it('refuses a backup of another environment or version, and one with a wrong byte', () => {
    const before = { containers: system.containers(), content: content(system) };
    const staging = checkout(edition.folder);
    const other = join(staging.folder, 'staging');
    init(other);
    cpSync(join(folder, first), join(other, 'backups', first), { recursive: true });
    const asStaging = run('make', ['restore', `BACKUP=${first}`], {
      cwd: other,
      env: { CONFIRM: 'archive-staging', UNSIGNED: first },
    });
    staging.dispose();
    expect(asStaging.code).not.toBe(0);
    expect(asStaging.err).toMatch(/error: .*local/);

    const manifest = join(folder, first, 'manifest');
    const file = join(folder, first, 'postgres/database.dump');
    const flipped = readFileSync(file);
    const middle = Math.floor(flipped.length / 2);
    flipped[middle] = (flipped[middle] ?? 0) ^ 1;
    const wrong: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
      [manifest, readFileSync(manifest, 'utf8').replaceAll('1.43.0', '1.44.0'), /is not what was signed/],
      [file, flipped, /database\.dump/],
    ];
    for (const [path, bytes, said] of wrong) {
      const whole = readFileSync(path);
      writeFileSync(path, bytes);
      const { code, out, err } = system.make('restore', `BACKUP=${first}`);
      writeFileSync(path, whole);
      expect(code).not.toBe(0);
      expect(out + err).toMatch(said);
    }
    expect({ containers: system.containers(), content: content(system) }).toEqual(before);
  });

  it('runs nothing that stands in a backup, and gives the application its database and no more', () => {
    expect(system.sql("SELECT rolsuper FROM pg_roles WHERE rolname = 'posthog'")).toBe('f');
    const before = content(system);
    expect(ranOf(system, first)).toEqual([]);
    expect(content(system)).toEqual(before);
  });

  it('prunes what is old, and takes no folder for a backup that lacks its manifest', () => {
    const old = join(folder, '20200101T000000Z');
    cpSync(join(folder, first), old, { recursive: true });
    rmSync(join(old, 'manifest'));
    expect(system.make('restore', 'BACKUP=20200101T000000Z').err).toContain('not a complete backup');
    cpSync(join(folder, first, 'manifest'), join(old, 'manifest'));
    system.mustMake('prune-backups');
    expect(backups()).not.toContain('20200101T000000Z');
    expect(backups()).toContain(first);
  });
});
