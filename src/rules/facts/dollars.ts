import type { WrittenLeaf } from '../../lower/written.ts';

/** What Compose makes of a dollar sign in a raw key. */
export interface Dollar {
  /** As it was written: `$HOME`, `${X/a/b}`. */
  readonly written: string;
  /** The variable that it is replaced with; undefined when Compose refuses it. */
  readonly name?: string;
  /** What it becomes when the variable has no value: `${X:-y}`. @default - nothing */
  readonly otherwise?: string;
}

/** Keys whose strings a program in the container may read again: a shell replaces variables of its own there. */
const shells = new Set(['command', 'entrypoint', 'healthcheck']);

/**
 * The dollar signs that Compose acts on, those inside defaults too. `$$` is one for the container, and one before
 * anything else than a letter or a brace is left alone: so say Compose 2.26 and 2.40.
 */
export function dollarsIn(value: string): readonly Dollar[] {
  const found: Dollar[] = [];
  const closing = value.includes('${') ? closings(value) : new Map<number, number>();
  const plain = /[A-Za-z_]\w*/y;
  const braced = /([A-Za-z_]\w*)(?=(\}|:?[-?+]))/y;
  for (let at = value.indexOf('$'); at >= 0; at = value.indexOf('$', at)) {
    plain.lastIndex = at + 1;
    braced.lastIndex = at + 2;
    const [name] = plain.exec(value) ?? [];
    if (name !== undefined) found.push({ written: `$${name}`, name });
    if (value[at + 1] !== '{') {
      at += name === undefined && value[at + 1] !== '$' ? 1 : 2;
      continue;
    }
    const end = closing.get(at + 1);
    const [, inner, operator = ''] = braced.exec(value) ?? [];
    if (end === undefined || inner === undefined) {
      const last = end ?? at + 20;
      found.push({ written: value.slice(at, last + 1) });
      at = end === undefined ? at + 2 : last;
      continue;
    }
    const from = at + 2 + inner.length + operator.length;
    found.push({
      written: value.slice(at, end + 1),
      name: inner,
      ...(operator.endsWith('-') && from < end && { otherwise: value.slice(from, end) }),
    });
    at = from;
  }
  return found;
}

/** Where each brace is closed, as Compose counts them. */
function closings(value: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '{') open.push(at);
    const brace = value[at] === '}' ? open.pop() : undefined;
    if (brace !== undefined) closing.set(brace, at);
  }
  return closing;
}

/**
 * Whether a name was not meant for Compose: the variables of `.env` are in capital letters, and what a shell in the
 * container reads from its own env is for that shell.
 */
export function isForContainer(name: string, { key }: WrittenLeaf, env: ReadonlySet<string>): boolean {
  return !/^[A-Z][A-Z0-9_]*$/.test(name) || (shells.has(key) && env.has(name));
}
