import { isStowageError, StowageError } from '../model/error.ts';
import type { Complaint, Rule } from '../model/finding.ts';
import { severities } from '../model/finding.ts';
import { originOfError } from '../model/origin.ts';
import type { StackModel } from '../model/stack.ts';
import { isUnspellable } from '../model/unspellable.ts';
import { worded } from '../model/worded.ts';

/**
 * Does what somebody outside of Stowage wrote: what it throws is a fault of its own, at the line that threw it or else at the stack's.
 * @throws StowageError `rule-throws` or `target-throws`
 */
export function ofBrought<T>(kind: 'rule' | 'target', id: string, at: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isStowageError(error) || isUnspellable(error)) throw error;
    throw new StowageError(
      `${kind}-throws`,
      `the ${kind} "${id}" throws ${worded(error)} when it is given "${at}"`,
      `mend the ${kind}, or take it out of the app until it is mended; --debug shows the trace`,
      { cause: error, ...(originOfError(error) === undefined && { at }) },
    );
  }
}

/** The same rule, whose answer is looked at before anybody reads it. */
export function lookedAt(rule: Rule): Rule {
  const { id, severity, summary, about } = rule;
  return {
    ...{ id, severity, summary, about },
    check(stack) {
      const answer: unknown = ofBrought('rule', id, stack.path, () => rule.check(stack));
      if (!Array.isArray(answer))
        throw refusal(id, stack, `answers ${kindOf(answer)}, not a list of findings`);
      return answer.map((one: unknown) => complaint(id, stack, one));
    },
  };
}

/** @throws StowageError `bad-finding` when it is none, or about something that is not in the stack */
function complaint(id: string, stack: StackModel, said: unknown): Complaint {
  const { path, message, fix, severity, also = [] } = Object(said);
  if (![path, message, fix].every((one) => typeof one === 'string' && one !== ''))
    throw refusal(id, stack, 'answers a finding without a path, a message or a fix');
  if (severity !== undefined && !severities.includes(severity))
    throw refusal(id, stack, `answers a finding of the severity ${JSON.stringify(severity)}`);
  if (!Array.isArray(also) || !also.every((one) => typeof one === 'string'))
    throw refusal(id, stack, 'answers a finding whose "also" is no list of paths');
  if (path !== stack.path && !path.startsWith(`${stack.path}/`))
    throw refusal(id, stack, `finds something at "${path}", which is no construct of "${stack.path}"`);
  return { path, message, fix, ...(severity && { severity }), ...(also.length > 0 && { also }) };
}

function refusal(id: string, { path }: StackModel, what: string): StowageError {
  return new StowageError(
    'bad-finding',
    `the rule "${id}" ${what}`,
    "let check(stack) return [] when all is well, else [{ path: service.path, message: 'what is wrong', fix: 'the mend' }]",
    { at: path },
  );
}

function kindOf(value: unknown): string {
  if (value instanceof Promise) return 'a promise';
  return value === null ? 'null' : `a value of type ${typeof value}`;
}
