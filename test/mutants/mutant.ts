/** A fault that somebody might make, and the tests that would not let it pass. */
export interface Mutant {
  /** What the fault does to a user, in a few words. */
  readonly fault: string;
  /** A file of the repository. */
  readonly file: string;
  /** A piece of its text that stands there once. */
  readonly replace: string;
  /** What stands there instead. */
  readonly by: string;
  /** Test files, each with the beginning of the title of a test in it that must fail. */
  readonly fails: Readonly<Record<string, string>>;
}

/** What became of a mutant. */
export interface Fate {
  readonly mutant: Mutant;
  /**
   * `died`: every test that must fail failed, or did not end. `survived`: one of them passed. `unread`: no test ran, for the
   * changed file could not even be loaded, and so it says nothing.
   */
  readonly end: 'died' | 'survived' | 'unread';
  /** Which test passed, or what the runner said. */
  readonly because: string;
  readonly seconds: number;
}
