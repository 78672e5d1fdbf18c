import { service as form } from './attributes/service.ts';
import type { Fault } from './form.ts';
import { isWritten } from './form.ts';
import { isMisspelled, readText, resolveText, spellText } from './interpolation.ts';
import { mergeAt } from './merge.ts';
import { ruleFor } from './merge-rules.ts';
import type { ServiceConfig } from './service.ts';

/** The value of a variable; undefined when it has none. */
export type LookUp = (name: string) => string | undefined;

/**
 * A service without variables, as Compose has it once it has replaced them; undefined when it refuses. Two items of a list that have
 * one name by then are one.
 */
export function resolved(service: ServiceConfig, lookUp: LookUp): ServiceConfig | undefined {
  const faults: Fault[] = [];
  const read = form.read(replaced(form.print(service), lookUp, ['services', '']), [], faults);
  return faults.length > 0 ? undefined : read;
}

/** A printed value with the values of its variables; undefined in the place of what Compose refuses. */
function replaced(value: unknown, lookUp: LookUp, path: readonly string[]): unknown {
  if (typeof value === 'string') {
    const text = readText(value);
    const said = isMisspelled(text) ? undefined : resolveText(text, lookUp);
    return said === undefined ? undefined : spellText([said]);
  }
  if (Array.isArray(value)) {
    const items = value.map((one) => replaced(one, lookUp, [...path, '']));
    return ruleFor(path) === undefined ? items : mergeAt([], items, path);
  }
  if (!isWritten(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, replaced(one, lookUp, [...path, key])]),
  );
}
