import type { Mistake } from './mistake.ts';
import { mistakeOf } from './mistake.ts';

/** What there is to say where a mistake stands in the way. */
export interface Unanswered {
  readonly broken: Mistake;
}

/**
 * Does it; a mistake is an answer.
 * @throws what is a fault of Stowage
 */
export function attempt<T>(work: () => T): T | Unanswered {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = deep;
  try {
    return stowageBegins(work);
  } catch (thrown) {
    return unanswered(thrown);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

let last: Promise<unknown> = Promise.resolve();

/** The same for what takes its time, one after the other: while the author's code runs, the whole process is watched. */
export function attemptInTurn<T>(work: () => Promise<T>): Promise<T | Unanswered> {
  const mine = last.then(async function stowageBegins() {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = deep;
    try {
      return await work();
    } catch (thrown) {
      return unanswered(thrown);
    } finally {
      Error.stackTraceLimit = limit;
    }
  });
  last = mine.catch(() => undefined);
  return mine;
}

/** The author's line may be below many of ours. */
const deep = 50;

/** In a trace its name says that the lines further out are not the author's (`model/place.ts`). */
function stowageBegins<T>(work: () => T): T {
  return work();
}

function unanswered(thrown: unknown): Unanswered {
  const broken = mistakeOf(thrown);
  if (broken === undefined) throw thrown;
  return { broken };
}
