import { setTimeout } from 'node:timers/promises';
import type { Look } from './sources.ts';
import { same } from './sources.ts';

/** A round that has begun. */
export interface Round {
  /** Fulfilled when it has ended, whatever came of it. */
  readonly done: Promise<void>;
  /** Ends it, whatever it does. */
  stop(): void;
}

export interface Watching {
  look(): Look;
  begin(): Round;
  /** When it is all over. */
  readonly over: AbortSignal;
}

/** Milliseconds. */
const usual = {
  /** Between two looks. */
  apart: 150,
  /** After a change, until nothing else has changed for as long: editors write in steps, and git many files. */
  settled: 80,
  /** What never stops changing is not waited for. */
  restless: 2_000,
  /** A round that takes longer is ended by a change: the author's code may wait for ever. */
  patience: 10_000,
};
type Times = typeof usual;

/** One round now and one after each change, never two at once, until it is over. */
export async function watch({ look, begin, over }: Watching, times: Times = usual): Promise<void> {
  while (!over.aborted) {
    const seen = look(); // before it begins: what changes meanwhile differs from this
    const round = begin();
    const stop = () => round.stop();
    over.addEventListener('abort', stop, { once: true });
    const ended = new AbortController();
    const late = endLate(round, () => !same(look(), seen), ended.signal, times);
    await round.done;
    ended.abort();
    await late;
    over.removeEventListener('abort', stop);
    await changed(look, seen, over, times);
  }
}

/** Until the sources differ from what was seen, and have come to rest. */
async function changed(look: () => Look, seen: Look, over: AbortSignal, times: Times): Promise<void> {
  for (let now = look(); same(now, seen); now = look()) if (!(await pause(times.apart, over))) return;
  const end = Date.now() + times.restless;
  for (let now = look(), next = now; Date.now() < end; now = next) {
    if (!(await pause(times.settled, over))) return;
    next = look();
    if (same(now, next)) return;
  }
}

async function endLate(
  round: Round,
  differs: () => boolean,
  ended: AbortSignal,
  times: Times,
): Promise<void> {
  if (!(await pause(times.patience, ended))) return;
  while (!differs()) if (!(await pause(times.apart, ended))) return;
  round.stop();
}

/** Whether it was waited for to the end. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
