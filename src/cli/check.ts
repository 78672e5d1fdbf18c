import type { StackModel } from '../model/stack.ts';
import { compare } from '../out.ts';
import type { Located } from './examine.ts';
import { examine, refused } from './examine.ts';
import { load } from './load.ts';
import type { Options } from './options.ts';
import { patch } from './patch.ts';

export interface Check {
  readonly kind: 'check';
  readonly out: string;
  readonly stacks: readonly StackModel[];
  readonly findings: readonly Located[];
  /** One patch for each file that differs; undefined when a finding stands in the way and nothing was compared. */
  readonly patches: readonly string[] | undefined;
  readonly unchanged: number;
}

/** Whether the output folder is what the source says. Writes nothing. */
export async function check({ app, out, failOn }: Options): Promise<Check> {
  const { stacks, findings, artifacts } = examine(await load(app));
  if (refused(findings, failOn))
    return { kind: 'check', out, stacks, findings, patches: undefined, unchanged: 0 };
  const { changes, unchanged } = compare(out, artifacts);
  const patches = changes.map((change) => patch(out, change));
  return { kind: 'check', out, stacks, findings, patches, unchanged: unchanged.length };
}
