import type { Span } from '../../compose/forms/scalars.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import { configOf } from '../../lower.ts';
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

/** What will run, and the engine's own values for what nobody says; undefined when there is nothing to tell of. */
export function healthOf(service: ServiceModel): Check | undefined {
  const said = configOf(service).healthcheck;
  if (said === undefined || said.disable === true || Object.keys(said).length === 0) return undefined;
  const test = said.test && testOf(said.test);
  return {
    ...(test !== undefined && { test }),
    interval: seconds(said.interval, engines.interval),
    timeout: seconds(said.timeout, engines.timeout),
    retries: said.retries === undefined ? engines.retries : Number(said.retries),
    startPeriod: seconds(said.startPeriod, engines.startPeriod),
  };
}

/** What the engine takes for what nobody says. */
const engines: Check = { interval: 30, timeout: 30, retries: 3, startPeriod: 0 };

/** The first word says what it is. */
function testOf([kind, ...words]: readonly Text[]): HealthModel['test'] | undefined {
  const [line] = words;
  const first = literal(kind ?? []);
  if (first === 'CMD') return { exec: words };
  return first === 'CMD-SHELL' && line !== undefined ? { shell: line } : undefined;
}

function seconds(said: Span | undefined, unless: number): number {
  return said === undefined ? unless : typeof said === 'number' ? said / 1e9 : Number.NaN;
}
