/** Kind and message of what was thrown: `TypeError: no`. An author may throw anything, also what fails when it is looked at. */
export function worded(thrown: unknown): string {
  return looked(() => String(thrown));
}

/** What a look at a value of somebody else's says, or that it cannot be looked at. */
export function looked(look: () => string): string {
  try {
    return look();
  } catch {
    return 'a value that cannot be looked at';
  }
}
