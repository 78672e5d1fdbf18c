/**
 * What is known of a public image, by its repository and tag. A fact that nobody could verify is left out: a rule
 * that lacks a fact is silent.
 */
export interface ImageModel {
  /** What runs in it, as its makers write it: `PostgreSQL`. */
  readonly product: string;
  /** The version that its tag or repository tells: `12.13`. */
  readonly version?: string;
  /** Where it keeps what must outlive the container. */
  readonly dataPaths: readonly string[];
}
