import { project as form } from './attributes/project.ts';
import type { Written } from './form.ts';
import { isWritten } from './form.ts';
import type { Project } from './project.ts';

/** The project as a document: its keys in the order in which a reader asks, short forms where they say all. */
export function print(project: Project): Written {
  const document = form.print(project);
  return isWritten(document) ? document : {};
}
