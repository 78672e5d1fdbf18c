import { mebibytes } from '../../model/quantity.ts';
import type { ServiceModel } from '../../model/service.ts';
import { record, word } from './raw.ts';

const units: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** Mebibytes of an amount as Compose, Java or Redis write it: `512m`, `4GB`, `1073741824`. Undefined for anything else. */
export function mebibytesOf(value: unknown): number | undefined {
  const [, number, unit = ''] =
    /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(word(value)?.trim() ?? '') ?? [];
  if (number === undefined) return undefined;
  return (Number(number) * (units[unit.toLowerCase()] ?? 1)) / 2 ** 20;
}

/** The memory that a container may use, raw keys included: `undefined` when a raw key takes the limit away. */
export function memoryLimit({ limits, compose }: ServiceModel): number | undefined {
  if ('mem_limit' in compose) return mebibytesOf(compose.mem_limit) || undefined;
  if ('deploy' in compose && !isRecord(compose.deploy)) return undefined;
  const { resources } = record(compose.deploy);
  if (resources === undefined) return mebibytes(limits.memory);
  const raw = record(resources).limits;
  if (!isRecord(resources) || ('limits' in record(resources) && !isRecord(raw))) return undefined;
  if (!('memory' in record(raw))) return mebibytes(limits.memory);
  return mebibytesOf(record(raw).memory) || undefined;
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
