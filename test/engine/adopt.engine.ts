import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { content, fill, tables } from './support/content.ts';
import { killedOnce, moments } from './support/kill.ts';
import { inside, OldDeployment } from './support/old-deployment.ts';
import { Running } from './support/running.ts';
import { must, run } from './support/tool.ts';

describe('the way in from the old repository', () => {
  const old = new OldDeployment();
  const system = new Running('local', { compose: '2.26', impatient: 'at start' });
  const state = join(system.folder, 'backups/.adoption');
  let known: ReturnType<typeof content>;
  let digests: ReturnType<OldDeployment['digests']>;
  beforeAll(() => {
    old.start();
    fill(old);
    known = content(old);
    old.compose('stop');
    digests = old.digests();
    system.mustMake('build');
  });
  afterAll(() => {
    system.dispose();
    old.dispose();
  });

  /** Whether the adoption got so far. */
  const reached = (line: string) => existsSync(state) && readFileSync(state, 'utf8').includes(`\n${line}`);
  const steps = [
    ...['volume', 'copied postgres_data', 'copied zookeeper_data', 'copied clickhouse_data'],
    ...['copied object_storage_data', 'copied caddy_data', 'settled postgres', 'settled clickhouse'],
    ...['step core', 'step application'],
  ];
  const volumes = () =>
    must('docker', ['volume', 'ls', '--quiet', '--filter', `name=^${system.project}_`])
      .split('\n')
      .filter(Boolean);
  const adopt = (...words: readonly string[]) => system.make('adopt', ...words);

  it('is named by doctor, while nothing is here', () => {
    expect(system.script('doctor').out).toContain(`make adopt FROM=${old.project}`);
  });

  it('is refused while the old project runs, and where there are data already', () => {
    old.compose('start', 'postgres');
    must('docker', ['volume', 'create', `${system.project}_caddy_data`]);
    inside(`${system.project}_caddy_data:/volume`, 'mkdir -p /volume/caddy && echo mine >/volume/caddy/file');
    const { code, err } = adopt(`FROM=${old.project}`);
    old.compose('stop');
    must('docker', ['volume', 'rm', `${system.project}_caddy_data`]);
    expect(code).not.toBe(0);
    expect(err).toContain('runs on the volume posthog-docker-compose-poc_postgres_data');
    expect(err).toContain('posthog-local_caddy_data holds data already');
    expect(existsSync(state)).toBe(false);
    // A start and a stop write into PostgreSQL's files.
    digests = old.digests();
  });

  it('is refused with every reason at once when the data are not of this kind', () => {
    const other = 'posthog-older';
    const wrong: Readonly<Record<string, string>> = {
      postgres_data: 'echo 11 >/volume/PG_VERSION',
      zookeeper_data: 'mkdir /volume/version-2 && touch /volume/version-2/snapshot.0',
      zookeeper_datalog: 'mkdir /volume/version-2',
      clickhouse_data:
        'mkdir /volume/metadata /volume/preprocessed_configs && touch /volume/metadata/posthog.sql && echo "<clickhouse><macros><shard>02</shard><replica>ch1</replica></macros></clickhouse>" >/volume/preprocessed_configs/config.xml',
      object_storage_data:
        'mkdir /volume/.minio.sys && echo \'{"version":"1","format":"fs"}\' >/volume/.minio.sys/format.json',
      caddy_data: 'touch /volume/file',
    };
    for (const [id, program] of Object.entries(wrong)) {
      must('docker', ['volume', 'create', `${other}_${id}`]);
      inside(`${other}_${id}:/volume`, program);
    }
    const { code, out, err } = adopt(`FROM=${other}`);
    for (const id of Object.keys(wrong)) must('docker', ['volume', 'rm', `${other}_${id}`]);
    expect(code).not.toBe(0);
    expect(out).toContain(`${other} has the volumes of ${old.project}`);
    expect(err).toMatch(/posthog-older_postgres_data is of PostgreSQL 11, and this stack runs \d+/);
    expect(err).toContain('posthog-older_zookeeper_datalog holds no data of ZooKeeper');
    expect(err).toContain('the macro shard of ClickHouse was "02" on posthog-older_clickhouse_data');
    expect(err).toContain('in the format of before June 2022');
    expect(volumes()).toEqual([]);
  });

  it('is undone without a trace after it was killed between its copies', async () => {
    const before = system.containers();
    await killedOnce(system, 'adopt', [old.project], () => reached('copied postgres_data'), 700);
    expect(readFileSync(state, 'utf8')).toContain('copied postgres_data');
    expect(adopt('FROM=posthog-older').err).toContain(`the adoption of ${old.project} did not finish`);
    expect(system.script('doctor').out).toContain(`the adoption of ${old.project} did not finish`);
    expect(system.script('adopt', '--undo')).toMatchObject({ code: 0 });
    expect([volumes(), system.containers(), existsSync(state)]).toEqual([[], before, false]);
    expect(old.digests()).toEqual(digests);
  });

  it('is killed at ten moments, goes on each time, and brings everything', async () => {
    const seen: string[] = [];
    // Somewhere in what follows each of these steps.
    const delays = moments(steps.length, 1500, 11);
    for (const [i, step] of steps.entries()) {
      const words = seen.length === 0 ? [old.project] : [];
      await killedOnce(system, 'adopt', words, () => reached(step), delays[i] ?? 0);
      seen.push(readFileSync(state, 'utf8').trim().split('\n').at(-1) ?? '');
    }
    console.log(`killed after: ${seen.join(', ')}`);
    expect(readFileSync(state, 'utf8')).not.toContain('finished');
    const { code, out, err } = adopt();
    expect(code, err).toBe(0);
    expect(out).toContain(`docker volume rm ${old.project}_caddy_config`);

    expect(taken(content(system))).toEqual(taken(known));
    expect(old.digests()).toEqual(digests);
    system.mustMake('smoke-test');
    system.mustMake('verify-backup');
    // The old password opens nothing any more.
    const asBefore = 'PGPASSWORD=secret psql -w -U posthog -h "$(hostname -i)" -c "SELECT 1"';
    expect(run('docker', ['exec', system.containers().postgres ?? '', 'sh', '-c', asBefore]).err).toContain(
      'password authentication failed',
    );
    expect(system.compose('logs', 'postgres')).not.toContain(env('POSTGRES_PASSWORD'));
    expect(adopt().err).toContain('nothing left to do');
    expect(system.script('adopt', '--undo').err).toContain('has lived on since');
  });

  it('is an archive of PostgreSQL alone, read to its last row, or refused with the reason', () => {
    const never = 'posthog-stack-never_postgres_data';
    const empty = old.archive(never);
    must('docker', ['volume', 'rm', never]);
    // As it was made: while PostgreSQL ran.
    old.compose('start', 'postgres');
    must('bash', [
      '-c',
      `until docker exec ${old.project}-postgres-1 pg_isready -q -h 127.0.0.1; do sleep 1; done`,
    ]);
    const hot = old.archive(`${old.project}_postgres_data`);
    old.compose('stop');
    system.mustMake('destroy');
    expect(adopt(`TAR=${empty}`).err).toContain('it holds an empty folder');
    expect(volumes()).toEqual([]);

    const { code, err } = adopt(`TAR=${hot}`);
    expect(code, err).toBe(0);
    expect(err).toContain('that it is of one moment nobody can prove');
    expect(taken({ tables: tables(system) })).toEqual(taken({ tables: known.tables }));
    system.mustMake('smoke-test');
  });

  /** Without the tables that the smoke test has made its own project and person in. */
  function taken<Content extends { tables: Readonly<Record<string, string>> }>(all: Content): Content {
    const { posthog_organization: _o, posthog_team: _t, posthog_persondistinctid: _p, ...rest } = all.tables;
    return { ...all, tables: rest };
  }

  const env = (name: string) =>
    new RegExp(`^${name}=(.*)$`, 'm').exec(readFileSync(join(system.folder, '.env'), 'utf8'))?.[1] ?? '-';
});
