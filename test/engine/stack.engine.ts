import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Running } from './support/running.ts';
import { must, run } from './support/tool.ts';

describe('the local environment, from nothing', () => {
  const system = new Running('local');
  afterAll(() => system.dispose());

  it('starts by the steps of the runbook', () => {
    for (const target of [
      'build',
      'start-core',
      'migrate',
      'start-posthog',
      'check-async-migrations',
      'status',
      'smoke-test',
    ])
      system.mustMake(target);
    expect(system.sql('SELECT count(*) FROM migration_runs')).toBe('1');
  });

  it('starts again without making a container anew or migrating again', () => {
    const before = system.containers();
    system.mustMake('start-posthog');
    system.mustMake('start');
    system.compose('up', '--detach', '--wait');
    expect(system.containers()).toEqual(before);
    expect(system.sql('SELECT count(*) FROM migration_runs')).toBe('1');
  });

  it('carries an event from the edge to ClickHouse', async () => {
    const event = JSON.stringify({ id: 1, event: `it's "quoted" $x é` });
    must('curl', ['-fsS', '-X', 'POST', 'http://localhost/capture', '-d', event]);
    await expect
      .poll(() => system.clickhouse('SELECT count() FROM sharded_events'), {
        timeout: 60_000,
        interval: 1000,
      })
      .toBe('1');
  });

  it('answers on loopback port 80 and publishes nothing else', () => {
    const published = Object.values(system.containers())
      .flatMap((id) => must('docker', ['port', id]).split('\n'))
      .filter(Boolean);
    expect(published).toEqual(['80/tcp -> 127.0.0.1:80']);
  });

  it('hides what is for the inside', () => {
    const status = (path: string) =>
      must('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code}', `http://localhost${path}`]);
    expect(['/_stats', '/_readyz', '/_health', '/_preflight'].map(status)).toEqual([
      '404',
      '404',
      '200',
      '200',
    ]);
  });

  it('tells PostHog the real address of a client, whatever the client claims', () => {
    const headers = must('curl', ['-fsS', '-H', 'X-Forwarded-For: 6.6.6.6', 'http://localhost/echo']);
    expect(headers).not.toContain('6.6.6.6');
  });

  it('keeps the stores out of reach from another network', () => {
    const stores = [
      ['postgres', 5432],
      ['redis', 6379],
      ['clickhouse', 8123],
      ['kafka', 9092],
      ['minio', 19000],
      ['web', 8000],
    ] as const;
    const ids = system.containers();
    for (const [service, port] of stores) {
      const addresses = must('docker', [
        'inspect',
        '--format',
        '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}',
        ids[service] ?? '',
      ]);
      for (const address of addresses.trim().split(' ')) {
        const { code } = run('docker', [
          'run',
          '--rm',
          '--entrypoint',
          'bash',
          'stowage-test/base',
          '-c',
          `timeout 3 bash -c '</dev/tcp/${address}/${port}'`,
        ]);
        expect(`${service} ${code === 0 ? 'answers' : 'is silent'}`).toBe(`${service} is silent`);
      }
    }
  });

  it('makes anew exactly the service whose file changed', () => {
    const before = system.containers();
    appendFileSync(join(system.folder, 'caddy/Caddyfile'), '\n# another line\n');
    must('sed', ['-i', 's#\\(stowage.digest/caddy/Caddyfile: \\).*#\\1000000000000#', 'docker-compose.yml'], {
      cwd: system.folder,
    });
    system.compose('up', '--detach', '--wait');
    const changed = Object.entries(system.containers()).filter(([service, id]) => before[service] !== id);
    expect(changed.map(([service]) => service)).toEqual(['caddy']);
  });

  it.each(['postgres', 'redis', 'web', 'worker', 'plugins', 'caddy'])(
    'brings %s back when it is killed',
    async (service) => {
      const id = system.containers()[service] ?? '';
      // A kill from inside is a crash; `docker kill` counts as the operator's own wish and is not restarted.
      const pid = must('docker', ['inspect', '--format', '{{.State.Pid}}', id]).trim();
      must('kill', ['-9', pid]);
      await expect
        .poll(
          () =>
            must('docker', ['inspect', '--format', '{{.State.Health.Status}} {{.RestartCount}}', id]).trim(),
          { timeout: 120_000, interval: 1000 },
        )
        .toBe('healthy 1');
      system.mustMake('smoke-test');
    },
  );

  it('stops with the name of the job when a migration fails', () => {
    appendFileSync(
      join(system.folder, 'docker-compose.override.yml'),
      '  migrate: { environment: { STANDIN_FAIL_MIGRATION: "yes" } }\n',
    );
    const { code, err } = system.make('start-posthog');
    expect(code).not.toBe(0);
    expect(err).toContain('migrate');
  });
});
