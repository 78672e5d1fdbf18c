import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import { configHashes } from '../../src/compose/hash.ts';
import { readForeign } from '../support/foreign.ts';
import { checkout, environments, init } from './support/operations.ts';
import { images } from './support/posthog.ts';
import { composeVersions, must, readingVersions, run } from './support/tool.ts';

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

  /** The local environment beside an evil file, with these settings in .env or in the shell. */
  const folder = (name: string) => {
    const cwd = join(scratch, `${version}-${name}`);
    cpSync(join(operations.folder, 'local'), cwd, { recursive: true });
    writeFileSync(join(cwd, 'evil.yml'), 'services: { web: { privileged: true } }');
    writeFileSync(join(cwd, 'evil.env'), 'SECRET_KEY=evil\n');
    return cwd;
  };
  const asked = (cwd: string, shell: Record<string, string>, ...words: readonly string[]) => {
    const [program = '', ...rest] = words;
    return run(program, rest, { cwd, env: { ...env, ...shell } });
  };

  it.each<[string, Record<string, string>, 'shell'?]>([
    ['files', { COMPOSE_FILE: 'docker-compose.yml:evil.yml' }],
    ['files, apart otherwise', { COMPOSE_FILE: 'docker-compose.yml;evil.yml', COMPOSE_PATH_SEPARATOR: ';' }],
    ['a project', { COMPOSE_PROJECT_NAME: 'evil' }],
    ['profiles', { COMPOSE_PROFILES: '*' }],
    ['another .env', { COMPOSE_ENV_FILES: 'evil.env' }, 'shell'],
    ['no .env', { COMPOSE_DISABLE_ENV_FILE: 'true' }, 'shell'],
  ])('names itself what runs, whatever COMPOSE_… says of %s', (name, evil, only) => {
    const cwd = folder(name);
    const before = asked(cwd, {}, 'scripts/compose', 'config');
    expect(before).toMatchObject({ code: 0, err: '' });
    const plain = asked(cwd, {}, 'docker', 'compose', 'config');
    // It would work on who is not on his guard.
    expect(asked(cwd, evil, 'docker', 'compose', 'config')).not.toEqual(plain);
    expect(asked(cwd, evil, 'scripts/compose', 'config')).toEqual(before);
    if (only === 'shell') return;
    const lines = Object.entries(evil).map(([variable, value]) => `${variable}='${value}'\n`);
    appendFileSync(join(cwd, '.env'), lines.join(''));
    expect(asked(cwd, {}, 'docker', 'compose', 'config')).not.toEqual(plain);
    expect(asked(cwd, {}, 'scripts/compose', 'config')).toEqual(before);
  });

  it('takes the one override, and no file beside it', () => {
    const cwd = folder('beside');
    const before = asked(cwd, {}, 'scripts/compose', 'config');
    for (const file of ['compose.yaml', 'compose.override.yaml'])
      writeFileSync(join(cwd, file), 'services: { web: { privileged: true } }');
    expect(asked(cwd, {}, 'scripts/compose', 'config')).toEqual(before);
    writeFileSync(join(cwd, 'docker-compose.override.yml'), 'services: { web: { labels: { mine: here } } }');
    expect(asked(cwd, {}, 'scripts/compose', 'config').out).toContain('mine: here');
  });

  it.each([
    ['a quote that is not closed', 'SECRET_KEY="d0c0ffee\n'],
    ['a secret without a name', 'd0c0ffee!\n'],
    ['what stands behind a quote', 'SECRET_KEY="a"d0c0ffee!x\n'],
    ['what is to be replaced', 'SECRET_KEY=${d0c0ffee!}\n'],
  ])('shows a part of .env where it cannot read it, %s, and scripts do not', (name, line) => {
    const cwd = folder(`unread-${name.replaceAll(' ', '-')}`);
    appendFileSync(join(cwd, '.env'), line);
    const plain = asked(cwd, {}, 'docker', 'compose', 'config', '--quiet');
    expect(plain.err).toMatch(/^failed to read .*d0c0ffee/s);
    const { code, out, err } = asked(cwd, {}, 'scripts/compose', 'config', '--quiet');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /^error: Compose cannot read \.env; these of its lines are odd: \d+\n {7}close the quote.*\n$/,
    );
  });

  it('reads of .env what a new host takes of a backup', () => {
    const cwd = folder('taken');
    const file = `services: { a: { image: x, environment: [EMAIL_HOST, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_DEFAULT_FROM, SENTRY_DSN] } }`;
    const odd = `EMAIL_HOST= a #b # c\nEMAIL_HOST_USER: "a\\"b\\n" # c\nexport EMAIL_HOST_PASSWORD='a\nSENTRY_DSN=$x\n'\nEMAIL_DEFAULT_FROM=one\nEMAIL_DEFAULT_FROM=\\two\\n"'\r\nSENTRY_DSN=\nPATH=/evil\n`;
    const read = () => must('docker', ['compose', '--file', join(cwd, 'one.yml'), 'config'], { cwd, env });
    writeFileSync(
      join(cwd, 'one.yml'),
      file.replace(/\w+(?=[,\]])/g, (word) => `"${word}=$\{${word}-}"`),
    );
    const rest = readFileSync(join(cwd, '.env'), 'utf8').replace(/^(EMAIL|SENTRY)_.*\n/gm, '');
    writeFileSync(join(cwd, '.env'), `${rest}${odd}`);
    const before = read();
    expect(before).toContain('SENTRY_DSN=$$x');
    const saved = 'backups/20261123T030000Z';
    must(
      'bash',
      [
        '-c',
        `mkdir -p ${saved}/config && mv .env ${saved}/config/ && cd ${saved} && touch manifest && sha256sum ./manifest ./config/.env >SHA256SUMS`,
      ],
      { cwd },
    );
    must('make', ['init', 'BACKUP=latest', 'UNSIGNED=20261123T030000Z'], { cwd, env });
    expect(read()).toBe(before);
  });
});

describe.each(composeVersions)('Compose %s, with containers,', (version, config) => {
  const project = `stowage-test-compose-${version.replace('.', '-')}`;
  const cwd = join(scratch, project);
  const env = { DOCKER_CONFIG: config };
  const orphan = 'services: { a: { image: IMAGE }, b: { image: IMAGE } }';
  const write = (file: string) =>
    writeFileSync(join(cwd, 'docker-compose.yml'), file.replaceAll('IMAGE', images.redis));
  const scripted = (words: string, shell = {}) =>
    run('bash', ['-c', `. scripts/common.sh; PROJECT=${project}; compose ${words}`], {
      cwd,
      env: { ...env, ...shell },
    });
  const names = () =>
    must('docker', [
      'ps',
      '--all',
      '--format',
      '{{.Names}}',
      '--filter',
      `label=com.docker.compose.project=${project}`,
    ]);
  beforeAll(() => {
    cpSync(join(operations.folder, 'local'), cwd, { recursive: true });
    write(orphan);
    expect(scripted('up --no-start --pull never')).toMatchObject({ code: 0, out: '' });
  });
  afterAll(() => {
    write(orphan);
    scripted('down --remove-orphans --timeout 1');
  });

  it('keeps what is not described, its names and its answers, whatever COMPOSE_… says', () => {
    write(orphan.replace(/, b.*/, ' }'));
    const evil = {
      COMPOSE_REMOVE_ORPHANS: 'true',
      COMPOSE_IGNORE_ORPHANS: 'true',
      COMPOSE_COMPATIBILITY: 'true',
      COMPOSE_STATUS_STDOUT: 'true',
    };
    const up = 'up --no-start --pull never --force-recreate';
    expect(scripted(up, evil)).toMatchObject({ code: 0, out: '', err: expect.stringContaining('orphan') });
    expect(names().trim().split('\n').sort()).toEqual([`${project}-a-1`, `${project}-b-1`]);
    // It would work on who is not on his guard.
    const { COMPOSE_IGNORE_ORPHANS: _, ...plain } = evil;
    const words = ['compose', '--project-name', project, ...up.split(' ')];
    expect(run('docker', words, { cwd, env: { ...env, ...plain } }).out).not.toBe('');
    expect(names().trim()).toBe(`${project}_a_1`);
  });
});

function pair(line: string, separator: string): readonly [string, string] {
  const at = line.indexOf(separator);
  return [line.slice(0, at), line.slice(at + 1)];
}
