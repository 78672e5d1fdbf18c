import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { said, stack, variable } from '../../../support/model.ts';
import { named, posthog, rendered, steps } from './rendered.ts';

const root = mkdtempSync(join(tmpdir(), 'workflow-secrets-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Whatever it is asked, it says all that containers were given, and fails: an engine at its worst. */
const docker = `#!/bin/bash
cat .env .env >&2
jq -Rs '{State: {Health: {Log: [{Output: .}]}}, Config: {Env: .}}' <.env
sed -n 's/.*PASSWORD=/postgres:\\/\\/posthog:/p; s/.*/[&]&&/p' .env
exit 1
`;

/** The environment of a runner that has checked out what is generated. */
function runner(environment: string) {
  const at = join(root, environment);
  cpSync('out/posthog', join(at, 'repository'), { recursive: true });
  for (const folder of ['bin', 'temp']) mkdirSync(join(at, folder));
  // ShellCheck would take a minute to say what the lane says.
  const no = '#!/bin/bash\nexit 1\n';
  for (const [name, lines] of Object.entries({ docker, sudo: no, shellcheck: no }))
    writeFileSync(join(at, 'bin', name), lines, { mode: 0o755 });
  const folder = join(at, 'repository', environment);
  mkdirSync(folder, { recursive: true });
  return {
    kept: join(at, 'temp/logs'),
    env: () => readFileSync(join(folder, '.env'), 'utf8'),
    run(script: string, more: Readonly<Record<string, string>> = {}) {
      const { status, stdout, stderr } = spawnSync(
        'bash',
        ['--noprofile', '--norc', '-euo', 'pipefail', '-c', script],
        {
          cwd: folder,
          encoding: 'utf8',
          env: {
            PATH: `${join(at, 'bin')}:${process.env.PATH ?? ''}`,
            HOME: at,
            RUNNER_TEMP: join(at, 'temp'),
            ...more,
          },
        },
      );
      return { status, out: stdout + stderr };
    },
  };
}

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
    const at = runner(environment);
    const log = steps(posthog())
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

describe('what was drawn is hidden in what is kept', () => {
  const secret = variable({ kind: 'secret', name: 'DB_PASSWORD', group: said('Secrets'), bytes: 16 });
  const collect = named(rendered(stack({ variables: [secret] })), 'Collect the logs')[0]?.run ?? '';

  test.each(['', '*', '***', 'a.b', '\\d', '&', '$x', 'a"b'])('where it is %j', (value) => {
    const at = runner(`odd-${value.replace(/\W/g, (one) => one.charCodeAt(0).toString(16))}`);
    const { status } =
      at.run(`mkdir -p scripts; cp ../local/scripts/* scripts; printf '%s\\n' 'DB_PASSWORD=${value}' >.env
docker() { printf '%s\\n' 'x${value}y${value}'; }; export -f docker
${collect}`);
    expect(status).toBe(0);
    const shown = value === '' ? 'xy' : 'x***y***';
    expect(readFileSync(join(at.kept, 'containers.txt'), 'utf8')).toBe(`${shown}\n`);
  });

  test('nothing is kept where the values cannot be read', () => {
    const at = runner('unread');
    const { status } = at.run(
      `mkdir -p scripts; touch .env; docker() { env; }; export -f docker\n${collect}`,
    );
    expect(status).toBe(1);
    expect(() => readdirSync(at.kept)).toThrow('ENOENT');
  });

  test('a stack without secrets needs no mask', () => {
    const content = rendered(stack());
    expect(named(content, 'Hide these secrets in the log')).toEqual([]);
    expect(named(content, 'Collect the logs')[0]?.run).toContain('hide() { cat; }\n');
  });
});
