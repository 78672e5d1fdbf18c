import { inspect, types } from 'node:util';
import { looked } from '../model/worded.ts';

/** Whether it is an error, also one of another realm: of `node:vm`. */
export function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || types.isNativeError(thrown);
}

/** Its message; of what is no error, itself. An author may throw anything, also what fails when it is looked at. */
export function messageOf(thrown: unknown): string {
  return looked(() => (isError(thrown) ? String(thrown.message) : inspect(thrown)));
}

/** All that is known of an error, with its trace. */
export function inspected(thrown: unknown): string {
  const text = looked(() => inspect(thrown));
  return import.meta.compiler?.mapped(text) ?? text;
}

/** A value on one line. */
export function onOneLine(value: unknown): string {
  return looked(() => inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY }));
}
