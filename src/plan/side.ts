import type { Project } from '../compose/project.ts';
import type { ServiceConfig } from '../compose/service.ts';
import { showText } from '../compose/text.ts';

/** A project that ran or will run, with each of its services as the file has it. */
export interface Side {
  readonly project: Project;
  /** Compose's name for it. */
  readonly name: string;
  readonly services: ReadonlyMap<string, ServiceConfig>;
}

/** @param otherwise what it is called where it says no name: Compose takes that of its folder */
export function sideOf(project: Project, otherwise: string): Side {
  const services = project.services ?? new Map<string, ServiceConfig>();
  return { project, name: project.name ? showText(project.name) : otherwise, services };
}

/** How the engine calls a volume or a network of it. */
export function nameAtEngine({ project, name }: Side, kind: 'volumes' | 'networks', id: string): string {
  const said = project[kind]?.get(id);
  if (said?.name !== undefined) return showText(said.name);
  return said?.external === true ? id : `${name}_${id}`;
}
