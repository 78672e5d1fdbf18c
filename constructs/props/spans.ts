import { own } from '../../src/compose/own.ts';
import type { AmountShape, NumberShape } from './shape.ts';

/** Whether a number is one of those that a shape allows. */
export function isInSpan(value: number, { whole, from = value, to = value }: NumberShape): boolean {
  return (
    (whole === undefined ? Number.isFinite(value) : Number.isSafeInteger(value)) &&
    value >= from &&
    value <= to
  );
}

const factors: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, mb: 1, gb: 1024, KB: 1, MB: 1 };

/** The same for an amount with its unit. */
export function isAmount(value: string, { units, from, to }: AmountShape): boolean {
  const amount = amountOf(value, units);
  return (
    amount !== undefined &&
    amount >= (amountOf(from ?? value, units) ?? amount) &&
    amount <= (amountOf(to ?? value, units) ?? amount)
  );
}

function amountOf(value: string, units: readonly string[]): number | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)([A-Za-z]+)$/.exec(value) ?? [];
  return units.includes(unit) ? Number(amount) * (own(factors, unit) ?? 1) : undefined;
}

const patterns = new Map<string, RegExp>();

/** Whether all of a text matches. */
export function fits(value: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  const known = patterns.get(pattern) ?? new RegExp(`^(?:${pattern})$`, 'u');
  patterns.set(pattern, known);
  return known.test(value);
}
