import type { StackModel } from '../model/stack.ts';
import { write } from '../out.ts';
import type { Located } from './examine.ts';
import { examine, refused } from './examine.ts';
import type { Group } from './group.ts';
import { grouped } from './group.ts';
import { load } from './load.ts';
import type { Options } from './options.ts';

export interface Synthesis {
  readonly kind: 'synth';
  readonly out: string;
  readonly stacks: readonly StackModel[];
  readonly findings: readonly Located[];
  /** What happened, by system and environment; undefined when a finding stands in the way and nothing happened. */
  readonly groups: readonly Group[] | undefined;
}

/** Makes the output folder what the source says. */
export async function synth({ app, out, failOn }: Options): Promise<Synthesis> {
  const { stacks, findings, artifacts } = examine(await load(app));
  const groups = refused(findings, failOn) ? undefined : grouped(stacks, findings, write(out, artifacts));
  return { kind: 'synth', out, stacks, findings, groups };
}
