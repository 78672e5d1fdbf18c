import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fullCache } from './support/cache.ts';
import { dump, healthChecks, published, replicates, secrets, upstreams, volumes } from './support/checks.ts';
import { fill } from './support/content.ts';
import { outOfOrder } from './support/events.ts';
import type { Edited } from './support/operations.ts';
import { compiledAnew } from './support/operations.ts';
import { Running } from './support/running.ts';
import { run, standIns } from './support/tool.ts';

/** What the checks of the other areas are worth: each finds the fault that a broken generator would make, and names it. */
function broken(edit: (edited: Edited) => void): Running {
  const { folder, dispose } = compiledAnew(edit);
  const system = new Running('local', { from: folder, impatient: 'at start' });
  dispose();
  return system;
}

/** After the rules: they read what will run, and would refuse it. */
function printed(replace: Edited['replace'], service: string): void {
  replace(
    'src/targets/operations/compose.ts',
    'print(projectOf(stack))',
    `print({ ...projectOf(stack), services: new Map([...(projectOf(stack).services ?? [])].map(([id, service]) => [id, ${service}])) })`,
  );
}

describe('a generator with seven faults', () => {
  const system = broken(({ replace }) => {
    replace(
      'constructs/blocks/caddy/syntax.ts',
      '? spellAddress(part) :',
      "? spellAddress(part).replace('8000', '8001') :",
    );
    printed(
      replace,
      "id === 'postgres' ? { ...service, volumes: service.volumes.slice(1), ports: [{ hostIp: ['127.0.0.1'], published: ['15432'], target: 5432, protocol: ['tcp'], mode: ['ingress'] }] } : service",
    );
    replace('constructs/blocks/redis/server.ts', 'grep -q PONG', 'grep -q PONG || true');
    replace('stacks/posthog.ts', "eviction: 'volatile-lru',", "eviction: 'noeviction',");
    replace(
      'src/targets/operations/templates/scripts/init-env.hbs',
      `{{else}}random_hex{{/if}} "$size") ;;`,
      `{{else}}random_hex{{/if}} "$size")'$x' ;;`,
    );
    replace(
      'constructs/blocks/postgres/backup.sh',
      '--format custom',
      '--exclude-table-data stowage_probe --format custom',
    );
  });
  beforeAll(() => {
    system.mustMake('build', 'start');
  });
  afterAll(() => system.dispose());

  it('sends requests to the wrong port', () => {
    expect(upstreams(system)).toEqual(['Caddy sends requests to web:8001, and web listens on 8000']);
  });

  it('keeps the rows of PostgreSQL in no volume of its own', () => {
    expect(volumes(system)).toEqual(['postgres keeps /var/lib/postgresql/data in a volume without a name']);
  });

  it('publishes a port of the database', () => {
    expect(published(system, ['80/tcp -> 127.0.0.1:80'])).toEqual([
      'postgres is published: 5432/tcp -> 127.0.0.1:15432',
    ]);
  });

  it('refuses writes to a full cache, and answers with 500', () => {
    expect(fullCache(system)).toEqual([
      'with a full Redis a page is answered with 500',
      'with a full Redis an event is answered with 500',
    ]);
  });

  it('has a health check that always passes', async () => {
    expect(await healthChecks(system)).toEqual([
      'the health check of redis passes where redis does not run: sh -c redis-cli ping | grep -q PONG || true',
    ]);
  });

  it('draws passwords that Compose reads otherwise', () => {
    expect(secrets(system)).toContainEqual(
      expect.stringMatching(/^POSTGRES_PASSWORD is [0-9a-f]+\$x in \.env, and postgres is given [0-9a-f]+$/),
    );
  });

  it('makes backups that lack the rows of a table', () => {
    fill(system);
    system.mustMake('backup');
    const [backup = ''] = readdirSync(join(system.folder, 'backups')).filter((name) => /^\d/.test(name));
    expect(dump(system, backup)).toEqual(['the backup has no rows of the table stowage_probe']);
  });
});

describe('a generator that lets everything start at once', () => {
  const system = broken(({ replace }) =>
    printed(
      replace,
      "{ ...service, dependsOn: new Map([...(service.dependsOn ?? [])].map(([on, wait]) => [on, { ...wait, condition: 'service_started' }])) }",
    ),
  );
  afterAll(() => system.dispose());

  it('starts PostHog before its stores', () => {
    system.mustMake('build');
    // The record began with this file, so the systems before this one, of the same name, stand in it.
    const since = Math.floor(Date.now() / 1000);
    system.compose('up', '--detach');
    expect(outOfOrder(system, since)).toEqual(
      expect.arrayContaining([
        'kafka started before zookeeper was healthy',
        'migrate started before postgres was healthy',
        'web started before migrate was completed',
      ]),
    );
  });
});

describe('a generator whose plugin server reads nothing', () => {
  // It is up and says that it is healthy, in a mode that leaves what web took to another one.
  const system = broken(({ replace }) =>
    replace(
      'stacks/posthog.ts',
      'WORKER_CONCURRENCY: environment.pick',
      "PLUGIN_SERVER_MODE: 'async',\n        WORKER_CONCURRENCY: environment.pick",
    ),
  );
  afterAll(() => system.dispose());

  it('lets events lie in Kafka', () => {
    system.mustMake('build', 'start', 'smoke-project');
    const { code, out, err } = run('scripts/smoke-test', [], {
      cwd: system.folder,
      env: { ...system.scriptEnv, SMOKE_SECONDS: '20' },
    });
    expect(code).not.toBe(0);
    expect(out).toContain('http://localhost answers as it must.');
    expect(err).toMatch(
      /an event did not arrive after \d+ seconds: Kafka has it, and the plugin server does not read it \(nobody ever read\)\n {7}see: make logs SERVICE=plugins/,
    );
  });
});

describe('a generator that takes the port of replicas from ClickHouse', () => {
  const system = broken(({ replace }) =>
    replace(
      'constructs/blocks/clickhouse/resources.xml.hbs',
      '<interserver_http_port>9009</interserver_http_port>',
      '<interserver_http_port remove="remove"/>',
    ),
  );
  afterAll(() => system.dispose());

  it('makes replicated tables that never become active', () => {
    system.mustMake('build');
    system.compose('up', '--detach', '--wait', 'clickhouse');
    system.exec('clickhouse', 'clickhouse-client', '--query', 'CREATE DATABASE posthog');
    expect(replicates(system)).toEqual([
      ...Array.from({ length: 3 }, () =>
        expect.stringMatching(/^a replicated table refuses: [\s\S]*readonly mode/),
      ),
      'a replicated table has no active replica',
      'ClickHouse misses a part of its configuration (code 139)',
    ]);
  });
});

/** Pulled images hold their own Java: whether that dies is a matter of this machine's kernel. */
describe.runIf(standIns)('a generator that does not know of old Javas', () => {
  const system = broken(({ replace }) => {
    replace('constructs/blocks/zookeeper/facts.ts', "['zookeeper', '<=3.7.0']", "['zookeeper', '<=3.6.0']");
    replace(
      'constructs/blocks/kafka/facts.ts',
      "['posthog/kafka-container', '<3.0']",
      "['posthog/kafka-container', '<2.0']",
    );
  });
  afterAll(() => system.dispose());

  it.each(['zookeeper', 'kafka'])('starts %s, which ends at once', (service) => {
    const config = { cwd: system.folder, env: system.scriptEnv };
    run('docker', ['compose', 'up', '--detach', '--no-deps', service], config);
    const logged = () => run('docker', ['compose', 'logs', '--no-log-prefix', service], config).out;
    return expect.poll(logged, { timeout: 60_000, interval: 500 }).toContain('CgroupV2Subsystem.getInstance');
  });
});
