import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentModel } from '../../../../src/model/environment.ts';
import type { Size } from '../../../../src/model/quantity.ts';
import type { StackModel } from '../../../../src/model/stack.ts';
import { environment, service, stack, variable, volume } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

export const model = (over: Partial<StackModel> = {}): StackModel =>
  stack({
    variables: [
      variable({ kind: 'secret', name: 'DB_PASSWORD', pattern: '[a-z0-9]{8,}' }),
      variable({ name: 'DOMAIN', pattern: '([a-z0-9-]+\\.)+[a-z]+' }),
      variable({ name: 'GREETING', default: 'hello', pattern: 'hello|bye' }),
    ],
    services: [service({ limits: { memory: '1gb', cpus: 1.5, processes: 1 } })],
    volumes: [volume({ id: 'web_data' }), volume({ id: 'more_data' })],
    schedule: { at: '03:00', keepDays: 3 },
    ...over,
  });

/** An environment that is planned for this. */
export const host = (cpus: number, memory: Size, disk: Size): EnvironmentModel => ({
  ...environment,
  host: { cpus, memory, disk },
});

export const good = 'DB_PASSWORD=abcdefgh\nDOMAIN=shop.example.com\nGREETING=\n';

const healthy = `'compose version --short') echo v2.40.3-3 ;;
'version '*) echo 28.5.2+dfsg4 ;;
'compose --project-name shop-test config --quiet') ;;
'info '*) echo "$((4 * 1024 * 1024 * 1024)) 2 $PWD" ;;
'ps '* | 'volume ls '*) ;;
'image inspect '*) ;;`;

/** What doctor says, without what is fine, of a folder with these answers of docker before the healthy ones. */
export function examine({
  env = good,
  answers = '',
  over = {},
  before = ':',
}: {
  env?: string;
  answers?: string;
  over?: Partial<StackModel>;
  before?: string;
}) {
  const folder = operationsFolder(model(over), `${answers}\n${healthy}`);
  folder.write('.env', env);
  chmodSync(join(folder.path, '.env'), 0o600);
  for (const [tool, program] of Object.entries({
    df: 'echo "Filesystem 1024-blocks Used Available Capacity Mounted on"; echo "x 0 0 $((50 * 1024 * 1024)) 0% /"',
    curl: 'exit 0',
    flock: 'exit 0',
    ss: '[ "$2 $3" != "--tcp sport = :80" ] || echo LISTEN',
  })) {
    folder.write(`../bin/${tool}`, `#!/bin/bash\n${program}\n`);
    chmodSync(join(folder.path, '../bin', tool), 0o755);
  }
  const { status, out, err } = folder.run(`${before}; scripts/doctor`);
  const findings = out
    .split(/\n(?=\w)/)
    .filter((said) => /^(error|warning) /.test(said) && !said.includes('of memory are free'))
    .map((said) => said.replace(/^(\w+) +/, '$1: ').replace(/\n +/, ' -> '));
  return { status, out, err, findings };
}
