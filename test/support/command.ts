import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { folder } from './folder.ts';

const program = fileURLToPath(new URL('../../src/cli/stowage.js', import.meta.url));
const constructs = new URL('../../constructs/index.ts', import.meta.url).href;

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in a folder, as a person would. */
export async function stowage(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { code, out, err };
}

/** A folder with a stack in it; `CONSTRUCTS` in the text stands for the author's vocabulary. */
export function project(stack: string, files: Readonly<Record<string, string>> = {}): string {
  return folder({
    'package.json': '{"type": "module"}',
    'stacks/index.ts': stack.replaceAll('CONSTRUCTS', constructs),
    ...files,
  });
}

/** One web service in two environments: nothing for a rule to find. */
export const shop = `import { App, Environment, Service, Stack } from 'CONSTRUCTS';

const app = new App();
const host = { cpus: 2, memory: '4gb', disk: '10gb' } as const;
for (const environment of Environment.all({ staging: { host }, production: { host, guarded: true } })) {
  const stack = new Stack(app, 'shop', environment, { title: 'Shop', version: '2.1' });
  const [site] = stack.phases('site');
  new Service(site, 'web', { image: 'example/shop:2.1.0' });
}
export default app;
`;
