import type { StackModel } from '../model/stack.ts';
import type { Located } from './examine.ts';
import { examine, refused } from './examine.ts';
import { load } from './load.ts';
import type { Options } from './options.ts';

export interface Lint {
  readonly kind: 'lint';
  readonly stacks: readonly StackModel[];
  readonly findings: readonly Located[];
  /** Whether a finding is at or above `--fail-on`. */
  readonly failed: boolean;
}

/** What every gate of a synthesis finds. Nothing is compared or written. */
export async function lint({ app, failOn }: Options): Promise<Lint> {
  const { stacks, findings } = examine(await load(app));
  return { kind: 'lint', stacks, findings, failed: refused(findings, failOn) };
}
