import { readText } from '../compose/interpolation.ts';
import type { Project } from '../compose/project.ts';
import type { LookUp } from '../compose/resolve.ts';
import { isVariable } from '../compose/text.ts';

/**
 * Values for what `.env` will say, which nobody knows here: the same on both sides, and each another number, which nearly every key takes. A
 * variable that always has a default is without a value.
 */
export function standIns(projects: readonly Project[]): LookUp {
  const names = new Set<string>();
  const seen = new Set<object>();
  // Whatever a key holds, its texts lie somewhere below; most of two projects is one and the same.
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (isVariable(value) && !/[-+]$/.test(value.otherwise?.sign ?? '')) names.add(value.name);
    // Of a list of labels a whole line may be a variable: it is the name then.
    if (value instanceof Map) for (const key of value.keys()) if (key.includes('$')) look(readText(key));
    const below = Array.isArray(value) || value instanceof Map ? value.values() : Object.values(value);
    for (const one of below) look(one);
  };
  look(projects);
  const values = new Map([...names].sort().map((name, i) => [name, String(20_000 + (i % 40_000))]));
  return (name) => values.get(name);
}
