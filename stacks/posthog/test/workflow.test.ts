import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, test } from 'vitest';
import { modelOf } from '../../../src/compile.ts';
import { fromYaml } from '../../../src/syntax/yaml-read.ts';
import { workflow } from '../../../src/targets/operations/workflow/workflow.ts';
import { generated } from '../../../test/support/generated.ts';
import { complaints } from '../../../test/support/workflow-parser.ts';
import { steps } from '../../../test/targets/operations/workflow/rendered.ts';
import { runner } from '../../../test/targets/operations/workflow/runner.ts';
import app from './app.ts';

const there = mkdtempSync(join(tmpdir(), 'posthog-workflow-'));
afterAll(() => rmSync(there, { recursive: true, force: true }));
generated(app, there);
const [system] = modelOf(app);
const content = system === undefined ? '' : (workflow(system)[0]?.content ?? '');

test("GitHub's own parser and the schema take it", async () => {
  expect(await complaints(content)).toEqual([]);
  const schema: object = JSON.parse(
    readFileSync(new URL('../../../schemas/workflow.schema.json', import.meta.url), 'utf8'),
  );
  const accepts = new Ajv({ allErrors: true }).compile(schema);
  accepts(fromYaml(content));
  expect(accepts.errors ?? []).toEqual([]);
});

test('every script says what it runs, and no secret', () => {
  expect(content).not.toMatch(/secrets\.|set -x|::debug/);
  for (const { run } of steps(content)) expect(run ?? '').not.toContain('cat .env');
});

/** What `make init` drew. */
const drawnIn = (env: string) =>
  [...env.matchAll(/^(\w+)=([0-9a-f]{24,})$/gm)].map(([, name = '', value = '']) => ({ name, value }));

/** GitHub's runner takes a line `::add-mask::x` for itself, and shows `***` where x stands from there on. */
function shownBy(log: string): string {
  const masks: string[] = [];
  return log
    .split('\n')
    .map((line) => {
      const mask = /^::add-mask::(.+)$/.exec(line)?.[1];
      if (mask !== undefined) masks.push(mask);
      return masks.reduce((text, value) => text.replaceAll(value, '***'), line);
    })
    .join('\n');
}

describe.each(['local', 'production'])(
  'a run in %s whose engine says everything and fails',
  (environment) => {
    const at = runner(there, environment);
    const log = steps(content)
      .filter(({ if: when = '' }) => !when.includes('matrix') || when.includes(`'${environment}'`))
      .map(({ name, run = '', env }) => ({ name, ...at.run(run, { ...env, SMOKE_SECONDS: '1' }) }));
    const secrets = drawnIn(at.env());

    test('has secrets that the engine knows', () => {
      expect(secrets.map(({ name }) => name)).toEqual([
        'POSTGRES_PASSWORD',
        'REDIS_PASSWORD',
        'CLICKHOUSE_PASSWORD',
        'MINIO_ROOT_PASSWORD',
        'OBJECT_STORAGE_SECRET_ACCESS_KEY',
        'SECRET_KEY',
        'RESTIC_PASSWORD',
      ]);
      const failed = log.filter(({ status }) => status !== 0).map(({ name }) => name);
      expect(failed).toContain('Build and pull');
      expect(failed).toContain('Start');
      expect(failed).toContain('Back up');
    });

    test('shows none of them in its log', () => {
      const all = log.map(({ out }) => out).join('\n');
      for (const { value } of secrets) expect(all).toContain(`::add-mask::${value}\n`);
      const shown = shownBy(all);
      expect(shown).toContain('POSTGRES_PASSWORD=***');
      expect(secrets.filter(({ value }) => shown.includes(value))).toEqual([]);
    });

    test('keeps none of them in a file', () => {
      const files = readdirSync(at.kept).sort();
      expect(files).toEqual(['containers.txt', 'host.txt', 'states.txt', 'status.txt']);
      const kept = files.map((file) => readFileSync(join(at.kept, file), 'utf8'));
      const thrice = '[postgres://posthog:***]postgres://posthog:***postgres://posthog:***\n';
      expect(kept[0]?.split(thrice)).toHaveLength(6);
      for (const text of kept) expect(secrets.filter(({ value }) => text.includes(value))).toEqual([]);
    });
  },
);
