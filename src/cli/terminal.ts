import { createInterface } from 'node:readline';
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
