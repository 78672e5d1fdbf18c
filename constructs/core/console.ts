import type { Sentence } from '../../src/model/words.ts';

/** A program in the container that an operator talks to. */
export interface ConsoleProps {
  /** The target of the Makefile that opens it. */
  readonly target: string;
  /** What `make help` and the runbook say of that target. */
  readonly help: Sentence;
  /**
   * The program and its arguments.
   * @least 1
   */
  readonly command: readonly string[];
}
