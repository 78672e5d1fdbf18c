/**
 * A time span as Compose writes it: `30s`, `5m`, `2h`.
 * @form a time span
 * @range 0s..8760h
 * @example '30s'
 */
export type Duration = `${number}s` | `${number}m` | `${number}h`;

/**
 * An amount of memory or disk in binary units: `512mb` is 512 × 1024 × 1024 bytes.
 * @form a size
 * @range 1mb..1048576gb
 * @example '512mb'
 */
export type Size = `${number}mb` | `${number}gb`;

/**
 * A port of TCP or UDP.
 * @form a port
 * @whole 1..65535
 * @example 8000
 */
export type Port = number;

/** One digit, for the types of what is counted. */
type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/**
 * Hours and minutes, two digits each: `03:00`.
 * @form a time of day
 * @pattern ([01]\d|2[0-3]):[0-5]\d
 * @example '03:00'
 */
export type TimeOfDay = `${`${0 | 1}${Digit}` | `2${0 | 1 | 2 | 3}`}:${0 | 1 | 2 | 3 | 4 | 5}${Digit}`;

const secondsPer = { s: 1, m: 60, h: 3600 } as const;

/** Seconds in a duration. */
export function seconds(duration: Duration): number {
  return Number.parseFloat(duration) * secondsPer[duration.slice(-1) as 's' | 'm' | 'h'];
}

/** Mebibytes in a size. */
export function mebibytes(size: Size): number {
  return Number.parseFloat(size) * (size.endsWith('gb') ? 1024 : 1);
}
