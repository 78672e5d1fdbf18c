import type { Healthcheck } from '../../compose/attributes/health.ts';
import type { Span } from '../../compose/forms/scalars.ts';
import { literal } from '../../compose/text.ts';
import { goDuration } from './amounts.ts';
import type { Body, Teller } from './body.ts';
import type { Parts } from './parts.ts';
import { tellLost } from './parts.ts';
import { spell, spellCount } from './spell.ts';

const keys: Parts<Healthcheck> = {
  ...{ test: 'said', interval: 'said', timeout: 'said', retries: 'said' },
  ...{ startPeriod: 'said', startInterval: 'said', disable: 'said' },
};

export function healthcheck(check: Healthcheck, around: Teller): Body {
  tellLost(check, keys, around);
  if (isOff(check)) return { healthcheck: { test: ['NONE'] } };
  const { test = [], interval, timeout, retries, startPeriod, startInterval, disable = false } = check;
  if (disable !== false)
    around.under('disable').lose('depends on a variable, and a block is there or not', 'write true or false');
  if (test.length === 0) {
    around.lose('has no test, and the provider takes none from the image', 'say its test');
    return {};
  }
  const duration = (key: string, span: Span) => said(span, around.under(key));
  return {
    healthcheck: {
      test: test.map(spell),
      ...(interval !== undefined && { interval: duration('interval', interval) }),
      ...(timeout !== undefined && { timeout: duration('timeout', timeout) }),
      ...(retries !== undefined && { retries: spellCount(retries) }),
      ...(startPeriod !== undefined && { start_period: duration('start_period', startPeriod) }),
      ...(startInterval !== undefined && { start_interval: duration('start_interval', startInterval) }),
    },
  };
}

/** How many seconds a container may take to become healthy; undefined where nothing says when it is. */
export function patience(check: Healthcheck | undefined): number | undefined {
  if (check?.test === undefined || check.test.length === 0 || isOff(check)) return undefined;
  const { interval = 30e9, timeout = 30e9, retries = 3, startPeriod = 0 } = check;
  const times = [interval, timeout, retries, startPeriod].filter((one) => typeof one === 'number');
  const [every = 0, within = 0, often = 0, first = 0] = times;
  return times.length < 4 ? 600 : Math.ceil((first + (every + within) * (often + 1)) / 1e9);
}

function isOff({ test, disable }: Healthcheck): boolean {
  return disable === true || (test !== undefined && literal(test[0] ?? []) === 'NONE');
}

function said(span: Span, { lose }: Teller): string {
  if (typeof span === 'number') return goDuration(span);
  lose(
    'depends on a variable, and a value that is not spelled as Go spells it changes at every plan',
    'write the time itself',
    false,
  );
  return spell(span);
}
