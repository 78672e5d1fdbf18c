import { AssertionError } from 'node:assert';
import type { Comparison } from './pattern.ts';
import { listed } from './pattern.ts';

/** What an assertion comes to. */
export interface Verdict {
  readonly holds: boolean;
  /** What is said when it does not hold. */
  readonly message: string;
  /** What is said when it holds and must not. */
  readonly negated: string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

/** Whether something is as a pattern wants it; only then is caught what the pattern catches. */
export function asWanted(what: string, compared: Comparison, negated: string): Verdict {
  const { differences, kept = [], actual, expected } = compared;
  const holds = differences.length === 0;
  if (holds) for (const act of kept) act();
  return { holds, message: `${what} is not as wanted:\n${listed(differences)}`, negated, actual, expected };
}

/**
 * Nothing, when it holds.
 * @param of the function that the test has called: the trace of the error begins there
 * @throws AssertionError that of `node:assert`, which every test runner shows with its two sides
 */
export function hold({ holds, message, actual, expected }: Verdict, of: (...asked: never) => unknown): void {
  if (holds) return;
  throw new AssertionError({ message, actual, expected, operator: of.name, stackStartFn: of });
}
