import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { fetched } from './fetched.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** Milliseconds after which it is killed. */
  readonly timeout?: number;
}

/** Runs a program to its end, or kills it. */
export function run(program: string, args: readonly string[], options: Options = {}): Outcome {
  const done = spawnSync(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    input: options.input ?? '',
    encoding: 'utf8',
    timeout: options.timeout ?? 120_000,
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.error !== undefined && done.status === null && done.signal === null) throw done.error;
  return { code: done.status ?? 128, out: done.stdout, err: done.stderr };
}

/** The same beside others: the result is there when it ends. `begun` may kill it. */
export function start(
  program: string,
  args: readonly string[],
  { cwd, env = {} }: Pick<Options, 'cwd' | 'env'> = {},
  begun: (child: ChildProcess) => void = () => {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    // A process group of its own, so that a test can kill it with all that it started.
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 128, out, err }));
    begun(child);
  });
}

/** The same as `run`, and a failure of the program is a failure of the test, with what it said. */
export function must(program: string, args: readonly string[], options: Options = {}): string {
  const { code, out, err } = run(program, args, options);
  if (code !== 0)
    throw new Error(
      `${program} ${args.join(' ')} ended with ${code}\n${out.slice(-4000)}\n${err.slice(-4000)}`,
    );
  return out;
}

/** Two versions of Compose, by the folder of Docker's configuration that leads to each. */
export const composeVersions = [
  ['2.26', fetched('STOWAGE_COMPOSE_OLD')],
  ['2.40', fetched('STOWAGE_COMPOSE_NEW')],
] as const;

/** These, and the newest. */
export const readingVersions = [...composeVersions, ['5.6', fetched('STOWAGE_COMPOSE_LATEST')]] as const;

/** Whether the images were made here. Pulled ones hold PostHog itself, with its own data and its own pace. */
export const standIns = process.env.STOWAGE_IMAGES !== 'pulled';

/** Whether this engine asks about health more often while a service starts; before 25 it knows one interval only. */
export function knowsStart(): boolean {
  return Number.parseInt(must('docker', ['version', '--format', '{{.Server.Version}}']), 10) >= 25;
}
