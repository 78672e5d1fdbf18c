import type { Finding, Rule } from './finding.ts';
import type { ImageRow } from './image-row.ts';
import type { Origin } from './origin.ts';
import type { SystemModel } from './stack.ts';
import type { Target } from './target.ts';

/** What `stacks/index.ts` exports by default, as the compiler sees it. */
export interface Compilable {
  /** What is made of the systems. @default - the operations repository */
  readonly targets?: readonly Target[];
  /** What is asked of each stack beside the rules of the house and of the targets. @default - nothing */
  readonly rules?: readonly Rule[];
  /** What is known of images, over what the stacks know of them. @default - nothing more */
  readonly images?: readonly ImageRow[];
  /** Everything that the constructs have to say about themselves, now that the tree is complete. */
  validate(): readonly Finding[];
  /** The tree as data. It is locked from here on. */
  toModel(): readonly SystemModel[];
  /** The line of its stack that made the construct of this path. */
  place(path: string): Origin | undefined;
}
