import { answersOf } from '../model/each-service.ts';
import { StowageError } from '../model/error.ts';
import type { Finding, Rule } from '../model/finding.ts';
import type { StackModel } from '../model/stack.ts';
import type { Target } from '../model/target.ts';
import { acknowledgement } from '../rules/acknowledgement.ts';
import { mendable } from '../rules/facts/bare-mends.ts';
import { rules } from '../rules/index.ts';
import { lookedAt } from './brought.ts';
import { isOurs, ours, standard } from './targets.ts';

/** Every rule of ours, those of targets that an app must name, too. */
export const everyRule: readonly Rule[] = [...rules, ...rulesIn(ours)];

/** The names that are ours: those of the rules, and of the gates, which sign their findings as rules do. */
const oursOnly: ReadonlySet<string> = new Set([
  ...['validate', 'raw-key', 'schema', acknowledgement.id],
  ...everyRule.map(({ id }) => id),
]);

/**
 * What an app with these targets is asked, in reporting order: the rules of any target, then those that each brings, then the app's own.
 * @throws StowageError `rule-twice` when two have one id, or one has the id of a rule of ours
 */
export function rulesOf(targets: readonly Target[], own: readonly Rule[] = []): readonly Rule[] {
  const [house, others] = [targets.filter(isOurs), targets.filter((target) => !isOurs(target))];
  const brought = [...new Set([...rulesIn(others), ...own])];
  const taken = new Set(oursOnly);
  for (const { id } of brought) {
    if (taken.has(id)) throw twice(id);
    taken.add(id);
  }
  return [...rules, ...rulesIn(house), ...brought.map(lookedAt)];
}

/** What an app is asked that names no target. */
export const allRules: readonly Rule[] = rulesOf(standard);

/** What rules say about a stack, without what is acknowledged. */
export function ruleFindings(stack: StackModel, asked: readonly Rule[] = allRules): readonly Finding[] {
  const mended = mendable(stack);
  const answers = answersOf(stack, asked);
  const found = asked.flatMap(({ id, severity }, i) =>
    (answers[i] ?? []).map((complaint) => ({
      rule: id,
      severity,
      ...(oursOnly.has(id) ? mended(complaint) : complaint),
    })),
  );
  return acknowledgement.settle(stack, found, asked);
}

function rulesIn(targets: readonly Target[]): readonly Rule[] {
  return targets.flatMap((target) => target.rules ?? []);
}

function twice(id: string): StowageError {
  const whose = oursOnly.has(id) ? 'Stowage has one, too' : 'there are two';
  return new StowageError(
    'rule-twice',
    `a rule of the app is called "${id}", and ${whose}: nobody could tell whose a finding is`,
    `give it a name of its own, for example with yours before it: acme-${id}`,
    { at: '' },
  );
}
