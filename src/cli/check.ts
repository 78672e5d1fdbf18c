import { compare } from '../out.ts';
import type { Located } from './examine.ts';
import { examine, refused } from './examine.ts';
import { load } from './load.ts';
import type { Options } from './options.ts';
import { patch } from './patch.ts';

export interface Check {
  readonly kind: 'check';
  readonly out: string;
  readonly findings: readonly Located[];
  /** One patch for each file that differs; undefined when a finding is an error and nothing was compared. */
  readonly patches: readonly string[] | undefined;
  readonly unchanged: number;
}

/** Whether the output folder is what the source says. Writes nothing. */
export async function check({ app, out }: Options): Promise<Check> {
  const { findings, artifacts } = examine(await load(app));
  if (refused(findings)) return { kind: 'check', out, findings, patches: undefined, unchanged: 0 };
  const { changes, unchanged } = compare(out, artifacts);
  const patches = changes.map((change) => patch(out, change));
  return { kind: 'check', out, findings, patches, unchanged: unchanged.length };
}
