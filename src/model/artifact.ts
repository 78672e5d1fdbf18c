/** A file of `out/`, whole. */
export interface Artifact {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string;
  /** Written as UTF-8. */
  readonly content: string;
  /** Whether its owner may run it. */
  readonly executable: boolean;
}
