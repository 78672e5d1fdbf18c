import type { StowageError } from '../model/error.ts';
import type { Origin } from '../model/origin.ts';
import type { Check } from './check.ts';
import type { Lint } from './lint.ts';
import type { List } from './list.ts';
import type { Rules } from './rules.ts';
import type { Synthesis } from './synth.ts';

/** How a command ended. */
export type Outcome =
  | Synthesis
  | Check
  | Lint
  | Rules
  | List
  | { readonly kind: 'help' | 'version' }
  /** Of the author, the operator or the machine. */
  | { readonly kind: 'mistake'; readonly error: StowageError; readonly place: Origin | undefined }
  /** Of Stowage. */
  | { readonly kind: 'fault'; readonly error: unknown };

/** As `stowage --help` lists them. */
export function exitCode(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'synth':
      return outcome.groups === undefined ? 1 : 0;
    case 'check':
      return outcome.patches?.length === 0 ? 0 : 1;
    case 'lint':
      return outcome.failed ? 1 : 0;
    case 'mistake':
      return 2;
    case 'fault':
      return 70;
    default:
      return 0;
  }
}
