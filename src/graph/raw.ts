import type { Part, Text } from '../compose/text.ts';
import { isMap } from '../model/raw.ts';

/** A string, number or boolean somewhere inside raw keys. */
export interface Leaf {
  /** The keys that lead to it; positions of lists are numbers: `['environment', '0']`. */
  readonly keys: readonly string[];
  readonly value: string;
}

/** Every string of raw keys, in the order in which they were written. Survives loops and any depth. */
export function leaves(raw: unknown, keys: readonly string[] = []): readonly Leaf[] {
  const found: Leaf[] = [];
  const seen = new Set<object>();
  const open: { readonly keys: readonly string[]; readonly value: unknown }[] = [{ keys, value: raw }];
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

/** The value as a record, or an empty one when it is none. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? { ...value } : {};
}

/** The value as a list, or an empty one when it is none. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string or a number as text, or undefined when it is neither. */
export function word(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** The names that Compose replaces in a string, those inside defaults too. `$$` is a dollar sign. */
function references(value: string): readonly string[] {
  const names: string[] = [];
  for (const [, plain, braced] of value.matchAll(/\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*))/g)) {
    const name = plain ?? braced;
    if (name !== undefined) names.push(name);
  }
  return names;
}

/** A string as Compose reads it: `$NAME`, `${NAME}` and `${NAME:-…}` are variables, `$$` is a dollar sign. */
export function rawText(value: string): Text {
  const parts: Part[] = [];
  let from = 0;
  for (const match of value.matchAll(/\$\$|\$[A-Za-z_]\w*|\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g)) {
    parts.push(value.slice(from, match.index));
    const [written] = match;
    const [name] = references(written);
    if (written === '$$') parts.push('$');
    // What Compose cannot read it refuses: no variable stands there.
    else if (name === undefined || /^\$\{\w+(?:[^\w}:?+-]|:[^?+-])/.test(written)) parts.push(written);
    else parts.push({ kind: 'variable', name });
    from = match.index + match[0].length;
  }
  return [...parts, value.slice(from)].filter((part) => part !== '');
}
