import { byText } from '../compose/by-text.ts';
import { spellText } from '../compose/interpolation.ts';
import { literal } from '../compose/text.ts';
import { networkModeOf, networkNamesOf } from '../lower/runs.ts';
import { configOf } from '../lower.ts';
import { remembered } from '../model/remembered.ts';
import type { ServiceModel } from '../model/service.ts';

/** Whom a service waits for, and how far that must be. */
export interface Wait {
  readonly service: string;
  readonly condition: 'healthy' | 'completed' | 'started';
  /** It may start without the other one where that does not start. @default false */
  readonly optional?: boolean;
}

const conditions: ReadonlyMap<unknown, Wait['condition']> = new Map([
  ['service_healthy', 'healthy'],
  ['service_completed_successfully', 'completed'],
]);

/** Thousands may wait for one. */
const usual = {
  healthy: byText((service): Wait => ({ service, condition: 'healthy' })),
  completed: byText((service): Wait => ({ service, condition: 'completed' })),
  started: byText((service): Wait => ({ service, condition: 'started' })),
};

/** The `depends_on` that the compose file gets, and what Compose adds to it for other keys that name a service. */
export const waitsOf = remembered((service: ServiceModel): readonly Wait[] => {
  const said = declared(service);
  const implied = impliedBy(service);
  if (implied.length === 0) return said;
  const names = new Set(said.map((wait) => wait.service));
  return [
    ...said,
    ...[...new Set(implied)]
      .filter((name) => !names.has(name))
      .map((name): Wait => ({ service: name, condition: 'started' })),
  ];
});

/**
 * Who shares a network stack, a process table or volumes with another one waits until that one is started.
 * @see https://github.com/compose-spec/compose-go/blob/main/loader/normalize.go
 */
function impliedBy(service: ServiceModel): readonly string[] {
  const { networkMode, ipc, pid, uts, cgroup, links = [], volumesFrom = [] } = configOf(service);
  const modes = networkMode ?? ipc ?? pid ?? uts ?? cgroup;
  if (modes === undefined && links.length + volumesFrom.length === 0) return [];
  const shared = [networkMode, ipc, pid, uts, cgroup].flatMap((mode) => {
    const name = mode && shares(literal(mode));
    return name === undefined ? [] : [name];
  });
  const named = [...links, ...volumesFrom]
    .map(spellText)
    .flatMap((entry) => (entry.startsWith('container:') ? [] : [entry.split(':')[0] ?? '']));
  return [...shared, ...named];
}

/** The service that `service:vpn` names. */
export function shares(mode: string | undefined): string | undefined {
  return mode?.startsWith('service:') ? mode.slice('service:'.length) : undefined;
}

function declared(service: ServiceModel): readonly Wait[] {
  const found: Wait[] = [];
  configOf(service).dependsOn?.forEach(({ condition: said, required }, name) => {
    const other = name.includes('$') ? name.replaceAll('$$', '$') : name;
    const condition = conditions.get(said) ?? 'started';
    found.push(required === false ? { service: other, condition, optional: true } : usual[condition](other));
  });
  return found;
}

/** The networks that a service is on; undefined when it uses those of something outside of this stack. */
export function networksOf(service: ServiceModel): readonly string[] | undefined {
  const mode = networkModeOf(service);
  if (mode === 'host' || mode === 'none') return [];
  if (configOf(service).networkMode !== undefined && mode !== 'bridge') return undefined;
  const names = networkNamesOf(service);
  return names.length === 0 ? ['default'] : names;
}

/** The ports that it listens on inside its networks. */
export function listensOf(service: ServiceModel): readonly number[] {
  return [
    ...service.listens.map(({ port }) => port),
    ...(configOf(service).expose ?? []).flatMap((port) => {
      const number = Number.parseInt(spellText(port), 10);
      return Number.isNaN(number) ? [] : [number];
    }),
  ];
}
