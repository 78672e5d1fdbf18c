import type { Finding, Rule } from '../model/finding.ts';
import type { StackModel } from '../model/stack.ts';

/** Every rule, in reporting order. */
export const rules: readonly Rule[] = [];

/** What all rules say about a stack. */
export function findings(stack: StackModel): readonly Finding[] {
  return rules.flatMap(({ id, severity, check }) =>
    check(stack).map((complaint) => ({ rule: id, severity, ...complaint })),
  );
}
