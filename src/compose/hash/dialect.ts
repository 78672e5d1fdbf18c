/**
 * The versions of Compose whose hashes are known, the oldest first. What a version between them does is for a
 * measurement to say. 2.26 is the one that Debian 13 builds: with a later library than its makers took, and other hashes.
 */
export const dialects = ['2.26', '2.40', '5.6'] as const;

/** One of those versions. */
export type Dialect = (typeof dialects)[number];

/** Whether a version has what came with another one. */
export function knows(dialect: Dialect, first: Dialect): boolean {
  return dialects.indexOf(dialect) >= dialects.indexOf(first);
}
