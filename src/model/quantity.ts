/** A time span as Compose writes it: `30s`, `5m`, `2h`. */
export type Duration = `${number}s` | `${number}m` | `${number}h`;

/** An amount of memory or disk in binary units: `512mb` is 512 × 1024 × 1024 bytes. */
export type Size = `${number}mb` | `${number}gb`;

const secondsPer = { s: 1, m: 60, h: 3600 } as const;

/** Seconds in a duration. */
export function seconds(duration: Duration): number {
  return Number.parseFloat(duration) * secondsPer[duration.slice(-1) as 's' | 'm' | 'h'];
}

/** Mebibytes in a size. */
export function mebibytes(size: Size): number {
  return Number.parseFloat(size) * (size.endsWith('gb') ? 1024 : 1);
}
