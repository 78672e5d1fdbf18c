import type { Frame, Place } from './place.ts';
import { authorFrames, traceOf } from './place.ts';
import { shared } from './shared.ts';

/**
 * The stack's line that something comes from: where its author would look first.
 *
 * The stack file is the one with the constructor of the stack's own class, or with the code that makes a plain
 * `new Stack(…)`. The line is the innermost one there that is not inside the constructor of another class: the
 * `new …(…)` of a wrapped construct rather than the `super(…)` in its class, and the call of a function that stands in
 * another file. A method or a function in the stack file itself is the stack's own code.
 */
export interface Origin extends Place {
  /** The innermost line of the author's, where it is another one: in a class or a function of his own. @default - it is that line itself */
  readonly by?: Place;
}

/** How a stack was made. */
export interface Making {
  /** It was captured in the constructor. Its trace is formatted when it is read, which is slow. */
  readonly error: Error;
  /** Names of the author's classes that it is of, most derived first. */
  readonly classes: readonly string[];
}

/** Of a trace that begins where something was made. Without a stack its innermost line of the author's. */
export function originIn(trace: string | undefined, stack?: Making): Origin | undefined {
  const all = authorFrames(trace);
  const [innermost] = all;
  if (innermost === undefined) return undefined;
  const found = stack === undefined ? innermost : ofStack(all, innermost, stack);
  const by = found.file === innermost.file && found.line === innermost.line ? {} : { by: place(innermost) };
  return { ...place(found), ...by };
}

// An error has a trace, and does not know which lines of it are the stack's and which have made the stack.
const begun = shared('begun', (): { stack?: Making | undefined } => ({}));

/** Says that the code of a stack runs from here on, so that errors can be told its lines; undefined forgets it. */
export function beginStack(stack: Making | undefined): void {
  begun.stack = stack;
}

/** Of an error that ended the making of a stack. */
export function originOfError(thrown: unknown): Origin | undefined {
  return originIn(traceOf(thrown), begun.stack);
}

function ofStack(all: readonly Frame[], innermost: Frame, { error, classes }: Making): Frame {
  const around = authorFrames(error.stack);
  const inside = all.slice(0, all.length - sharedAtEnd(all, around));
  const [entry, ...deeper] = [...inside].reverse();
  if (entry === undefined) return ofItself(all, innermost, classes);
  let found = entry;
  for (const frame of deeper) {
    if (frame.file !== entry.file) continue;
    if (frame.makes !== undefined) break;
    found = frame;
  }
  return found;
}

/** All lines have made the stack: the call of `super` in its own class, below those of the classes that it extends. */
function ofItself(all: readonly Frame[], innermost: Frame, classes: readonly string[]): Frame {
  const end = all.findIndex(({ makes }) => makes === undefined || !classes.includes(makes));
  return all.slice(0, end < 0 ? all.length : end).at(-1) ?? innermost;
}

/** How many of the outermost lines are the same. */
function sharedAtEnd(one: readonly Frame[], other: readonly Frame[]): number {
  let count = 0;
  while (count < Math.min(one.length, other.length) && same(one.at(-1 - count), other.at(-1 - count)))
    count++;
  return count;
}

function same(one: Frame | undefined, other: Frame | undefined): boolean {
  return one?.file === other?.file && one?.line === other?.line && one?.column === other?.column;
}

function place({ file, line, column }: Frame): Place {
  return { file, line, column };
}
