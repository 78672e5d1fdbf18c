import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { adopt, adoption, cluster, confirmed, database, edge, host } from '../../../test/support/old-shop.ts';

describe('an archive of PostgreSQL’s volume', () => {
  const whole = { ...cluster, 'global/pg_control': 'x', 'pg_wal/0001': 'log' };

  /** Makes pg_backup.tar.gz of these files, as the documented command does: under data/. */
  function archive(made: ReturnType<typeof host>, files: Readonly<Record<string, string>>, more = ':') {
    const data = join(made.folder.path, '../made/data');
    mkdirSync(data, { recursive: true });
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(data, path, '..'), { recursive: true });
      writeFileSync(join(data, path), content);
    }
    const { status } = spawnSync('bash', ['-ec', `${more}; tar czf ../pg_backup.tar.gz -C .. data`], {
      cwd: data,
    });
    expect(status).toBe(0);
  }
  const bring = 'scripts/adopt --tar ../made/pg_backup.tar.gz';
  const owner = { ...confirmed, STANDIN_OWNER: '70' };

  test('is brought in alone, read to its last row, and said to be of no one moment', () => {
    const made = host();
    archive(made, whole, 'chown -R 70:70 . 2>/dev/null || true');
    const { status, err } = made.run(bring, owner);
    expect(status).toBe(0);
    expect(err).toContain('the archive holds PostgreSQL alone: everything else begins empty');
    expect(err).toContain('that it is of one moment nobody can prove');
    expect(made.files('shop-test_db_data')).toEqual(whole);
    expect(made.files('shop-test_edge_data')).toEqual({});
    expect(made.folder.calls()).toContain('pg_dumpall --username "$1" >/dev/null');
  });

  test('goes into the place of one volume of a project', () => {
    const made = host();
    archive(made, { ...whole, 'base/1/1234': 'older rows' });
    expect(made.run(`${bring} --into db old-shop`, owner).status).toBe(0);
    expect(made.files('shop-test_db_data')?.['base/1/1234']).toBe('older rows');
    expect(made.files('shop-test_edge_data')).toEqual(edge);
  });

  test.each([
    ['of an empty volume', {}, ':', 'it holds an empty folder'],
    [
      'of another volume',
      { 'certs/key': 'x' },
      ':',
      'it holds no data directory of PostgreSQL (no PG_VERSION)',
    ],
    [
      'of half a directory',
      cluster,
      ':',
      'its data directory is not whole: data/global/pg_control is missing',
    ],
    ['with a link in it', whole, 'ln -s /etc passwd', 'it holds what leads out of a volume'],
    ['of an old version', { ...whole, PG_VERSION: '9.6\n' }, ':', 'its PG_VERSION says "9.6"'],
    [
      'of another version',
      { ...whole, PG_VERSION: '11\n' },
      ':',
      'is of PostgreSQL 11, and this stack runs 12',
    ],
  ])('%s is refused with the reason', (_, files, more, reason) => {
    const made = host();
    archive(made, files, more);
    const before = made.volumes();
    const { status, err } = made.run(bring, confirmed);
    expect([status, made.volumes()]).toEqual([1, before]);
    expect(err).toContain(reason);
  });

  const of18 = Object.fromEntries(
    Object.entries(whole).map(([path, content]) => [`18/docker/${path}`, content.replace('12\n', '18\n')]),
  );
  const runs18 = { ...owner, STANDIN_POSTGRES: '18.1' };

  test('of 18 keeps the folder of its version, in which the image of 18 looks for it', () => {
    const made = host();
    archive(made, of18);
    expect(made.run(bring, runs18).err).toContain('that it is of one moment nobody can prove');
    expect(made.files('shop-test_db_data')).toEqual(of18);
  });

  test.each([
    ['of 18 without its folder', { ...whole, PG_VERSION: '18\n' }, runs18, 'its root', '/18/docker'],
    [
      'of 12 in such a folder',
      Object.fromEntries(Object.entries(whole).map(([path, content]) => [`12/docker/${path}`, content])),
      owner,
      '/12/docker',
      'the root',
    ],
  ])('%s is refused: the image would start an empty one beside it', (_, files, env, there, wanted) => {
    const made = host();
    archive(made, files);
    const { status, err } = made.run(bring, env);
    expect(status).toBe(1);
    expect(err).toContain(`has its data directory in ${there}, and the image of PostgreSQL`);
    expect(err).toContain(`looks for it in ${wanted} of its volume`);
  });

  test('a volume of 18 is taken over as it is, and one in the folder of before is refused', () => {
    const made = host({}, of18);
    expect(made.run(adopt, runs18).err).not.toContain('data directory');
    expect(made.files('shop-test_db_data')).toEqual(of18);
    const other = host({}, { ...cluster, PG_VERSION: '18\n' });
    expect(other.run(adopt, runs18).err).toContain(
      'has its data directory in its root, and the image of PostgreSQL 18 looks for it in /18/docker',
    );
  });

  test.each([
    ['cut short', 'head -c 150 ../made/pg_backup.tar.gz >../made/x; mv ../made/x ../made/pg_backup.tar.gz'],
    ['no archive at all', 'echo hello >../made/pg_backup.tar.gz'],
  ])('that is %s cannot be read to its end', (_, spoil) => {
    const made = host();
    archive(made, whole);
    expect(made.run(`${spoil}; ${bring}`, confirmed).err).toContain('it cannot be read to its end');
  });

  test('names what it may go into', () => {
    const made = host();
    archive(made, whole);
    expect(made.run(`${bring} --into edge`, confirmed).err).toContain(
      '"edge" is no service of PostgreSQL here',
    );
    expect(made.run('scripts/adopt --tar nowhere', confirmed).err).toContain('there is no file nowhere');
    const two = host({
      adoption: {
        ...adoption,
        takeovers: [database, { ...database, service: 'stock', volumes: ['queue_data'] }],
      },
    });
    archive(two, whole);
    expect(two.run(bring, confirmed).err).toContain('db stock all keep their data in PostgreSQL');
  });
});
