/** A string, number or boolean somewhere inside a value. */
export interface Leaf {
  /** The keys that lead to it; positions of lists are numbers: `['environment', '0']`. */
  readonly keys: readonly string[];
  readonly value: string;
}

/** Every string of a value, in the order in which they were written. Survives loops and any depth. */
export function leaves(value: unknown, keys: readonly string[] = []): readonly Leaf[] {
  if (value === undefined || isEmpty(value)) return none;
  const found: Leaf[] = [];
  const seen = new Set<object>();
  const open: { readonly keys: readonly string[]; readonly value: unknown }[] = [{ keys, value }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { keys: path, value } = next;
    if (typeof value === 'object' && value !== null) {
      if (seen.has(value)) continue;
      seen.add(value);
      for (const [key, child] of Object.entries(value).reverse())
        open.push({ keys: [...path, key], value: child });
    } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      found.push({ keys: path, value: String(value) });
  }
  return found;
}

const none: readonly Leaf[] = [];

/** Nearly all that is asked has no raw keys. */
function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  for (const _ in value) return false;
  return true;
}
