import type { IConstruct } from 'constructs';
import { isStowageError, StowageError } from '../../src/model/error.ts';
import type { Making, Origin } from '../../src/model/origin.ts';
import { beginStack, originIn } from '../../src/model/origin.ts';
import { traceOf } from '../../src/model/place.ts';
import { shared } from '../../src/model/shared.ts';

// The trace is captured when a construct is made and read only when a finding needs it: formatting it is slow.
const traces = shared('traces', () => new WeakMap<object, Error>());
const stacks = shared('stacks', () => new WeakMap<object, Making>());

/** Remembers where the author made this construct. */
export function rememberPlace(construct: object): void {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  traces.set(construct, new Error());
  Error.stackTraceLimit = limit;
}

/**
 * Remembers where the author made this stack, and that the lines from here on are its own.
 * @param above the class of ours that his extends
 */
export function rememberStack(stack: object, above: { readonly prototype: object }): void {
  rememberPlace(stack);
  const making = { error: traces.get(stack) ?? new Error(), classes: classesOf(stack, above.prototype) };
  stacks.set(stack, making);
  beginStack(making);
}

/** The line of its stack that made it, or undefined when no line of the author's is in the trace. */
export function placeOf(construct: IConstruct): Origin | undefined {
  const stack = construct.node.scopes
    .map((scope) => stacks.get(scope))
    .find((making) => making !== undefined);
  return originIn(traces.get(construct)?.stack, stack);
}

function classesOf(made: object, end: object): readonly string[] {
  const above = Object.getPrototypeOf(made);
  if (above === null || above === end) return [];
  return [String(above.constructor?.name), ...classesOf(above, end)];
}

/**
 * Does it, and lets a mistake that comes to light only now point at this construct. What is thrown and has no trace is
 * the author's: ours are errors.
 */
export function blaming<T>(construct: IConstruct, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (traceOf(error) === undefined) throw traceless(error, construct);
    if (!isStowageError(error) || error.at !== undefined) throw error;
    const { code, message, fix } = error;
    throw new StowageError(code, message, fix, { cause: error, at: construct.node.path });
  }
}

function traceless(thrown: unknown, { node }: IConstruct): StowageError {
  const what = thrown instanceof Error ? 'an error without a trace' : `${kindOf(thrown)}, which is no Error`;
  return new StowageError('stack-throws', `"${node.id}" throws ${what}`, 'throw new Error(…)', {
    cause: thrown,
    at: node.path,
  });
}

function kindOf(thrown: unknown): string {
  if (typeof thrown === 'string') return JSON.stringify(thrown);
  return thrown === null || thrown === undefined ? String(thrown) : `a value of type ${typeof thrown}`;
}
