import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'workflow-secrets-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Whatever it is asked, it says all that containers were given, and fails: an engine at its worst. */
const docker = `#!/bin/bash
cat .env .env >&2
jq -Rs '{State: {Health: {Log: [{Output: .}]}}, Config: {Env: .}}' <.env
sed -n 's/.*PASSWORD=/postgres:\\/\\/posthog:/p; s/.*/[&]&&/p' .env
exit 1
`;

/** The environment of a runner that has checked out what is generated for a system: the folder `from`. */
export function runner(from: string, environment: string) {
  const at = join(root, environment);
  cpSync(from, join(at, 'repository'), { recursive: true });
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
