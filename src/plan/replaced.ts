import type { Dialect, Surroundings } from '../compose/hash.ts';
import { configHashes } from '../compose/hash.ts';
import type { Project } from '../compose/project.ts';

/** A project at a place: all that decides what `up` makes of it. */
export interface State {
  readonly project: Project;
  readonly around: Surroundings;
}

/** Why `up` makes a container anew. */
export type Cause =
  | { readonly kind: 'config' }
  | { readonly kind: 'network' | 'volume'; readonly name: string }
  | { readonly kind: 'namespace'; readonly of: string };

/**
 * The services of which `up` of a version of Compose replaces the containers, when what runs was made of one state and what is there now is
 * another one. Held against real engines by `test/engine/plan.engine.ts`.
 */
export function replaced(
  before: State,
  after: State,
  dialect: Dialect,
  madeBy: Dialect = dialect,
): ReadonlyMap<string, Cause> {
  const old = configHashes(before.project, madeBy, before.around);
  const now = configHashes(after.project, dialect, after.around);
  const found = new Map<string, Cause>();
  for (const [name, hash] of now)
    if (old.has(name) && old.get(name) !== hash) found.set(name, { kind: 'config' });
  return found;
}
