import type { IConstruct } from 'constructs';
import { isOf } from '../props/brand.ts';

/** What of a stack the constructs in it ask: a stack knows them, so they cannot name its class. */
interface StackAround extends IConstruct {
  readonly project: string;
}

/** The stack that a construct stands in. */
export function stackOf(construct: IConstruct): StackAround | undefined {
  return construct.node.scopes.find((scope): scope is StackAround => isOf(scope, 'Stack'));
}
