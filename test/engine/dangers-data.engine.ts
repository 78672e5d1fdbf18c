import { afterEach, describe, expect, it } from 'vitest';
import type { Part } from './plan/change.ts';
import { becomes, dangers, dispose, mounts, patience, project, runs } from './plan/danger.ts';
import { alone, idle } from './plan/idle.ts';
import { blockImages } from './support/block-images.ts';
import { images } from './support/posthog.ts';
import { run } from './support/tool.ts';

// What `stowage plan` says of data that are at risk, and that it is so: the same change is planned, and made on the engine by a plain `up`.
afterEach(dispose);

describe('data', () => {
  const before = mounts('data:/v');
  const filled = async () => {
    const running = await runs(before);
    running.says('a', 'touch', '/v/kept');
    return running;
  };
  const holds = (volume: string) =>
    run('docker', [
      'run',
      '--rm',
      '--network',
      'none',
      '--entrypoint',
      'ls',
      '-v',
      `${volume}:/v`,
      images.posthog,
      '/v',
    ]).out.trim();

  it('of a volume with another name stay where nothing reads them', async () => {
    const after = mounts('other:/v');
    expect(dangers(before, after)).toEqual([
      'data-at-risk: data is replaced by another one: a has other in its place, which is not the same data',
    ]);
    const running = await filled();
    await becomes(running, after);
    expect([running.says('a', 'ls', '/v'), holds(`${project}_data`)]).toEqual(['', 'kept']);
  });

  it('that nothing uses any more stay', async () => {
    const after: Part = { services: { a: alone } };
    expect(dangers(before, after)).toEqual([
      'data-at-risk: data is left behind: nothing uses it any more; it stays on the host until somebody removes it',
    ]);
    const running = await filled();
    await becomes(running, after);
    expect([running.says('a', 'ls', '/v'), holds(`${project}_data`)]).toEqual(['', 'kept']);
  });

  it('are not where they were when they are mounted elsewhere', async () => {
    const after = mounts('data:/w');
    expect(dangers(before, after)).toEqual([
      'data-at-risk: data is mounted elsewhere: a has it at /w, and had it at /v: what looks for its data at the old path finds none',
    ]);
    const running = await filled();
    await becomes(running, after);
    expect([running.says('a', 'ls', '/v'), running.says('a', 'ls', '/w')]).toEqual(['', 'kept']);
  });

  it('of a folder of the host are not in another folder', async () => {
    const [one, other] = [mounts('./one:/v'), mounts('./other:/v')];
    expect(dangers(one, other)).toEqual([
      'data-at-risk: ./one is replaced by another one: a has ./other in its place, which is not the same data',
    ]);
    const running = await runs(one);
    running.says('a', 'touch', '/v/kept');
    await becomes(running, other);
    expect(running.says('a', 'ls', '/v')).toBe('');
    await becomes(running, one);
    expect(running.says('a', 'ls', '/v')).toBe('kept');
  });

  it('of a volume that is described otherwise go where somebody says yes', async () => {
    const after: Part = { ...before, volumes: { data: { labels: { a: '1' } } } };
    expect(dangers(before, after)).toEqual([
      'data-at-risk: data is described otherwise: what is said of it is another thing: Compose 2.40 and 5.6 ask whether to make it anew, empty; where nobody answers, it stays as it is',
    ]);
    const running = await filled();
    await becomes(running, after);
    expect(running.says('a', 'ls', '/v')).toBe('kept');
    await running.up('-y');
    expect(running.says('a', 'ls', '/v')).toBe('');
  });

  it('of another user cannot be written, and are no data at risk', async () => {
    const of = (user: string): Part => ({ ...before, services: { a: { ...before.services.a, user } } });
    expect(dangers(of('1001'), of('1002'))).toEqual([]);
    const running = await runs(of('1001'));
    running.says('a', 'chown', '1001', '/v');
    const writes = () => run('docker', ['exec', `${project}-a-1`, 'touch', '/v/mine']).err;
    expect(writes()).toBe('');
    await becomes(running, of('1002'));
    expect(writes()).toContain('Permission denied');
    run('docker', ['exec', '-u', '0', `${project}-a-1`, 'chown', '-R', '1002', '/v']);
    expect(writes()).toBe('');
  });

  it('of another major version are refused by their server', async () => {
    const of = (image: string): Part => ({
      services: {
        a: {
          image,
          network_mode: 'none',
          environment: { POSTGRES_PASSWORD: 'said' },
          volumes: ['data:/var/lib/postgresql/data'],
        },
      },
      volumes: { data: null },
    });
    const [old, later] = [of(images.postgres), of(blockImages.postgres17)];
    expect(dangers(old, later)).toEqual([
      expect.stringMatching(/^data-at-risk: data is of another major version: .*PostgreSQL/),
    ]);
    const running = await runs(old);
    const logs = () => run('docker', ['logs', `${project}-a-1`]);
    const answer = () => running.says('a', 'psql', '-U', 'postgres', '-h', '127.0.0.1', '-Atc', 'SELECT 1');
    await expect.poll(answer, patience).toBe('1');
    await becomes(running, later);
    await expect
      .poll(() => logs().err + logs().out, patience)
      .toContain('database files are incompatible with server');
  });

  it('are overlooked by a server that looks for them elsewhere', async () => {
    const of = (environment: object): Part => ({
      services: {
        a: {
          image: images.postgres,
          network_mode: 'none',
          environment: { POSTGRES_PASSWORD: 'said', ...environment },
          volumes: ['data:/var/lib/postgresql/data'],
        },
      },
      volumes: { data: null },
    });
    const [one, other] = [of({}), of({ PGDATA: '/var/lib/postgresql/data/pgdata' })];
    expect(dangers(one, other)).toEqual([
      'data-at-risk: data is overlooked: a looks for its data at /var/lib/postgresql/data/pgdata, and they are at /var/lib/postgresql/data: it finds none, and begins empty',
    ]);
    const running = await runs(one);
    const asks = (sql: string) => running.says('a', 'psql', '-U', 'postgres', '-h', '127.0.0.1', '-Atc', sql);
    const tables = () => asks("SELECT 'tables ' || count(*) FROM pg_tables WHERE tablename = 'kept'");
    await expect.poll(() => asks('SELECT 1'), patience).toBe('1');
    asks('CREATE TABLE kept ()');
    expect(tables()).toBe('tables 1');
    await becomes(running, other);
    await expect.poll(tables, patience).toBe('tables 0');
    await becomes(running, one);
    await expect.poll(tables, patience).toBe('tables 1');
  });

  it('of Redis are overlooked where a file is turned on that it appends to', async () => {
    const of = (...words: readonly string[]): Part => ({
      services: {
        a: {
          image: images.redis,
          network_mode: 'none',
          command: ['redis-server', '--save', '3600 1', ...words],
          volumes: ['data:/data'],
        },
      },
      volumes: { data: null },
    });
    const [one, other] = [of(), of('--appendonly', 'yes')];
    expect(dangers(one, other)).toEqual([
      'data-at-risk: data is overlooked: a reads an append-only file, and has none yet: it begins empty, and writes over its snapshot',
    ]);
    const running = await runs(one);
    const asks = (...words: readonly string[]) => running.says('a', 'redis-cli', ...words);
    await expect.poll(() => asks('PING'), patience).toBe('PONG');
    asks('SET', 'kept', 'here');
    await becomes(running, other);
    await expect.poll(() => asks('PING'), patience).toBe('PONG');
    expect(asks('GET', 'kept')).toBe('');
    // The way that is said: turned on while it runs.
    asks('CONFIG', 'SET', 'appendonly', 'no');
    await becomes(running, one);
    await expect.poll(() => asks('SET', 'kept', 'again'), patience).toBe('OK');
    asks('CONFIG', 'SET', 'appendonly', 'yes');
    await expect
      .poll(() => asks('INFO', 'persistence'), patience)
      .toMatch(/aof_rewrite_in_progress:0[\s\S]*aof_last_bgrewrite_status:ok/);
    await becomes(running, other);
    await expect.poll(() => asks('GET', 'kept'), patience).toBe('again');
  });

  it('of a bucket with another name stay in the old one', async () => {
    const of = (bucket: string): Part => ({
      services: {
        store: {
          image: images.minio,
          command: ['server', '/data'],
          environment: { MINIO_ROOT_USER: 'root-user', MINIO_ROOT_PASSWORD: 'said-by-a-test' },
          volumes: ['objects:/data'],
          stop_grace_period: '1s',
        },
        a: {
          ...idle,
          image: images.minioClient,
          entrypoint: [
            'sh',
            '-c',
            'until mc ls s >/dev/null 2>&1; do sleep 0.3; done; mc mb --ignore-existing "s/$$BUCKET" && exec sleep 100000',
          ],
          environment: {
            BUCKET: bucket,
            MC_CONFIG_DIR: '/tmp/mc',
            MC_HOST_s: 'http://root-user:said-by-a-test@store:9000',
          },
        },
      },
      volumes: { objects: null },
    });
    const [one, other] = [of('one'), of('other')];
    expect(dangers(one, other)).toEqual([
      'data-at-risk: s3://one is replaced by another one: a makes s3://other in its place, which is empty',
    ]);
    const running = await runs(one);
    const lists = (what: string) => running.says('a', 'mc', 'ls', what);
    await expect.poll(() => lists('s/'), patience).toContain('one/');
    running.says('a', 'sh', '-c', 'echo x | mc pipe s/one/kept');
    await becomes(running, other);
    await expect.poll(() => lists('s/'), patience).toContain('other/');
    expect(lists('s/')).toContain('one/');
    expect([lists('s/other'), lists('s/one')]).toEqual(['', expect.stringContaining('kept')]);
  });
});
