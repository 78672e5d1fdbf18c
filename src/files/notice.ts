import { heading } from '../model/heading.ts';
import type { StackModel } from '../model/stack.ts';

/** The line that every generated file opens with: what to edit, what to run. */
export function notice(stack: Pick<StackModel, 'source'>): string {
  return heading(stack.source);
}
