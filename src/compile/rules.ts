import type { Finding, Rule } from '../model/finding.ts';
import type { StackModel } from '../model/stack.ts';
import type { Target } from '../model/target.ts';
import { acknowledgement } from '../rules/acknowledgement.ts';
import { rules } from '../rules/index.ts';
import { ours, standard } from './targets.ts';

/** What an app with these targets is asked, in reporting order: the rules of any target, then those that each brings. */
export function rulesOf(targets: readonly Target[]): readonly Rule[] {
  return [...rules, ...targets.flatMap((target) => target.rules ?? [])];
}

/** What an app is asked that names no target. */
export const allRules: readonly Rule[] = rulesOf(standard);

/** Every rule of ours, those of targets that an app must name, too. */
export const everyRule: readonly Rule[] = rulesOf(ours);

/** What rules say about a stack, without what is acknowledged. */
export function ruleFindings(stack: StackModel, asked: readonly Rule[] = allRules): readonly Finding[] {
  const found = asked.flatMap(({ id, severity, check }) =>
    check(stack).map((complaint) => ({ rule: id, severity, ...complaint })),
  );
  return acknowledgement.settle(stack, found, asked);
}
