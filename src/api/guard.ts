import { StowageError } from '../model/error.ts';
import { comeBack, here } from './here.ts';

/**
 * Runs the author's code. Whatever it does instead of throwing (a promise that nobody awaits, an error in a callback,
 * `process.exit`, waiting for what never comes) becomes the one rejection that it should have been.
 */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  const { exit, exitCode } = process;
  const folder = here();
  let reject: (error: unknown) => void = () => {};
  const trouble = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  const idle = () =>
    reject(
      new StowageError(
        'waits-forever',
        'the stack waits for something that never happens',
        'look for an await of a promise that nothing resolves',
      ),
    );
  process.exit = (code) => {
    const error = exits(code);
    reject(error);
    throw error;
  };
  process.on('uncaughtException', reject);
  process.on('unhandledRejection', reject);
  process.on('beforeExit', idle);
  try {
    const result = await Promise.race([work(), trouble]);
    await Promise.race([new Promise((done) => setImmediate(done)), trouble]); // a rejection that nobody handles is reported a moment later
    return result;
  } finally {
    process.exit = exit;
    process.exitCode = exitCode;
    comeBack(folder); // --out is meant from where the command was typed
    process.off('uncaughtException', reject);
    process.off('unhandledRejection', reject);
    process.off('beforeExit', idle);
  }
}

/** The same for what the author's code does when it is called back: it may end the process no more than throw. */
export function unexiting<T>(work: () => T): T {
  const { exit } = process;
  process.exit = (code) => {
    throw exits(code);
  };
  try {
    return work();
  } finally {
    process.exit = exit;
  }
}

function exits(code: number | string | null | undefined): StowageError {
  return new StowageError(
    'stack-exits',
    `the stack calls process.exit(${code ?? ''})`,
    'throw an Error instead, or leave it out',
  );
}
