import type { TroubleModel } from '../../src/model/runbook.ts';
import type { Sentence } from '../../src/model/words.ts';

/** What goes wrong, and how an operator mends it. */
export interface Trouble {
  /** The heading: what the operator sees. What stands between backticks is code. */
  readonly symptom: Sentence;
  /** What it means and what to do. What stands between backticks is code. */
  readonly mend: Sentence;
  /**
   * Lines for bash, in the environment's folder, to be copied as they are: nothing in them waits to be filled in.
   * @default - none
   */
  readonly commands?: readonly string[];
  /**
   * What to do or to know once they ran.
   * @default - nothing
   */
  readonly afterwards?: Sentence;
}

/** The same as data. */
export function troubleModel({ symptom, mend, commands, afterwards }: Trouble): TroubleModel {
  return {
    symptom,
    mend,
    commands: commands ?? [],
    ...(afterwards !== undefined && { afterwards }),
  };
}
