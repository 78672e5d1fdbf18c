import type { Text } from '../../compose/text.ts';
import { literal, showText } from '../../compose/text.ts';
import { isOff } from '../../lower/readiness.ts';
import { configOf } from '../../lower.ts';
import { remembered } from '../../model/remembered.ts';
import type { HealthModel, ServiceModel } from '../../model/service.ts';

/** The health check that a container gets. */
export interface Check {
  /** @default - the image's own, or one that nobody can read */
  readonly test?: HealthModel['test'];
  /** In seconds, like the others; NaN for what nobody can read. */
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly startPeriod: number;
}

/** What is said of it, and the engine's own values for the rest; undefined when there is none to tell of. */
export function healthOf(service: ServiceModel): Check | undefined {
  return asked(service).check;
}

const asked = remembered((service: ServiceModel): { readonly check?: Check } => {
  const { healthcheck } = configOf(service);
  if (healthcheck === undefined || Object.keys(healthcheck).length === 0 || isOff(healthcheck)) return {};
  const { interval, timeout, retries, startPeriod, rest } = healthcheck;
  const said = (key: string, value: number | Text | undefined, unless: number, unit: number) => {
    if (value === undefined) return rest?.has(key) === true ? Number.NaN : unless;
    return typeof value === 'number' ? value / unit : Number.NaN;
  };
  // For 0 the engine takes its own; below it refuses.
  const time = (key: 'interval' | 'timeout', value: number | Text | undefined) => {
    const seconds = said(key, value || undefined, 30, 1e9);
    return seconds < 0 ? Number.NaN : seconds;
  };
  const test = testOf(healthcheck.test);
  const times = {
    interval: time('interval', interval),
    timeout: time('timeout', timeout),
    retries: said('retries', retries, 3, 1),
    startPeriod: said('start_period', startPeriod, 0, 1e9),
  };
  return { check: test === undefined ? times : { test, ...times } };
});

/** A test as one line, for who looks for a word in it. */
export function lineOf(test: HealthModel['test']): string {
  return 'shell' in test ? showText(test.shell) : test.exec.map(showText).join(' ');
}

/** A list says by its first word what it is. */
function testOf([kind, ...words]: readonly Text[] = []): HealthModel['test'] | undefined {
  const [line] = words;
  const said = literal(kind);
  if (said === 'CMD') return { exec: words };
  return said === 'CMD-SHELL' && line !== undefined ? { shell: line } : undefined;
}
