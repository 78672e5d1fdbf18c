import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { folder } from './folder.ts';

const program = fileURLToPath(new URL('../../src/cli/stowage.cjs', import.meta.url));
const constructs = new URL('../../constructs/index.ts', import.meta.url).href;

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command line that is asked for. */
export interface Asked {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the command line in a folder, as a person would: in a process that stays for the next one. */
export function stowage(cwd: string, args: readonly string[], env: Asked['env'] = {}): Promise<Ended> {
  const ended = last.then(() => answer({ cwd, args, env }));
  last = ended.catch(() => {});
  return ended;
}

let last: Promise<unknown> = Promise.resolve();
let resident: Promise<ChildProcess> | undefined;

async function answer(asked: Asked): Promise<Ended> {
  resident ??= begun();
  const child = await resident;
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => {
      resident = undefined;
      reject(new Error(`stowage ${asked.args.join(' ')} ended the process with ${code}`));
    };
    child.once('exit', gone);
    child.once('message', (ended: Ended) => {
      child.off('exit', gone);
      resolve(ended);
    });
    child.send(asked);
  });
}

async function begun(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('resident.js', import.meta.url))], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await Promise.race([once(child, 'message'), once(child, 'exit')]);
  return child;
}

/** The same in a process of its own, where what the process is or does to its end is the matter. */
export async function stowageAlone(
  cwd: string,
  args: readonly string[],
  env: Asked['env'] = {},
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
