import type { Leaf } from './raw.ts';

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
 * The dollar signs that Compose acts on. `$$` is one for the container, and one before anything else than a letter
 * or a brace is left alone: so say Compose 2.26 and 2.40.
 */
export function dollarsIn(value: string): readonly Dollar[] {
  return [...value.matchAll(/\$(?:\$|([A-Za-z_]\w*)|\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)(\}?))/g)].flatMap(
    ([written, plain, braced, end]): readonly Dollar[] => {
      if (plain !== undefined) return [{ written, name: plain }];
      if (braced === undefined) return [];
      const [, name, operator, otherwise = ''] = /^([A-Za-z_]\w*)(?:(:?[-?+])([\s\S]*))?$/.exec(braced) ?? [];
      if (name === undefined || end === '') return [{ written }];
      const inner = dollarsIn(otherwise);
      return [{ written, name, ...(operator?.endsWith('-') && otherwise !== '' && { otherwise }) }, ...inner];
    },
  );
}

/**
 * Whether a name was not meant for Compose: the variables of `.env` are in capital letters, and what a shell in the
 * container reads from its own env is for that shell.
 */
export function isForContainer(name: string, { keys }: Leaf, env: ReadonlySet<string>): boolean {
  return !/^[A-Z][A-Z0-9_]*$/.test(name) || (shells.has(keys[1] ?? '') && env.has(name));
}
