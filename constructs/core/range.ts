import { StowageError } from '../../src/model/error.ts';
import { isRange } from '../../src/model/version.ts';

/** @throws StowageError `bad-range` for what is no range of versions. */
export function checkRange(range: string): void {
  if (isRange(range)) return;
  throw new StowageError(
    'bad-range',
    `"${range}" is no range of versions`,
    "write comparators with one space between: '>=11.0 <15'",
  );
}
