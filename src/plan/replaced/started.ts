import { resolveText } from '../../compose/interpolation.ts';
import type { Project } from '../../compose/project.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import type { Text } from '../../compose/text.ts';
import { showText } from '../../compose/text.ts';
import type { State } from './state.ts';

/** A text with the values of its variables; where Compose refuses, as it is written. */
export function said(state: State, text: Text): string {
  return resolveText(text, state.around.lookUp) ?? showText(text);
}

/** What stands before the names of containers, networks and volumes. */
export function projectName(state: State): string {
  const { project, around } = state;
  const named = around.lookUp('COMPOSE_PROJECT_NAME') || (project.name && said(state, project.name));
  const folder = around.folder.split('/').filter(Boolean).at(-1) ?? '';
  return (
    named ||
    folder
      .toLowerCase()
      .replace(/[^-_a-z0-9]/g, '')
      .replace(/^[-_]+/, '')
  );
}

/** The services that `up` starts: those without a profile, and those of profiles that are asked for; and of these, the ones that run in a container. */
export function started(state: State): ReadonlyMap<string, ServiceConfig> {
  const asked = (state.around.lookUp('COMPOSE_PROFILES') ?? '').split(',').map((one) => one.trim());
  const services: Project['services'] = state.project.services ?? new Map();
  return new Map(
    [...services].filter(([, { profiles = [], provider, scale, deploy }]) => {
      const on = profiles.length === 0 || asked.includes('*');
      if (!on && !profiles.some((one) => asked.includes(said(state, one)))) return false;
      return provider === undefined && count(state, scale ?? deploy?.replicas) !== 0;
    }),
  );
}

function count(state: State, wanted: number | Text | undefined): number {
  return wanted === undefined ? 1 : Number(typeof wanted === 'number' ? wanted : said(state, wanted));
}
