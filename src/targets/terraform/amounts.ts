import type { Bytes, Span } from '../../compose/forms/scalars.ts';
import type { Teller } from './body.ts';

const mebibyte = 2 ** 20;

/** Mebibytes, as the provider counts memory. */
export function mebibytes(bytes: Bytes, { lose }: Teller): number | undefined {
  if (typeof bytes !== 'number') {
    lose('depends on a variable, and the provider takes a number', 'write the size itself');
    return undefined;
  }
  if (bytes % mebibyte !== 0)
    lose(
      `is ${bytes} bytes, and the provider counts whole mebibytes`,
      `write ${Math.ceil(bytes / mebibyte)}m`,
    );
  return Math.ceil(bytes / mebibyte);
}

/** Whole seconds, as the provider counts what a container may take to stop. */
export function seconds(span: Span, { lose }: Teller): number | undefined {
  if (typeof span === 'number') return Math.ceil(span / 1e9);
  lose('depends on a variable, and the provider takes a number', 'write the time itself');
  return undefined;
}

/** A time as Go spells it, which the provider reads back: `1m30s`, `0s`, `1.5s`, `20ms`. */
export function goDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  for (const [unit, size] of small) if (nanoseconds < size * 1000) return `${nanoseconds / size}${unit}`;
  const whole = Math.floor(nanoseconds / 1e9);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = `${(whole % 60) + (nanoseconds % 1e9) / 1e9}s`;
  return hours > 0 ? `${hours}h${minutes}m${rest}` : minutes > 0 ? `${minutes}m${rest}` : rest;
}

const small = [
  ['ns', 1],
  ['µs', 1e3],
  ['ms', 1e6],
] as const;

/**
 * Processors as the provider reads them back; undefined where it reads another number, or none: it has `10.` for ten and `0.1` for 0.05.
 * What is not as it is read back would make the container anew at every plan.
 */
export function readBack(cpus: number): string | undefined {
  const whole = cpus.toFixed(9);
  const zeros = whole.replace(/[^0]/g, '').length;
  const read = zeros === 9 ? cpus.toFixed(1) : whole.replace(/0+$/, '');
  return Number(read) === cpus && !read.endsWith('.') ? read : undefined;
}
