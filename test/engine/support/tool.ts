import { spawnSync } from 'node:child_process';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
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

/** The same, and a failure of the program is a failure of the test, with what it said. */
export function must(program: string, args: readonly string[], options: Options = {}): string {
  const { code, out, err } = run(program, args, options);
  if (code !== 0)
    throw new Error(
      `${program} ${args.join(' ')} ended with ${code}\n${out.slice(-4000)}\n${err.slice(-4000)}`,
    );
  return out;
}

/** Both versions of Compose, by the folder of Docker's configuration that leads to each. */
export const composeVersions = [
  ['2.26', required('STOWAGE_COMPOSE_OLD')],
  ['2.40', required('STOWAGE_COMPOSE_NEW')],
] as const;

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start the lane with npm run test:engine`);
  return value;
}
