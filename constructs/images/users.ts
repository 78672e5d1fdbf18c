/** The user without privileges that an image holds for whoever asks, and starts as root when nobody does. */
export function userOf(repository: string): string | undefined {
  return held.get(repository);
}

const held: ReadonlyMap<string, string> = new Map([
  // https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#non-root-user
  ['node', 'node'],
]);
