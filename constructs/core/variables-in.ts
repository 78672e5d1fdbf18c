import { isA } from '../props/brand.ts';
import { Template } from './value.ts';
import { Secret, Variable } from './variable.ts';

/** The variables in the facts of a file, for a program that reads them from its own environment. */
export function variablesIn(facts: unknown): readonly (Variable | Secret)[] {
  if (isA(facts, Variable) || isA(facts, Secret)) return [facts];
  if (isA(facts, Template)) return facts.parts.flatMap(variablesIn);
  const isPlain =
    typeof facts === 'object' &&
    facts !== null &&
    Object.getPrototypeOf(Object.getPrototypeOf(facts)) === null;
  return Array.isArray(facts) || isPlain ? Object.values(facts).flatMap(variablesIn) : [];
}
