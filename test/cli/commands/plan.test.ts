import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { project, shop, stowage } from '../../support/command.ts';

const git = (cwd: string, ...args: readonly string[]) =>
  execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-c', 'commit.gpgsign=false', ...args],
    { cwd, stdio: 'pipe' },
  );

const lines = `new Service(site, 'web', { image: 'example/shop:2.1.0' });
  const db = new Postgres(site, 'db', { image: 'postgres:16.4', database: 'shop' });`;
const described = shop
  .replace('Service, Stack }', 'Postgres, Service, Stack }')
  .replace("new Service(site, 'web', { image: 'example/shop:2.1.0' });", lines)
  .replace("version: '2.1' }", "version: '2.1', backups: { at: '03:00', keepDays: 7 } }");

/** A project whose output is committed, and whose source has changed since. */
async function changed(change: (source: string) => string = (source) => source): Promise<string> {
  const cwd = project(described);
  expect((await stowage(cwd, ['synth'])).err).toBe('');
  git(cwd, 'init', '-q');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'first');
  const source = join(cwd, 'stacks/index.ts');
  writeFileSync(source, change(readFileSync(source, 'utf8')));
  return cwd;
}

const newImage = (source: string) => source.replace('shop:2.1.0', 'shop:2.1.1');
const newMajor = (source: string) => source.replace('postgres:16.4', 'postgres:17.2');

describe('stowage plan', () => {
  test('nothing to do: one line, and exit code 0', async () => {
    expect(await stowage(await changed(), ['plan'])).toEqual({
      code: 0,
      out: 'nothing to do: 2 stacks are what HEAD says\n',
      err: '',
    });
  });

  test('a change: what it does, from what to what, at whose line; exit code 2, and nothing is written', async () => {
    const cwd = await changed(newImage);
    const { code, out, err } = await stowage(cwd, ['plan']);
    expect([code, err]).toEqual([2, '']);
    expect(out).toBe(`shop-staging, shop-production  1 recreated, 1 kept

  recreate  web  stacks/index.ts:8:3
            image: example/shop:2.1.0 → example/shop:2.1.1
            it stops within 30s

  order     site: at most 30s, without jobs
`);
    expect(git(cwd, 'status', '--porcelain').toString()).toBe(' M stacks/index.ts\n');
  });

  test('data at risk: exit code 3, until it is accepted by name', async () => {
    const cwd = await changed(newMajor);
    const { code, out } = await stowage(cwd, ['plan']);
    expect(code).toBe(3);
    expect(out).toContain(`  error   db_data is of another major version: PostgreSQL 17.2 finds the data of
          16.4 in it (data-at-risk)
          → take them along by a dump: make upgrade MAJOR=db; or accept it:
            --accept data:db_data
`);
    expect(out.split('\n').every(({ length }) => length <= 80)).toBe(true);
    expect((await stowage(cwd, ['plan', '--accept', 'data:db_data'])).code).toBe(2);
    expect(await stowage(cwd, ['plan', '--accept', 'data:db_dta'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('→ write --accept data:db_data'),
    });
  });

  test('a folder of before', async () => {
    const cwd = await changed(newImage);
    cpSync(join(cwd, 'out'), join(cwd, 'before'), { recursive: true });
    expect((await stowage(cwd, ['plan', '--base', 'before'])).code).toBe(2);
    await stowage(cwd, ['synth']);
    expect((await stowage(cwd, ['plan', '--base', 'out'])).code).toBe(0);
  });

  test('an environment that is new, and one that is not described any more', async () => {
    const cwd = await changed((source) => source.replace('staging: { host }, ', 'test: { host }, '));
    const { code, out } = await stowage(cwd, ['plan']);
    expect(code).toBe(2);
    expect(out).toContain('shop-test  new: 2 services, 1 place of data\n');
    expect(out).toContain('shop/staging is not described any more: nobody stops what runs of it.');
  });

  test('another version of Compose', async () => {
    const cwd = await changed();
    const { code, out } = await stowage(cwd, ['plan', '--compose', '2.40:5.6']);
    expect([code, out]).toEqual([0, 'nothing to do: 2 stacks are what HEAD says\n']);
    expect(await stowage(cwd, ['plan', '--compose', '1.29'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('→ write --compose 2.40:5.6'),
    });
  });

  test('what a gate refuses is no plan: exit code 1, and what it found', async () => {
    const cwd = await changed((source) =>
      source.replace('keepDays: 7 } }', 'keepDays: 7 } }').replace('shop:2.1.0', 'shop'),
    );
    expect(await stowage(cwd, ['plan'])).toMatchObject({ code: 1, out: '' });
  });

  test.each([[['plan', '--bas', 'x']], [['plan', '--base', 'nowhere']], [['plan', '--app', 'none.ts']]])(
    'a mistake is no change: %j exits with 1',
    async (args) => {
      expect((await stowage(await changed(), args)).code).toBe(1);
    },
  );

  test('JSON is what its schema says', async () => {
    const cwd = await changed((source) => newMajor(newImage(source)));
    const { code, out, err } = await stowage(cwd, ['plan', '--format', 'json']);
    expect([code, err]).toEqual([3, '']);
    const schema = JSON.parse(
      readFileSync(new URL('../../../schemas/plan.schema.json', import.meta.url), 'utf8'),
    );
    const isPlan = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    const plan = JSON.parse(out);
    isPlan(plan);
    expect(isPlan.errors).toBeNull();
    expect(plan).toMatchObject({ version: 1, base: 'HEAD', changes: true, losesData: true });
    expect(plan.stacks[0].services[0]).toMatchObject({
      place: { file: 'stacks/index.ts', line: 8, column: 3 },
    });
  });

  test('Markdown is a table for each project, and holds what the workflow looks for', async () => {
    const cwd = await changed((source) => newMajor(newImage(source)));
    const { code, out } = await stowage(cwd, ['plan', '--format', 'markdown']);
    expect(code).toBe(3);
    expect(out.startsWith('<!-- stowage plan -->\n')).toBe(true);
    const html = await marked(out);
    expect(html.match(/<table>/g)).toHaveLength(2);
    expect(html).toContain('<code>example/shop:2.1.0</code> → <code>example/shop:2.1.1</code>');
  });

  test('SARIF has the dangers, at their lines', async () => {
    const { out } = await stowage(await changed(newMajor), ['plan', '--format', 'sarif']);
    const [run] = JSON.parse(out).runs;
    expect(run.results).toMatchObject([
      {
        ruleId: 'data-at-risk',
        level: 'error',
        locations: [{ physicalLocation: { artifactLocation: { uri: 'stacks/index.ts' } } }],
      },
    ]);
  });
});
