/** A file of `out/`, whole. */
export interface Artifact {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string;
  /** Written as UTF-8, where `encoding` says nothing else. */
  readonly content: string;
  /**
   * `content` is the base64 of what is no text, and its bytes are written.
   * @default - a text
   */
  readonly encoding?: 'base64';
  /** Whether its owner may run it. */
  readonly executable: boolean;
  /**
   * What `content` spells, where its maker knows: a schema is asked about this.
   * @default - a schema reads `content`, as YAML
   */
  readonly document?: object;
}
