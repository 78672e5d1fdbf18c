import type { Located } from '../examine.ts';
import type { FailOn } from '../options.ts';
import type { Outcome } from '../outcome.ts';
import type { Verdict } from './verdict.ts';

/** What a machine is told of a run; undefined for a command that finds nothing out. */
export function verdictOf(outcome: Outcome, failOn: FailOn, version: string): Verdict | undefined {
  switch (outcome.kind) {
    case 'lint':
    case 'synth':
    case 'check': {
      const { stacks, findings } = outcome;
      return { version, stacks, findings, failOn };
    }
    case 'mistake': {
      const { code, message, fix, at = '' } = outcome.error;
      return broken({ rule: code, severity: 'error', path: at, message, fix, place: outcome.place });
    }
    case 'fault':
      return broken({
        rule: 'fault',
        severity: 'error',
        path: '',
        message: `a fault of Stowage, not of your stack: ${String(outcome.error)}`,
        fix: 'report it, with the stack that caused it',
        place: undefined,
      });
    default:
      return undefined;
  }

  function broken(one: Located): Verdict {
    return { version, stacks: [], findings: [], failOn, broken: one };
  }
}
