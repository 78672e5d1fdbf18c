import type { Running } from './running.ts';
import { must } from './tool.ts';

/** Runs statements as the superuser of PostgreSQL, which the application is not. */
export function superuser(system: Running, statements: string): void {
  const psql = ['psql', '-qU', 'postgres', '-d', 'posthog', '-v', 'ON_ERROR_STOP=1'];
  must('docker', ['compose', 'exec', '-T', '--user', 'postgres', 'postgres', ...psql], {
    cwd: system.folder,
    env: system.scriptEnv,
    input: statements,
  });
}
