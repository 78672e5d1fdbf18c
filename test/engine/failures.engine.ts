import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Running } from './support/running.ts';
import { must, run } from './support/tool.ts';

const stores = ['zookeeper', 'kafka', 'clickhouse', 'postgres', 'redis', 'minio'];
const application = ['web', 'worker', 'plugins', 'caddy'];

describe('the local environment, with passwords that hold a $, when something fails', () => {
  // As an operator may type it: quoted, so that Compose leaves the `$` alone.
  const secrets = ['POSTGRES_PASSWORD', 'REDIS_PASSWORD', 'CLICKHOUSE_PASSWORD', 'SECRET_KEY'];
  const typed = Object.fromEntries(secrets.map((name) => [name, `'a$b$$c-${name}'`]));
  const system = new Running('local', { settings: typed, impatient: 'always' });
  afterAll(() => system.dispose());

  // Without it nothing else is worth a try.
  beforeAll(() => {
    system.mustMake('build', 'start', 'smoke-project');
    system.mustMake('smoke-test');
  });

  it.each([...stores, ...application])('says so when %s is killed, and brings it back', async (service) => {
    const id = system.containers()[service] ?? '';
    const state = (format: string) => must('docker', ['inspect', '--format', `{{${format}}}`, id]).trim();
    const restarts = Number(state('.RestartCount'));
    // A kill from inside is a crash; `docker kill` counts as the operator's own wish and is not restarted.
    must('kill', ['-9', state('.State.Pid')]);
    await expect
      .poll(
        () =>
          system
            .mustMake('status')
            .split('\n')
            .find((line) => line.includes(`-${service}-1 `)),
        {
          timeout: 30_000,
          interval: 100,
        },
      )
      .toMatch(/health: starting|Restarting|Exited/);
    const unwell = () =>
      Object.entries(system.containers()).flatMap(([name, container]) => {
        const health = must('docker', [
          ...['inspect', '--format', '{{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{end}}'],
          container,
        ]).trim();
        return /^(running healthy|exited)$/.test(health) ? [] : [`${name} is ${health}`];
      });
    await expect.poll(unwell, { timeout: 180_000, interval: 1000 }).toEqual([]);
    expect(Number(state('.RestartCount'))).toBeGreaterThan(restarts);
    must('scripts/smoke-test', [], { cwd: system.folder, env: { SMOKE_SECONDS: '120' } });
  });

  it('stops with the name of the job when a migration fails', () => {
    system.override('migrate', {
      environment: { DATABASE_URL: 'postgres://posthog:wrong@postgres:5432/posthog' },
    });
    const { code, out, err } = system.make('start-posthog');
    system.forget('migrate', 'environment');
    expect(code).not.toBe(0);
    expect(out + err).toContain('error: migrate has ended with exit code 1');
  });

  it('stops with the name of the service when a health check fails', () => {
    const never = { test: ['CMD', 'false'], interval: '1s', timeout: '1s', retries: 2, start_period: '1s' };
    system.override('web', { healthcheck: never });
    const { code, out, err } = system.make('start-posthog');
    system.forget('web', 'healthcheck');
    expect(code).not.toBe(0);
    expect(out + err).toContain('error: web is unhealthy');
  });

  it('makes no backup on a full disk, and leaves nothing that looks like one', () => {
    system.mustMake('start');
    const backups = join(system.folder, 'backups');
    mkdirSync(backups);
    must('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', backups]);
    const { code, err } = system.make('backup');
    const left = must('ls', ['-A', backups]);
    must('umount', [backups]);
    expect(code).not.toBe(0);
    expect(err).toMatch(/error: a backup may need .*, and .*backups has /);
    expect(left).toBe('');
  });

  it('stops with the name of the service when the disk is full', () => {
    system.mustMake('destroy');
    system.overrideVolume('postgres_data', {
      driver: 'local',
      driver_opts: { type: 'tmpfs', device: 'tmpfs', o: 'size=8m' },
    });
    const { code, out, err } = system.make('start-posthog');
    expect(code).not.toBe(0);
    expect(out + err).toMatch(/error: postgres (is unhealthy|ends again and again|has ended)/);
    expect(run('docker', ['logs', system.containers().postgres ?? '']).err).toMatch(
      /No space left on device/,
    );
  });
});
