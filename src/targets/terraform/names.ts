import { remembered } from '../../model/remembered.ts';
import type { StackModel } from '../../model/stack.ts';

/** What may name a resource, a variable or an output: letters, digits, `_` and `-`, and no digit first. */
function identifier(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, '_').replace(/^(?=[^A-Za-z_])/, '_');
}

/** An identifier for each name. */
export function identifiers(names: Iterable<string>): ReadonlyMap<string, string> {
  return distinct([...names].map((name) => [name, name]));
}

/** An identifier for each name, like what is wanted for it; two that would be one are told apart by a number. */
export function distinct(
  wanted: Iterable<readonly [name: string, wanted: string]>,
): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const given = new Map<string, string>();
  for (const [name, like] of wanted) given.set(name, free(like, taken));
  return given;
}

/** An identifier like what is wanted that is not taken; now it is. */
export function free(wanted: string, taken: Set<string>): string {
  const first = identifier(wanted);
  let id = first;
  for (let n = 2; taken.has(id); n++) id = `${first}_${n}`;
  taken.add(id);
  return id;
}

/** What each service is called among the resources. */
export const serviceNames = remembered(({ services }: StackModel) =>
  identifiers(services.map(({ id }) => id)),
);
