import type { Healthcheck } from '../compose/attributes/health.ts';
import type { ServiceConfig } from '../compose/service.ts';
import { pointers } from '../graph/pointers.ts';
import { profilesOf } from '../lower/runs.ts';
import type { StackModel } from '../model/stack.ts';

/** How long a service is away, in seconds, at most: as long as its file lets it take. */
export interface Downtime {
  /** Until it is killed. */
  readonly stop: number;
  /** Until it is healthy, or taken for failed. @default - it has no health check: as soon as it has started */
  readonly ready?: number;
}

const second = 1e9;

/** @see https://docs.docker.com/reference/compose-file/services/#stop_grace_period and #healthcheck, for what holds where a key is not said */
export function downtime(before: ServiceConfig | undefined, after: ServiceConfig): Downtime {
  const stop = spanOf(before?.stopGracePeriod, 10);
  const { healthcheck } = after;
  if (healthcheck === undefined || healthcheck.disable === true) return { stop };
  return { stop, ready: readyIn(healthcheck) };
}

function readyIn({ startPeriod, interval, retries }: Healthcheck): number {
  return spanOf(startPeriod, 0) + spanOf(interval, 30) * (typeof retries === 'number' ? retries : 3);
}

function spanOf(span: unknown, otherwise: number): number {
  return typeof span === 'number' ? span / second : otherwise;
}

/** Who points at each service and runs all the time: it is without that one while that is away. */
export function users(stack: StackModel): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { from, to } of pointers(stack)) {
    if (from.kind === 'job' || profilesOf(from).length > 0) continue;
    found.set(to, (found.get(to) ?? new Set()).add(from.id));
  }
  return found;
}
