import type { Loss, Teller } from './body.ts';

/** What a part of a container loses, and what its author does instead. */
interface Instead {
  readonly what: string;
  readonly mend: string;
  readonly changes: boolean;
}

/**
 * What becomes of each key of a part: it is said, or it does nothing to a container with Compose either; else what its author does
 * instead. A key that the Specification gains does not compile before it stands there.
 */
export type Parts<Part> = { readonly [K in Exclude<keyof Part, 'rest'>]-?: 'said' | Instead };

/** A key that the provider cannot say. */
export function without(mend: string, what = 'has no counterpart in the provider', changes = true): Instead {
  return { what, mend, changes };
}

/** A key that Compose overlooks, too. */
export const forSwarm = without('take it away', 'is for Swarm alone', false);

/** Collects what is lost. */
export function teller(losses: Loss[], key = ''): Teller {
  return {
    lose: (what, mend, changes = true) => losses.push({ key, what, mend, changes }),
    under: (below) => teller(losses, key === '' ? below : `${key}.${below}`),
  };
}

/** Tells what a part says that is lost. */
export function tellLost<Part extends object>(part: Part, parts: Parts<Part>, { under }: Teller): void {
  const said = new Map<string, unknown>(Object.entries(part));
  for (const [key, becomes] of Object.entries<'said' | Instead>(parts))
    if (becomes !== 'said' && !saysNothing(said.get(key)))
      under(inSpecification(key)).lose(becomes.what, becomes.mend, becomes.changes);
}

/** Whether a value leaves everything as it is. */
export function saysNothing(value: unknown): boolean {
  if (value === undefined || value === false) return true;
  return Array.isArray(value) ? value.length === 0 : value instanceof Map && value.size === 0;
}

/** `postStart` as an author writes it: `post_start`. */
export function inSpecification(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
