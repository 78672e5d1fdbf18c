import { own } from '../compose/own.ts';

/** What a template's values go through, by name. */
export type Escapes = Readonly<Record<string, (...given: readonly never[]) => string>>;

/** A template that was made into code before the run: `start/printer.js` writes it, and calls the functions below. */
export type Printed = (escapes: Escapes, data: object) => string;

/** Whether a block is printed that says `#if`. */
export function holds(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** What a block that says `#each` is printed for. */
export function items(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return [];
  const listed = Object(value);
  return Symbol.iterator in listed ? [...listed] : Object.values(listed);
}

/**
 * A field of the data, printed.
 * @throws Error where the data lacks it
 */
export function field(data: unknown, name: string): string {
  const record = Object(data);
  const found = own<unknown>(record, name);
  if (found === undefined && !Object.hasOwn(record, name))
    throw new Error(`"${name}" not defined in ${data}`);
  return text(found);
}

export function text(value: unknown): string {
  return value === undefined || value === null ? '' : `${value}`;
}
