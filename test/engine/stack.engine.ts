import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { images } from '../../stacks/images.ts';
import { healthChecks, published, replicates, secrets, upstreams, volumes } from './support/checks.ts';
import { content, fill } from './support/content.ts';
import { outOfOrder } from './support/events.ts';
import type { Edited } from './support/operations.ts';
import { compiledAnew } from './support/operations.ts';
import { Running } from './support/running.ts';
import { must, run, standIns } from './support/tool.ts';

describe('the local environment, from nothing', () => {
  const system = new Running('local');
  afterAll(() => system.dispose());
  const migrations = () => run('docker', ['logs', system.containers().migrate ?? '']).out;

  it('starts by the steps of the runbook, each phase when the one before is healthy', () => {
    for (const target of ['build', 'start-core', 'migrate', 'start-posthog']) system.mustMake(target);
    expect(outOfOrder(system, system.began)).toEqual([]);
    for (const target of ['check-async-migrations', 'status', 'smoke-test']) system.mustMake(target);
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

  it.runIf(standIns)('carries an event from the edge to ClickHouse', async () => {
    const event = JSON.stringify({ id: 1, event: `it's "quoted" $x é` });
    must('curl', ['-fsS', '-X', 'POST', 'http://localhost/capture', '-d', event]);
    await expect
      .poll(() => system.clickhouse('SELECT event FROM sharded_events'), { timeout: 60_000, interval: 1000 })
      .toContain('quoted');
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
    edited.replace('src/emit/templates/clickhouse/logs.xml.hbs', 'keeps no log file.', 'keeps no log f1le.');
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
      replace('stacks/images.ts', images.posthog, next),
    );
    must('cp', ['-r', `${join(folder, 'local')}/.`, system.folder]);
    dispose();
    system.mustMake('upgrade');
    const image = must('docker', ['inspect', '--format', '{{.Config.Image}}', system.containers().web ?? '']);
    expect(image.trim()).toBe(next);
    expect(content(system)).toEqual(known);
    system.dispose();
    must('docker', ['image', 'rm', next]);
  });
});
