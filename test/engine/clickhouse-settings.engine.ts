import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkout, environments, init } from './support/operations.ts';
import { must, run, standIns } from './support/tool.ts';

const operations = checkout();
const scratch = mkdtempSync(join(tmpdir(), 'stowage-settings-'));
afterAll(() => {
  operations.dispose();
  rmSync(scratch, { recursive: true, force: true });
});

// As the official image has them: the server's configuration names the users', and a default profile is there.
const folder = '/etc/clickhouse-server';
const base = {
  'config.xml': `<clickhouse><logger><level>none</level></logger><users_config>${folder}/users.xml</users_config></clickhouse>`,
  'users.xml':
    '<clickhouse><profiles><default><log_queries>1</log_queries></default></profiles><quotas><default/></quotas>' +
    '<users><default><password/><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota></default></users></clickhouse>',
};
for (const [name, content] of Object.entries(base)) writeFileSync(join(scratch, name), content);

/** Pulled images hold a server, and the area `stack` runs that; the stand-in holds the engine alone. */
describe.runIf(standIns).each(environments)("ClickHouse's engine in the image of %s", (environment) => {
  const cwd = join(operations.folder, environment);
  let image = '';
  beforeAll(() => {
    init(cwd);
    must('docker', ['compose', 'build'], { cwd });
    const config = must('docker', ['compose', 'config', '--format', 'json'], { cwd });
    image = (JSON.parse(config) as { services: { clickhouse: { image: string } } }).services.clickhouse.image;
    console.log(`ClickHouse ${sql('SELECT version()').out.trim()}, the engine without its server`);
  });

  /** One statement, on the configuration that the Dockerfile put into the image. */
  function sql(statement: string, password = 'drawn-at-random.1') {
    const files = Object.keys(base).flatMap((name) => [
      '--volume',
      `${join(scratch, name)}:${folder}/${name}:ro`,
    ]);
    const words = [
      'run',
      '--rm',
      '--interactive',
      '--network',
      'none',
      '--env',
      `CLICKHOUSE_PASSWORD=${password}`,
    ];
    const query = [image, '/usr/local/lib/standin/query.py', '', 'TabSeparated'];
    return run('docker', [...words, ...files, '--entrypoint', 'python3', ...query], { input: statement });
  }

  it('has every setting of our profiles', () => {
    const overlays = readdirSync(join(cwd, 'clickhouse-posthog')).filter((name) =>
      name.endsWith('-users-config.xml'),
    );
    const ours = overlays.flatMap((name) =>
      [...readFileSync(join(cwd, 'clickhouse-posthog', name), 'utf8').matchAll(/<(\w+)>([^<>]+)<\/\1>/g)].map(
        ([, setting = '', value = '']) => [setting, value],
      ),
    );
    expect(ours.length).toBeGreaterThan(8);
    const names = ours.map(([setting]) => `'${setting}'`).join(', ');
    const { out } = sql(`SELECT name, value FROM system.settings WHERE name IN (${names}) ORDER BY name`);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => line.split('\t')),
    ).toEqual(ours.sort());
  });

  it('does not start with a password that is no text of XML, and make doctor says so before', () => {
    const broken = 'ends<here';
    expect(sql('SELECT 1', broken)).toMatchObject({
      code: 1,
      err: expect.stringContaining('SAXParseException'),
    });
    must('sed', ['-i', `s/^CLICKHOUSE_PASSWORD=.*/CLICKHOUSE_PASSWORD='${broken}'/`, '.env'], { cwd });
    const { out, err } = run('make', ['doctor'], { cwd });
    expect(out + err).toContain('the value of CLICKHOUSE_PASSWORD has not the form');
  });
});
