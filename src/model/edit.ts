/**
 * One edit of the author's source that mends a finding, for `stowage lint --fix`: what is to be found in the call that makes the construct, and what
 * becomes of it. It is made only where one place can be meant.
 */
export type Edit = TextEdit | WordsEdit | MountEdit | RemoveEdit;

/** A string gets another text. */
export interface TextEdit {
  readonly kind: 'text';
  /** The whole string, as the program has it. */
  readonly text: string;
  /** What it is to be. */
  readonly by: string;
}

/** A string of a list becomes several. */
export interface WordsEdit {
  readonly kind: 'words';
  /** The whole list. */
  readonly words: readonly string[];
  /** What stands in the place of one of its strings. */
  readonly by: readonly string[];
  /** Its place in the list. @default 0 */
  readonly at?: number;
}

/** The service mounts a volume that is made for it. */
export interface MountEdit {
  readonly kind: 'mount';
  /** Where the container has it. */
  readonly target: string;
  /** The id of the volume. */
  readonly volume: string;
  /** What it holds. */
  readonly holds: string;
}

/** The construct is made no more. */
export interface RemoveEdit {
  readonly kind: 'remove';
}
