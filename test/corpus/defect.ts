import type { World } from '../support/world.ts';

/** A mistake that people make, as a small stack, and the same stack without it. */
export interface Defect {
  /** What is wrong, in a few words. */
  readonly name: string;
  /** What happened to those who deployed it. */
  readonly story: string;
  /** The ids of the rules that find it; no other may find anything. */
  readonly rules: readonly string[];
  readonly guilty: (world: World) => void;
  /** As close to the guilty one as can be; nothing is found in it. */
  readonly innocent: (world: World) => void;
}
