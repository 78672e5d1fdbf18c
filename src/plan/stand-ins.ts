import type { Written } from '../compose/form.ts';
import type { LookUp } from '../compose/resolve.ts';

/**
 * Values for what `.env` will say, which nobody knows here: the same on both sides, and each another number, which nearly every key takes. A
 * variable that always has a default is without a value.
 */
export function standIns(documents: readonly Written[]): LookUp {
  const names = new Set<string>();
  for (const document of documents)
    for (const [, braced, sign, plain] of JSON.stringify(document).matchAll(
      /\$(?:\$|\{([A-Za-z_]\w*)(:?[-?+]|\})|([A-Za-z_]\w*))/g,
    )) {
      const name = plain ?? braced;
      if (name !== undefined && !/[-+]$/.test(sign ?? '')) names.add(name);
    }
  const values = new Map([...names].sort().map((name, i) => [name, String(20_000 + (i % 40_000))]));
  return (name) => values.get(name);
}
