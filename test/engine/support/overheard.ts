import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Running } from './running.ts';

/** What anybody on the host, and whoever may ask Docker, is told of processes and containers; their environment apart. */
const listen = `while :; do
  ps -ww -eo args
  docker ps --quiet --no-trunc | xargs -r docker inspect --format '{{.Path}} {{.Args}} {{.Config.Entrypoint}} {{json .Config.Labels}} {{json .State}}'
done >"$0" 2>/dev/null`;

/** Which of what `make init` drew, in `.env` and `.backup-keys`, stood on a command line or in a label while this ran. */
export function overheard(system: Running, work: () => void): { heard: number; secrets: readonly string[] } {
  const file = join(system.folder, '../overheard');
  const listener = spawn('bash', ['-c', listen, file], { stdio: 'ignore', detached: true });
  try {
    work();
  } finally {
    if (listener.pid !== undefined) process.kill(-listener.pid, 'SIGKILL');
  }
  const said = readFileSync(file, 'utf8');
  rmSync(file);
  const env = readFileSync(join(system.folder, '.env'), 'utf8').matchAll(/^(\w+)=([0-9a-f]{24,})$/gm);
  const keys = readFileSync(join(system.folder, '.backup-keys'), 'utf8').matchAll(/[0-9a-f]{32,}/g);
  const secrets = [
    ...[...env].map(([, name = '', value = '']) => [name, value] as const),
    ...[...keys].map(([key]) => ['.backup-keys', key] as const),
  ];
  if (secrets.length < 5) throw new Error('there are no secrets to listen for');
  return {
    heard: said.split('\n').length,
    secrets: secrets.flatMap(([name, value]) => (said.includes(value) ? [name] : [])),
  };
}
