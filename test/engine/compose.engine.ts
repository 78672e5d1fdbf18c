import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import { configHashes } from '../../src/compose/hash.ts';
import { readForeign } from '../support/foreign.ts';
import { checkout, environments, init } from './support/operations.ts';
import { must, readingVersions, run } from './support/tool.ts';

const operations = checkout();
const scratch = mkdtempSync(join(tmpdir(), 'stowage-compose-'));
afterAll(() => {
  operations.dispose();
  rmSync(scratch, { recursive: true, force: true });
});
for (const environment of environments) init(join(operations.folder, environment));

describe.each(readingVersions)('Compose %s', (version, config) => {
  const env = { DOCKER_CONFIG: config };

  it.each(environments)('accepts %s without a warning', (environment) => {
    const cwd = join(operations.folder, environment);
    expect(run('docker', ['compose', 'config', '-q'], { cwd, env })).toEqual({ code: 0, out: '', err: '' });
  });

  it.each(environments)('gives each service of %s the hash that we give it', (environment) => {
    const cwd = join(operations.folder, environment);
    const ask = (dockerConfig: string, ...words: readonly string[]) =>
      must('docker', ['compose', '--profile', '*', 'config', ...words], {
        cwd,
        env: { DOCKER_CONFIG: dockerConfig },
      })
        .trim()
        .split('\n');
    // The oldest does not say what it knows of.
    const [, [, newer]] = readingVersions;
    const variables = new Map(ask(newer, '--environment').map((line) => pair(line, '=')));
    const { project } = canonical(readForeign(readFileSync(join(cwd, 'docker-compose.yml'), 'utf8')));
    const around = {
      ...{ folder: cwd, home: process.env.HOME ?? '' },
      lookUp: (name: string) => variables.get(name),
    };
    const said = new Map(ask(config, '--hash', '*').map((line) => pair(line, ' ')));
    expect(said.size).toBeGreaterThan(10);
    expect(configHashes(project, version, around)).toEqual(said);
  });

  it.each(environments)('refuses %s with our message when a secret is missing', (environment) => {
    const cwd = join(operations.folder, environment);
    const file = join(scratch, 'without.env');
    writeFileSync(file, readFileSync(join(cwd, '.env'), 'utf8').replace(/^SECRET_KEY=.*$/m, 'SECRET_KEY='));
    const { code, err } = run('docker', ['compose', '--env-file', file, 'config', '-q'], { cwd, env });
    expect(code).not.toBe(0);
    expect(err).toMatch(/required variable SECRET_KEY is missing a value: .*make init/);
  });

  it('runs what was generated and the one override, whatever COMPOSE_… says', () => {
    const cwd = join(scratch, version);
    cpSync(join(operations.folder, 'local'), cwd, { recursive: true });
    writeFileSync(join(cwd, 'evil.yml'), 'services: { web: { privileged: true } }');
    const evil = { COMPOSE_FILE: 'docker-compose.yml;evil.yml', COMPOSE_PATH_SEPARATOR: ';' };
    appendFileSync(
      join(cwd, '.env'),
      Object.entries(evil)
        .map(([name, value]) => `${name}='${value}'\n`)
        .join(''),
    );
    const asked = (program: string, ...words: readonly string[]) =>
      must(program, words, { cwd, env: { ...env, ...evil } });
    const scripted = () => asked('bash', '-c', '. scripts/common.sh; compose config');
    // It would work on who is not on his guard.
    expect(asked('docker', 'compose', 'config')).toContain('privileged: true');
    expect(scripted()).not.toContain('privileged');
    const line = must('make', ['-n', 'status'], { cwd }).replaceAll('\\\n', ' ');
    const [prefix = ''] = /COMPOSE_FILE=.*?docker compose --project-name \S+/s.exec(line) ?? [];
    expect(asked('bash', '-c', `${prefix} config`)).toBe(scripted());
    writeFileSync(join(cwd, 'docker-compose.override.yml'), 'services: { web: { labels: { mine: here } } }');
    expect(scripted()).toContain('mine: here');
  });
});

function pair(line: string, separator: string): readonly [string, string] {
  const at = line.indexOf(separator);
  return [line.slice(0, at), line.slice(at + 1)];
}
