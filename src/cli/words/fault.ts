import { short } from '../../api/short.ts';
import { inspected } from '../../api/thrown.ts';
import { visibleLines } from '../../model/visible.ts';
import type { Ink } from './ink.ts';
import { severityStyle } from './ink.ts';

/** An error that no stack should be able to cause. */
export function faultText(error: unknown, ink: Ink): string {
  return `${ink(severityStyle.error, 'fault   ')}of Stowage, not of your stack
        → report it, with the stack that caused it and this:

${visibleLines(short(inspected(error)))}
`;
}
