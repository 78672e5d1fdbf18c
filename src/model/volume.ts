import type { ElementModel, ExternalModel } from './element.ts';
import type { Sentence } from './words.ts';

/** A named volume: state that outlives its container. */
export interface VolumeModel extends ElementModel {
  /** Others made it. @default - the project's own */
  readonly external?: ExternalModel;
  /** It has the keys that its author wrote, and no other: nobody said what it holds, or how it is saved. @default false */
  readonly bare?: boolean;
  /** What it holds, for the runbook. */
  readonly holds: Sentence;
  /** How an operator makes room in it when it is full. @default - nothing is known */
  readonly room?: Sentence;
  /**
   * `state` must be backed up or acknowledged; `cache` may be lost at any time; `staging` holds copies on
   * their way to a backup.
   */
  readonly kind: 'state' | 'cache' | 'staging';
  /**
   * Volumes that this one must start empty together with: it is emptied when a restore replaces or empties one of
   * them. What no backup holds stays as it is otherwise.
   */
  readonly emptyWith: readonly string[];
}
