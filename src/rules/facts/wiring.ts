import type { ServiceModel } from '../../model/service.ts';
import { list, record, word } from './raw.ts';

/** Whom a service waits for. `started` comes from raw keys only. */
export interface Wait {
  readonly service: string;
  readonly condition: 'healthy' | 'completed' | 'started';
}

const conditions: ReadonlyMap<unknown, Wait['condition']> = new Map([
  ['service_healthy', 'healthy'],
  ['service_completed_successfully', 'completed'],
]);

/** The `depends_on` that the compose file gets: a raw map goes over what the phases say, a raw list replaces it. */
export function waitsOf({ dependsOn, compose }: ServiceModel): readonly Wait[] {
  const raw = compose.depends_on;
  if (!('depends_on' in compose)) return dependsOn;
  if (Array.isArray(raw))
    return raw.flatMap((name) => (typeof name === 'string' ? [{ service: name, condition: 'started' }] : []));
  const over = record(raw);
  return [
    ...dependsOn.filter(({ service }) => !(service in over)),
    ...Object.entries(over).map(([service, how]) => ({
      service,
      condition: conditions.get(record(how).condition) ?? 'started',
    })),
  ];
}

/** The networks that a service is on; undefined when it uses those of something outside of this stack. */
export function networksOf({ networks, compose }: ServiceModel): readonly string[] | undefined {
  const mode = compose.network_mode;
  if (mode === 'host' || mode === 'none') return [];
  if (typeof mode === 'string' && mode !== 'bridge') return undefined;
  const raw = compose.networks;
  const names = !('networks' in compose)
    ? networks
    : Array.isArray(raw)
      ? raw.filter((name) => typeof name === 'string')
      : Object.keys(record(raw));
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

/** The profiles that start it; none means that it always starts. */
export function profilesOf({ profile, compose }: ServiceModel): readonly string[] {
  if ('profiles' in compose) return list(compose.profiles).filter((name) => typeof name === 'string');
  return profile === undefined ? [] : [profile];
}
