import { fstatSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { visible } from '../model/visible.ts';
import type { Progress } from './progress.ts';
import { progress } from './progress.ts';
import type { Reader } from './words/reader.ts';
import { readerOf } from './words/reader.ts';

/** Whether somebody sits there to read and to answer: CI may give a job a terminal, and nobody sits at it. */
export function attended({ CI }: NodeJS.ProcessEnv): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true && !CI;
}

/** Asks; only "y" and "yes" agree, and the end of the input does not. */
export async function agreed(question: (reader: Reader) => string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const { stdin, stderr } = process;
  stderr.write(`${question(readerOf(stderr, env))} [y/N] `);
  for await (const line of createInterface({ input: stdin })) return /^\s*y(es)?\s*$/i.test(line);
  stderr.write('\n');
  return false;
}

/** What takes long is told on standard error. */
export function progressTo(env: NodeJS.ProcessEnv, forPeople: boolean): Progress {
  return progress(process.stderr, env, forPeople);
}

/**
 * Does it while nothing gets to standard output but by us: what the author's code prints, and what it calls, is for people, and a program that reads
 * a document there could read none with a line of another kind in it.
 */
export async function apartFromOutput<T>(work: () => Promise<T>): Promise<T> {
  const { stdout, stderr } = process;
  const { write } = stdout;
  stdout.write = stderr.write.bind(stderr);
  try {
    return await work();
  } finally {
    stdout.write = write;
  }
}

/** One line for whoever looks on. */
export function tell(line: string): void {
  process.stdout.write(`${visible(line)}\n`);
}

/** Signals that end what would go on for ever, with the exit code that a shell expects of each: `synth --watch && deploy` must not deploy. */
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** When what goes on for ever is to end: at a signal, or when whoever started it closes the pipe that it reads. */
export function ending(): { readonly over: AbortSignal; code(): number } {
  const controller = new AbortController();
  let code = 0;
  for (const [signal, meaning] of Object.entries(signals))
    process.once(signal, () => {
      code = meaning;
      controller.abort();
    });
  // Not a terminal: what runs in the background may not read it. Nor /dev/null, which ends at once.
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket())
    process.stdin
      .once('end', () => controller.abort())
      .once('error', () => controller.abort())
      .resume();
  return { over: controller.signal, code: () => code };
}
