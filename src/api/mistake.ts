import type { StowageError } from '../model/error.ts';
import { isStowageError } from '../model/error.ts';
import type { Origin } from '../model/origin.ts';
import { Broken } from './diagnosis.ts';
import type { Located } from './examine.ts';
import { removed } from './here.ts';
import { short } from './short.ts';

/** Why there is no answer: a mistake of the author's, of whoever calls, or of the machine, with its line and its mend. `rule` is its code. */
export interface Mistake extends Located {
  /** What it was made of; its `cause` is what was thrown. */
  readonly error: StowageError;
}

/** Of what was thrown; undefined when that is a fault of Stowage. */
export function mistakeOf(thrown: unknown): Mistake | undefined {
  if (thrown instanceof Broken) return said(thrown.error, thrown.place);
  const error = isStowageError(thrown) ? thrown : removed(thrown);
  return error && said(error, undefined);
}

function said(error: StowageError, place: Origin | undefined): Mistake {
  return {
    ...{ rule: error.code, severity: 'error', path: short(error.at ?? ''), place, error },
    ...{ message: short(error.message), fix: short(error.fix) },
  };
}
