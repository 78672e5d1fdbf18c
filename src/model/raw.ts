/** Whether a value is a map that is written key by key. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What we say, and the author's raw keys over it: maps merge, lists and scalars replace. */
export function withRaw(
  ours: Readonly<Record<string, unknown>>,
  raw: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const merged: Record<string, unknown> = { ...ours };
  for (const [key, value] of Object.entries(raw)) {
    const mine = merged[key];
    merged[key] = isMap(mine) && isMap(value) ? withRaw(mine, value) : value;
  }
  return merged;
}
