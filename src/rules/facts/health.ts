import { list, rawText, record, word } from '../../graph/raw.ts';
import { seconds } from '../../model/quantity.ts';
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

/** Raw keys over the prop, and the engine's own values for the rest; undefined when there is none to tell of. */
export function healthOf({ health, compose }: ServiceModel): Check | undefined {
  if (!('healthcheck' in compose)) return health === undefined ? undefined : read(health);
  const raw = record(compose.healthcheck);
  if (raw.disable === true) return undefined;
  const test = 'test' in raw ? rawTest(raw.test) : health?.test;
  if (health === undefined && Object.keys(raw).length === 0) return undefined;
  const ours = health === undefined ? engines : read(health);
  const time = (key: string, unless: number) => (key in raw ? rawSeconds(raw[key]) : unless);
  return {
    ...(test !== undefined && { test }),
    interval: time('interval', ours.interval),
    timeout: time('timeout', ours.timeout),
    retries: 'retries' in raw ? Number(word(raw.retries) ?? Number.NaN) : ours.retries,
    startPeriod: time('start_period', ours.startPeriod),
  };
}

/** What the engine takes for what nobody says. */
const engines: Check = { interval: 30, timeout: 30, retries: 3, startPeriod: 0 };

function read({ test, interval, timeout, retries, startPeriod }: HealthModel): Check {
  return {
    test,
    interval: seconds(interval),
    timeout: seconds(timeout),
    retries,
    startPeriod: seconds(startPeriod),
  };
}

/** A string is a line for the shell; a list says by its first word what it is. */
function rawTest(raw: unknown): HealthModel['test'] | undefined {
  if (typeof raw === 'string') return { shell: rawText(raw) };
  const [kind, ...words] = list(raw);
  const texts = words.flatMap((each) => (typeof each === 'string' ? [rawText(each)] : []));
  const [line] = texts;
  if (kind === 'CMD') return { exec: texts };
  return kind === 'CMD-SHELL' && line !== undefined ? { shell: line } : undefined;
}

const secondsPer: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001, us: 0.000_001 };

/** `1m30s`, `500ms`. NaN for anything else. */
function rawSeconds(raw: unknown): number {
  const written = word(raw) ?? '';
  if (!/^(?:\d+(?:\.\d+)?(?:ms|us|[hms]))+$/.test(written)) return written === '0' ? 0 : Number.NaN;
  return [...written.matchAll(/([\d.]+)(ms|us|[hms])/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (secondsPer[unit ?? ''] ?? Number.NaN),
    0,
  );
}
