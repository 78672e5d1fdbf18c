import type { Words } from './words.ts';

/** What only the author knows and the operator must read. */
export interface RunbookModel {
  /** What the system is, in a sentence or two. */
  readonly about: Words;
  /** Paragraphs for the chapter on upgrades. */
  readonly upgrade: readonly Words[];
  /** Paragraphs for the chapter on security. */
  readonly security: readonly Words[];
  readonly troubleshooting: readonly { readonly symptom: Words; readonly mend: Words }[];
}
