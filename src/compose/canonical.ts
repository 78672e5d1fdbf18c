import { project } from './attributes/project.ts';
import type { Fault } from './form.ts';
import type { Project } from './project.ts';

/** A document in its canonical form, and what is wrong with it. */
export interface Canonical {
  readonly project: Project;
  /** In the order of the document. */
  readonly faults: readonly Fault[];
}

/**
 * Any spelling of a document, short or long, list or map, text or number, in the one form that everything else reads. Nothing is
 * dropped: what cannot be read stays in `rest` as it was written, and is a fault with its place and its mend.
 * @param document plain values, as a reader of YAML makes them
 */
export function canonical(document: unknown): Canonical {
  const faults: Fault[] = [];
  const read = project.read(document, [], faults);
  return { project: read ?? {}, faults };
}
