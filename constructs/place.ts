import type { Construct } from 'constructs';
import { StowageError } from '../src/model/error.ts';
import type { Place } from '../src/model/place.ts';
import { authorPlace } from '../src/model/place.ts';

// The trace is captured when a construct is made and read only when a finding needs it: formatting it is slow.
const traces = new WeakMap<object, Error>();

/** Remembers where the author made this construct. */
export function rememberPlace(construct: object): void {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  traces.set(construct, new Error());
  Error.stackTraceLimit = limit;
}

/** The author's line that made it, or undefined when it is not in the trace. */
export function placeOf(construct: object): Place | undefined {
  return authorPlace(traces.get(construct)?.stack);
}

/** Does it, and lets a mistake that comes to light only now point at this construct. */
export function blaming<T>(construct: Construct, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof StowageError) || error.at !== undefined) throw error;
    const { code, message, fix } = error;
    throw new StowageError(code, message, fix, { cause: error, at: construct.node.path });
  }
}
