import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fullCache } from './support/cache.ts';
import { healthChecks, published, replicates, secrets, upstreams, volumes } from './support/checks.ts';
import { content, fill } from './support/content.ts';
import { outOfOrder } from './support/events.ts';
import type { Edited } from './support/operations.ts';
import { compiledAnew } from './support/operations.ts';
import { images } from './support/posthog.ts';
import { tryAll } from './support/runbook.ts';
import { Running } from './support/running.ts';
import { must, run, standIns } from './support/tool.ts';

describe('the local environment, from nothing', () => {
  const system = new Running('local', { impatient: 'at start' });
  afterAll(() => system.dispose());
  const migrations = () => run('docker', ['logs', system.containers().migrate ?? '']).out;

  it('starts by the steps of the runbook, each phase when the one before is healthy', () => {
    for (const target of ['build', 'start-core', 'migrate', 'start-posthog']) system.mustMake(target);
    expect(outOfOrder(system, system.began)).toEqual([]);
    for (const target of ['check-async-migrations', 'status']) system.mustMake(target);
  });

  it('starts again without making a container anew or migrating again', () => {
    const before = system.containers();
    const said = migrations();
    system.mustMake('start-posthog');
    system.mustMake('start');
    system.compose('up', '--detach', '--wait');
    expect(system.containers()).toEqual(before);
    expect(migrations().slice(said.length).trim()).toMatch(/^(done before, nothing to do\s*)*$/);
  });

  it('is wired as it must be', () => {
    expect(upstreams(system)).toEqual([]);
    expect(volumes(system)).toEqual([]);
    expect(secrets(system)).toEqual([]);
    expect(published(system, ['80/tcp -> 127.0.0.1:80'])).toEqual([]);
  });

  it('keeps replicated tables, as those of PostHog are', () => {
    expect(replicates(system)).toEqual([]);
  });

  it('has health checks that fail where the service does not run', async () => {
    expect(await healthChecks(system)).toEqual([]);
  });

  it('says what the smoke test lacks, and makes it', () => {
    const { code, out, err } = system.make('smoke-test');
    expect(code).not.toBe(0);
    expect(out).toContain('http://localhost answers as it must.');
    expect(err).toContain('error: an event was not sent: PostHog has no project "Stowage smoke test" yet\n');
    expect(err).toContain('make it with: make smoke-project\n');
    expect(system.mustMake('smoke-project')).toContain('Made the project "Stowage smoke test"');
    expect(system.mustMake('smoke-project')).toContain('is there already');
    // It counts neither for who may sign up first nor in usage reports.
    expect(system.sql('SELECT count(*) FROM posthog_organization WHERE NOT for_internal_metrics')).toBe('0');
  });

  const kept = () =>
    system.clickhouse("SELECT count() FROM sharded_events WHERE event = 'Stowage smoke test'").trim();

  it('carries an event from the edge to ClickHouse, and leaves none, not even of a run that was killed', () => {
    const team = system.sql("SELECT id FROM posthog_team WHERE name = 'Stowage smoke test'");
    system.clickhouse(
      `INSERT INTO sharded_events (uuid, event, timestamp, team_id, distinct_id) VALUES (generateUUIDv4(), 'Stowage smoke test', now() - 7200, ${team}, 'stowage-smoke'), (generateUUIDv4(), 'theirs', now(), ${team} + 1, 'stowage-smoke')`,
    );
    expect(kept()).toBe('1');
    const said = system.mustMake('smoke-test');
    expect(said).toMatch(/an event came through after \d+ seconds\./);
    expect(kept()).toBe('0');
    expect(system.clickhouse("SELECT count() FROM sharded_events WHERE event = 'theirs'").trim()).toBe('1');
  });

  it.runIf(standIns)('takes no event whose token no project has', () => {
    const send = (event: object) =>
      must('curl', [
        ...['-sS', '-o', '/dev/null', '-w', '%{http_code}', 'http://localhost/capture/'],
        ...['-d', JSON.stringify(event)],
      ]);
    expect(send({ api_key: 'phc_nobody', event: 'x', distinct_id: 'a' })).toBe('401');
    expect(send({ event: 'x', distinct_id: 'a' })).toBe('401');
  });

  it.each([
    ['plugins', /did not arrive after \d+ seconds: Kafka has it, and the plugin server does not read it/],
    [
      'clickhouse',
      /did not arrive after \d+ seconds: the plugin server read it, and ClickHouse does not read/,
    ],
    ['postgres', /was not sent: postgres is not running/],
    ['kafka', /was not taken: \/capture\/: (answers 50\d instead of 200|.*timed out)/],
  ])('names the broken link when %s is stopped', (service, said) => {
    system.compose('stop', service);
    const { code, err } = run('scripts/smoke-test', [], {
      cwd: system.folder,
      env: { ...system.scriptEnv, SMOKE_SECONDS: '15' },
      timeout: 300_000,
    });
    system.mustMake('start');
    expect(code).not.toBe(0);
    expect(err).toMatch(said);
    if (service !== 'kafka') expect(err).toContain(`${service} is not running`);
  });

  it('takes events again when nothing is stopped', () => {
    const env = { ...system.scriptEnv, SMOKE_SECONDS: '120' };
    const { code, out } = run('scripts/smoke-test', [], { cwd: system.folder, env, timeout: 300_000 });
    expect([code, out]).toEqual([0, expect.stringContaining('an event came through')]);
  });

  it('answers pages and events with a Redis that is full of cached results, and loses no job', () => {
    expect(fullCache(system)).toEqual([]);
  });

  it.runIf(standIns)('is mended by the lines that the runbook gives at three in the morning', () => {
    expect(tryAll(system)).toEqual([]);
  });

  it('hides what is for the inside', () => {
    const status = (path: string) =>
      must('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code}', `http://localhost${path}`]);
    const paths = ['/_stats', '/_readyz', '/_health', '/_preflight'];
    expect(paths.map(status)).toEqual(['404', '404', '200', '200']);
  });

  it.runIf(standIns)('tells PostHog the real address of a client, whatever the client claims', () => {
    const headers = must('curl', ['-fsS', '-H', 'X-Forwarded-For: 6.6.6.6', 'http://localhost/echo']);
    expect(headers).not.toContain('6.6.6.6');
  });

  // The second change comes on top of the first one.
  const caddyfile = (edited: Edited) => edited.replace('stacks/posthog.ts', '/_livez', '/_livef');
  const overlay = (edited: Edited) => {
    caddyfile(edited);
    edited.replace('constructs/blocks/clickhouse/logs.xml.hbs', 'keeps no log file.', 'keeps no log f1le.');
  };
  it.each([
    ['the Caddyfile', 'caddy', caddyfile],
    ['an overlay of ClickHouse', 'clickhouse', overlay],
  ] as const)(
    'makes anew exactly the service that reads it when one byte of %s changed',
    (_, service, edit) => {
      const before = system.containers();
      const { folder, dispose } = compiledAnew(edit);
      must('cp', ['-r', `${join(folder, 'local')}/.`, system.folder]);
      dispose();
      system.mustMake('build');
      system.compose('up', '--detach', '--wait');
      const changed = Object.entries(system.containers()).filter(([name, id]) => before[name] !== id);
      expect(changed.map(([name]) => name)).toEqual([service]);
    },
  );

  it('starts at once from nothing but its volumes, in the same order and with all that it kept', () => {
    fill(system);
    const known = content(system);
    system.mustMake('down');
    const began = Math.floor(Date.now() / 1000);
    system.compose('up', '--detach', '--wait');
    expect(outOfOrder(system, began)).toEqual([]);
    expect(content(system)).toEqual(known);
  });

  it('moves to other images by an upgrade, with all that it kept', () => {
    const known = content(system);
    const next = `${images.posthog}-next`;
    must('docker', ['tag', images.posthog, next]);
    const { folder, dispose } = compiledAnew(({ replace }) =>
      replace('stacks/posthog/images.ts', images.posthog, next),
    );
    must('cp', ['-r', `${join(folder, 'local')}/.`, system.folder]);
    dispose();
    // A broker that stops after its ZooKeeper is kept out by its own session for a while.
    for (const service of ['zookeeper', 'kafka']) system.override(service, { labels: { made: 'anew' } });
    const before = system.containers();
    system.mustMake('upgrade');
    const after = system.containers();
    expect([after.zookeeper, after.kafka]).not.toEqual([before.zookeeper, before.kafka]);
    expect(must('docker', ['inspect', '--format', '{{.RestartCount}}', after.kafka ?? '']).trim()).toBe('0');
    const image = must('docker', ['inspect', '--format', '{{.Config.Image}}', system.containers().web ?? '']);
    expect(image.trim()).toBe(next);
    expect(content(system)).toEqual(known);
    system.dispose();
    must('docker', ['image', 'rm', next]);
  });
});
