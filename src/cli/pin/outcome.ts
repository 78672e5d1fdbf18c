import type { Origin } from '../../model/origin.ts';
import type { Spot } from './edits.ts';
import type { Resolved } from './resolved.ts';

/** An image, and where the source says it. */
export type Outcome = Resolved & {
  readonly spots: readonly Spot[];
  /** The lines of the constructs that say it, one for each path. */
  readonly places: readonly (Origin | undefined)[];
};

/** What becomes of an image that a registry has. */
export function changeOf({ before, now }: Extract<Outcome, { kind: 'found' }>): 'same' | 'new' | 'moved' {
  if (before === now) return 'same';
  return before === undefined ? 'new' : 'moved';
}

/** Whether it is still to be pinned afterwards; of a check, at all. What is left alone is for other eyes. */
export function isOpen(outcome: Outcome, check: boolean): boolean {
  if (outcome.kind !== 'found') return outcome.kind === 'refused';
  return changeOf(outcome) !== 'same' && (check || outcome.spots.length === 0);
}
