import type { Edit } from './edit.ts';
import type { StackModel } from './stack.ts';

/** An `error` stands in the way of a synthesis; a `warn` does where `--fail-on warn` says so; an `info` never does. */
export type Severity = 'error' | 'warn' | 'info';

/** All of them, the most severe first. */
export const severities: readonly Severity[] = ['error', 'warn', 'info'];

/** What a gate has to say about a stack. */
export interface Finding {
  /** The id of the rule, or the gate: `schema`, `validate`. */
  readonly rule: string;
  /** How much it stands in the way. */
  readonly severity: Severity;
  /** Path of the construct: `posthog-production/core/postgres`. */
  readonly path: string;
  /** A lower-case sentence with the wrong value in it. */
  readonly message: string;
  /** The smallest edit that mends it. */
  readonly fix: string;
  /** That edit, where `stowage lint --fix` can try to make it. @default - a person makes it */
  readonly edit?: Edit;
}

/** What a person can read about a rule. */
export interface Explained {
  /**
   * What findings and acknowledgements call it, and no other rule.
   * @pattern [a-z][a-z0-9-]*
   * @form a word in lower case
   * @example 'team-labelled'
   */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence: what holds when the rule is content. */
  readonly summary: string;
  /** Its page in docs/rules and what `stowage rules <id>` prints. */
  readonly about: RuleAbout;
}

/**
 * A question to a whole stack. It answers with findings and never throws. An app may bring its own: `new App({ rules: […] })`; what it
 * asks of a stack is in `stowage/extend`.
 * @throws StowageError `bad-finding` when it answers something else, or names what is not in the stack; `rule-throws` when it throws
 */
export interface Rule extends Explained {
  /** Asked once for each environment. The same stack gives the same answer: no clock, no disk, no network. */
  readonly check: (stack: StackModel) => readonly Complaint[];
}

/** A finding before the rule's name and severity are added. */
export interface Complaint {
  /** Path of the construct that is at fault, as the model has it: `service.path`. */
  readonly path: string;
  /** A lower-case sentence with the wrong value in it. */
  readonly message: string;
  /** The smallest edit that mends it. */
  readonly fix: string;
  /** How much it stands in the way. @default - as the rule says */
  readonly severity?: Severity;
  /** The edit that `stowage lint --fix` makes; from rules of ours alone. @default - a person makes it */
  readonly edit?: Edit;
  /** Other constructs that an acknowledgement may name for it: the service that mounts a volume. @default - none */
  readonly also?: readonly string[];
}

/** What a person wants to know of a rule. */
export interface RuleAbout {
  /** What happens at run time when it is not kept. A few plain sentences. */
  readonly why: string;
  /**
   * Lines of a stack that it finds something about. All constructs are in scope, and `stack`, its phase `phase` and its
   * `environment`.
   * @default - no example; each rule of the house has one
   */
  readonly wrong?: string;
  /**
   * The same lines, mended: no rule finds anything about them.
   * @default - no example
   */
  readonly right?: string;
  /** What `stowage lint --fix` does about it, where one place of the source is meant. @default - nothing */
  readonly edits?: string;
  /** Since which version of Compose or of the engine this is so. @default - always */
  readonly since?: string;
  /**
   * Where the facts come from, or where more is written: the first address is what readers of SARIF link to.
   * @default - nowhere else
   */
  readonly sources?: readonly string[];
}
