import type { Finding, Rule } from '../model/finding.ts';
import type { StackModel } from '../model/stack.ts';
import { acknowledgement } from '../rules/acknowledgement.ts';
import { rules } from '../rules/index.ts';
import { operationsRules } from '../targets/operations/index.ts';

/** Every rule, in reporting order: those of any target, then those that a target brings. */
export const allRules: readonly Rule[] = [...rules, ...operationsRules];

/** What all rules say about a stack, without what is acknowledged. */
export function ruleFindings(stack: StackModel): readonly Finding[] {
  const found = allRules.flatMap(({ id, severity, check }) =>
    check(stack).map((complaint) => ({ rule: id, severity, ...complaint })),
  );
  return acknowledgement.settle(stack, found, allRules);
}
