import type { StackModel } from './stack.ts';

export type Severity = 'error' | 'warn' | 'info';

/** What a gate has to say about a stack. */
export interface Finding {
  /** The id of the rule, or the gate: `schema`, `validate`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Path of the construct: `posthog-production/core/postgres`. */
  readonly path: string;
  /** A lower-case sentence with the wrong value in it. */
  readonly message: string;
  /** The smallest edit that mends it. */
  readonly fix: string;
}

/** A question to a whole stack. It answers with findings and never throws. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** One sentence: what holds when the rule is content. */
  readonly summary: string;
  check(stack: StackModel): readonly Complaint[];
}

/** A finding before the rule's name and severity are added. */
export interface Complaint {
  /** Path of the construct that is at fault. */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
  /** @default - the rule's own */
  readonly severity?: Severity;
  /** Other constructs that an acknowledgement may name for it: the service that mounts a volume. */
  readonly also?: readonly string[];
}
