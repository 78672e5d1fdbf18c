import { word } from '../../graph/raw.ts';

const units: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** Mebibytes of an amount as Compose, Java or Redis write it: `512m`, `4GB`, `1073741824`. Undefined for anything else. */
export function mebibytesOf(value: unknown): number | undefined {
  const [, number, unit = ''] =
    /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(word(value)?.trim() ?? '') ?? [];
  if (number === undefined) return undefined;
  return (Number(number) * (units[unit.toLowerCase()] ?? 1)) / 2 ** 20;
}
