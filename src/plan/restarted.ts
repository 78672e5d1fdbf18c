import type { Side } from './side.ts';

/** Services that stop and start, without being made anew, since one that they wait for with `restart: true` is: by name, with that one. */
export function restarted(
  { services }: Side,
  replaced: { has(name: string): boolean },
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, { dependsOn }] of services)
    for (const [other, { restart }] of dependsOn ?? [])
      if (restart === true && replaced.has(other) && !replaced.has(name)) found.set(name, other);
  return found;
}
