import type { Healthcheck } from '../../compose/attributes/health.ts';
import type { Span } from '../../compose/forms/scalars.ts';
import { literal } from '../../compose/text.ts';
import { goDuration } from './amounts.ts';
import type { Around, Body } from './body.ts';
import { spell, spellCount } from './spell.ts';

export function healthcheck(check: Healthcheck, { lose }: Around): Body {
  if (isOff(check)) return { healthcheck: { test: ['NONE'] } };
  const { test, interval, timeout, retries, startPeriod, startInterval } = check;
  if (test === undefined) {
    lose('has no test, and the provider takes none from the image', 'say its test');
    return {};
  }
  return {
    healthcheck: {
      test: test.map(spell),
      ...(interval !== undefined && { interval: duration(interval) }),
      ...(timeout !== undefined && { timeout: duration(timeout) }),
      ...(retries !== undefined && { retries: spellCount(retries) }),
      ...(startPeriod !== undefined && { start_period: duration(startPeriod) }),
      ...(startInterval !== undefined && { start_interval: duration(startInterval) }),
    },
  };
}

/** How many seconds a container may take to become healthy; undefined where nothing says when it is. */
export function patience(check: Healthcheck | undefined): number | undefined {
  if (check?.test === undefined || isOff(check)) return undefined;
  const { interval = 30e9, timeout = 30e9, retries = 3, startPeriod = 0 } = check;
  const times = [interval, timeout, retries, startPeriod].filter((one) => typeof one === 'number');
  const [every = 0, within = 0, often = 0, first = 0] = times;
  return times.length < 4 ? 600 : Math.ceil((first + (every + within) * (often + 1)) / 1e9);
}

function isOff({ test, disable }: Healthcheck): boolean {
  return disable === true || (test !== undefined && literal(test[0] ?? []) === 'NONE');
}

function duration(span: Span): string {
  return typeof span === 'number' ? goDuration(span) : spell(span);
}
