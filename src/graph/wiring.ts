import { networkNamesOf } from '../lower/runs.ts';
import { configOf } from '../lower.ts';
import type { ServiceModel } from '../model/service.ts';
import { list, word } from './raw.ts';

/** Whom a service waits for. `started` comes from raw keys only. */
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

/** The `depends_on` that the compose file gets, and what Compose adds to it for other keys that name a service. */
export function waitsOf(service: ServiceModel): readonly Wait[] {
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
}

/**
 * Who shares a network stack, a process table or volumes with another one waits until that one is started.
 * @see https://github.com/compose-spec/compose-go/blob/main/loader/normalize.go
 */
function impliedBy({ compose }: ServiceModel): readonly string[] {
  const shared = ['network_mode', 'ipc', 'pid', 'uts', 'cgroup'].flatMap((key) => {
    const mode = compose[key];
    return typeof mode === 'string' && mode.startsWith('service:') ? [mode.slice('service:'.length)] : [];
  });
  const named = [...list(compose.links), ...list(compose.volumes_from)].flatMap((entry) =>
    typeof entry === 'string' && !entry.startsWith('container:') ? [entry.split(':')[0] ?? ''] : [],
  );
  return [...shared, ...named];
}

/** What the phases say, and raw keys over it. */
function declared(service: ServiceModel): readonly Wait[] {
  if (!('depends_on' in service.compose)) return service.dependsOn;
  return [...(configOf(service).dependsOn ?? [])].map(([name, { condition, required }]) => ({
    service: name,
    condition: conditions.get(condition) ?? 'started',
    ...(required === false && { optional: true }),
  }));
}

/** The networks that a service is on; undefined when it uses those of something outside of this stack. */
export function networksOf(service: ServiceModel): readonly string[] | undefined {
  const mode = service.compose.network_mode;
  if (mode === 'host' || mode === 'none') return [];
  if (typeof mode === 'string' && mode !== 'bridge') return undefined;
  const names = networkNamesOf(service);
  return names.length === 0 ? ['default'] : names;
}

/** The ports that it listens on inside its networks. */
export function listensOf({ listens, compose }: ServiceModel): readonly number[] {
  return [
    ...listens.map(({ port }) => port),
    ...list(compose.expose).flatMap((port) => {
      const number = Number.parseInt(word(port) ?? '', 10);
      return Number.isNaN(number) ? [] : [number];
    }),
  ];
}
