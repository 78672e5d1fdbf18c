import { mebibytes } from '../../model/quantity.ts';
import { isMap } from '../../model/raw.ts';
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
export function memoryLimit(service: ServiceModel): number | undefined {
  if (!('deploy' in service.compose)) return mebibytes(service.limits.memory);
  const limits = limitsOf(service);
  // Beside deploy's limits Compose takes no other mem_limit: 0 is as if nothing were said, the rest it refuses.
  return mebibytesOf(limits === undefined ? service.compose.mem_limit : limits.memory) || undefined;
}

/** The limits of `deploy`, raw keys over ours; undefined when a raw key takes all of them away. */
export function limitsOf({ limits, compose }: ServiceModel): Readonly<Record<string, unknown>> | undefined {
  const { memory, cpus, processes } = limits;
  const ours = { memory: `${mebibytes(memory)}M`, cpus: String(cpus), pids: processes };
  let raw: unknown = compose;
  for (const key of ['deploy', 'resources', 'limits']) {
    if (!(key in record(raw))) return ours;
    raw = record(raw)[key];
    if (!isMap(raw)) return undefined;
  }
  return { ...ours, ...record(raw) };
}
