import type { FailOn, Located } from '../../api/examine.ts';
import type { Rule } from '../../model/finding.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Mended } from '../fix/mended.ts';

/** All that a machine is told of a run. */
export interface Verdict {
  /** The version of Stowage. */
  readonly version: string;
  /** What was looked at; empty when the stacks could not be made. */
  readonly stacks: readonly Pick<StackModel, 'path'>[];
  readonly findings: readonly Located[];
  /** What was asked. @default - nothing but the rules of the house, if anything */
  readonly rules?: readonly Rule[];
  readonly failOn: FailOn;
  /** What became of edits. @default - none were asked for */
  readonly fixed?: Pick<Mended, 'changes' | 'mended' | 'left'> & { readonly dryRun: boolean };
  /** Why nothing could be found out: a stack that cannot be loaded, a folder that cannot be read. */
  readonly broken?: Located;
}

/** Findings that differ in nothing but the construct: one line of the author's, made in several environments. */
export function merged(
  findings: readonly Located[],
  lineOf: (finding: Located) => string,
): readonly { readonly finding: Located; readonly paths: readonly string[] }[] {
  const groups = new Map<string, { readonly finding: Located; readonly paths: string[] }>();
  for (const finding of findings) {
    const { severity, rule, message, fix, path } = finding;
    const key = JSON.stringify([lineOf(finding), severity, rule, message, fix]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { finding, paths: [path] });
    else group.paths.push(path);
  }
  return [...groups.values()];
}
