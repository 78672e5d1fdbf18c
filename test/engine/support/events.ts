import { readFileSync } from 'node:fs';
import type { Running } from './running.ts';

/** Something that happened to a container, by the engine's own record. */
interface Event {
  readonly service: string;
  readonly what: 'started' | 'healthy' | 'completed';
  /** Nanoseconds since 1970. */
  readonly at: bigint;
}

/** What must have happened before a service starts, by what it is and not by what the compose file says. */
const order: readonly (readonly [service: string, after: readonly (readonly [string, Event['what']])[]])[] = [
  ['kafka', [['zookeeper', 'healthy']]],
  ['clickhouse', [['zookeeper', 'healthy']]],
  ['minio-setup', [['minio', 'healthy']]],
  ...['migrate', 'web', 'worker', 'plugins'].map(
    (service) =>
      [
        service,
        [
          ...['postgres', 'redis', 'kafka', 'clickhouse', 'minio'].map(
            (store) => [store, 'healthy'] as const,
          ),
          ...(service === 'migrate' ? [] : [['migrate', 'completed'] as const]),
        ],
      ] as const,
  ),
  ['caddy', [['web', 'healthy']]],
];

/** Who started before what it stands on was ready, in words. `since`: seconds since 1970. */
export function outOfOrder(system: Running, since: number): readonly string[] {
  const events = happened(system, since);
  const first = (service: string, what: Event['what']) =>
    events.find((event) => event.service === service && event.what === what)?.at;
  return order.flatMap(([service, after]) => {
    const started = first(service, 'started');
    if (started === undefined) return [`${service} never started`];
    return after.flatMap(([other, what]) => {
      const ready = first(other, what);
      return ready !== undefined && ready < started ? [] : [`${service} started before ${other} was ${what}`];
    });
  });
}

function happened(system: Running, since: number): readonly Event[] {
  const lines = readFileSync(system.events, 'utf8');
  return lines
    .split('\n')
    .filter(Boolean)
    .flatMap((line): readonly Event[] => {
      const { Action, Actor } = JSON.parse(line);
      const {
        'com.docker.compose.service': service,
        'com.docker.compose.oneoff': oneoff,
        exitCode,
      } = Actor.Attributes;
      // A number of nanoseconds is too large for JSON.parse.
      const at = BigInt(/"timeNano":(\d+)/.exec(line)?.[1] ?? 0);
      if (oneoff === 'True' || at < BigInt(since) * 1_000_000_000n) return [];
      if (Action === 'start') return [{ service, what: 'started', at }];
      if (Action === 'health_status: healthy') return [{ service, what: 'healthy', at }];
      return Action === 'die' && exitCode === '0' ? [{ service, what: 'completed', at }] : [];
    });
}
