import type { Rest } from '../form.ts';
import { alsoAs, fields, mapOf } from '../forms/collections.ts';
import type { Count } from '../forms/scalars.ts';
import { count } from '../forms/scalars.ts';

/** Limits of the kernel by their names. */
export type Ulimits = ReadonlyMap<string, Ulimit>;

/** One number for both limits stays one: Compose takes a service that says two, the same, for another one. */
export type Ulimit = Count | UlimitPair;

/** A limit that a program may raise, and how far. */
export interface UlimitPair {
  readonly soft?: Count;
  readonly hard?: Count;
  readonly rest?: Rest;
}

/** Whether a limit says two numbers. */
export function isUlimitPair(limit: Ulimit): limit is UlimitPair {
  return typeof limit === 'object' && !Array.isArray(limit);
}

const pair = fields<UlimitPair>({ soft: count, hard: count }, { required: ['soft', 'hard'] });

export const ulimits = mapOf<Ulimit>(
  alsoAs<Ulimit>(
    { read: pair.read, print: (value) => (isUlimitPair(value) ? pair.print(value) : count.print(value)) },
    {
      read: (written, at, faults) => (typeof written === 'object' ? 'long' : count.read(written, at, faults)),
      print: () => undefined,
    },
  ),
);
