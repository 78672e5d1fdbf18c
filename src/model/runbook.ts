import type { Sentence } from './words.ts';

/** What only the author knows and the operator must read. In every sentence, what stands between backticks is code. */
export interface RunbookModel {
  /** What the system is, in a sentence or two. */
  readonly about: Sentence;
  /** Paragraphs for the chapter on the first deploy: what to do once it runs. */
  readonly deploy: readonly Sentence[];
  /** Paragraphs for the chapter on security. */
  readonly security: readonly Sentence[];
  /** Paragraphs for the chapter on backups: what a restore leaves empty, and what that means. */
  readonly backup: readonly Sentence[];
  /** Paragraphs for the chapter on upgrades. */
  readonly upgrade: readonly Sentence[];
  /** What is kept how long by the system itself, and what to watch. */
  readonly monitoring: readonly Sentence[];
  readonly troubleshooting: readonly TroubleModel[];
}

/** What goes wrong, and how it is mended. */
export interface TroubleModel {
  readonly symptom: Sentence;
  readonly mend: Sentence;
  /** Lines for bash, given in the environment's folder. */
  readonly commands: readonly string[];
  /** What to do or to know once they ran. */
  readonly afterwards?: Sentence;
}
