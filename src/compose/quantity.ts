import { byText } from './by-text.ts';
import { own } from './own.ts';

const units: Readonly<Record<string, number>> = {
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
  p: 2 ** 50,
};

/**
 * Bytes of an amount as Compose reads it: `512m`, `1.5gb`, `2 GiB`, `1073741824`; the units are binary ones, a part of a byte
 * is cut off. `-1` means no limit where Compose allows it. Undefined for anything else, and for what no number holds.
 * @see https://docs.docker.com/reference/compose-file/extension/#specifying-byte-values
 */
export const bytesIn = byText((written): number | undefined => {
  if (written === '-1') return -1;
  const [, number, unit = ''] = /^(\d+\.?\d*|\.\d+) ?(b|[kmgtp](?:i?b)?)?$/i.exec(written) ?? [];
  if (number === undefined) return undefined;
  const bytes = Math.trunc(Number(number) * (own(units, unit.charAt(0).toLowerCase()) ?? 1));
  return Number.isSafeInteger(bytes) ? bytes : undefined;
});

/**
 * An amount of bytes in the unit of the reader, `512M`, or the next smaller one that holds all of it: bytes are a bare number.
 * @param unit `M` or `m`, as the file spells it elsewhere
 */
export function spellBytes(bytes: number, unit: 'M' | 'm'): string {
  if (bytes <= 0) return String(bytes);
  if (bytes % 2 ** 20 === 0) return `${bytes / 2 ** 20}${unit}`;
  return bytes % 2 ** 10 === 0 ? `${bytes / 2 ** 10}${unit === 'M' ? 'K' : 'k'}` : String(bytes);
}

const second = 1e9;
const spans: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: second,
  m: 60 * second,
  h: 3600 * second,
  d: 86_400 * second,
  w: 604_800 * second,
};

/**
 * Nanoseconds of a span as Compose reads it: `90s`, `1m30s`, `1.5h`, `250ms`. Days and weeks only from Compose 2.40 on.
 * Undefined for anything else, a bare number too: Compose wants a unit.
 * @see https://docs.docker.com/reference/compose-file/extension/#specifying-durations
 */
export const nanosecondsIn = byText((written): number | undefined => {
  const [, sign = '', body = ''] = /^([-+]?)(.*)$/s.exec(written) ?? [];
  if (body === '0') return 0;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:[nuµμm]s|[smhdw]))+$/.test(body)) return undefined;
  let sum = 0;
  for (const [, number = '', unit = ''] of body.matchAll(/([\d.]+)([a-zµμ]+)/g))
    sum += Math.round(Number(number) * (own(spans, unit) ?? 0));
  if (sum >= 2 ** 63) return undefined;
  return sign === '-' && sum !== 0 ? -sum : sum;
});

/**
 * A span as a reader compares it: in seconds up to ten minutes, beyond that in the largest unit up to hours that holds all of it,
 * below a second in the largest that does.
 */
export function spellNanoseconds(span: number): string {
  const size = Math.abs(span);
  const unit =
    size === 0 || (size <= 600 * second && size % second === 0)
      ? 's'
      : (['h', 'm', 's', 'ms', 'us', 'ns'].find((one) => size % (own(spans, one) ?? 1) === 0) ?? 'ns');
  return `${span / (own(spans, unit) ?? 1)}${unit}`;
}

/** A number as Compose reads it where it wants one, `0.5` or `'0.5'`; undefined for anything else. */
export function numberIn(written: string): number | undefined {
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(written) ? Number(written) : undefined;
}

/** A number as Go writes it where Compose wants text: `1e-07`. */
export function spellNumber(value: number | bigint): string {
  return String(value).replace(/^(-?\d(?:\.\d+)?)e([-+])(\d)$/, '$1e$20$3');
}
