import type { Complaint, Explained } from '../model/finding.ts';
import type { StackModel } from '../model/stack.ts';
import type { DataFate } from './data.ts';
import type { ServiceStep, Versions } from './services.ts';
import type { Side } from './side.ts';

/** What is known of a deploy when its dangers are asked for. */
export interface Known {
  readonly stack: StackModel;
  readonly before: Side;
  readonly after: Side;
  readonly steps: readonly ServiceStep[];
  readonly data: readonly DataFate[];
  readonly versions: readonly Versions[];
  /** What of the earlier project cannot be read, each with its place. */
  readonly unread: readonly string[];
  /** What the operator accepts, by name: `data:postgres_data`. */
  readonly accepted: ReadonlySet<string>;
}

/** Something that a person wants to know before a deploy, told as rules tell theirs. */
export interface Danger extends Explained {
  /** One for each place that it threatens. */
  readonly find: (known: Known) => readonly Complaint[];
}
