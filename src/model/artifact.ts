/** A file of `out/`, whole. */
export interface Artifact {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly content: string;
  readonly executable: boolean;
}
