import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkout, environments, init } from './support/operations.ts';
import { composeVersions, run } from './support/tool.ts';

const operations = checkout();
const scratch = mkdtempSync(join(tmpdir(), 'stowage-compose-'));
afterAll(() => {
  operations.dispose();
  rmSync(scratch, { recursive: true, force: true });
});
for (const environment of environments) init(join(operations.folder, environment));

describe.each(composeVersions)('Compose %s', (_, config) => {
  const env = { DOCKER_CONFIG: config };

  it.each(environments)('accepts %s without a warning', (environment) => {
    const cwd = join(operations.folder, environment);
    expect(run('docker', ['compose', 'config', '-q'], { cwd, env })).toEqual({ code: 0, out: '', err: '' });
  });

  it.each(environments)('refuses %s with our message when a secret is missing', (environment) => {
    const cwd = join(operations.folder, environment);
    const file = join(scratch, 'without.env');
    writeFileSync(file, readFileSync(join(cwd, '.env'), 'utf8').replace(/^SECRET_KEY=.*$/m, 'SECRET_KEY='));
    const { code, err } = run('docker', ['compose', '--env-file', file, 'config', '-q'], { cwd, env });
    expect(code).not.toBe(0);
    expect(err).toMatch(/required variable SECRET_KEY is missing a value: .*make init/);
  });
});
