import { relative } from 'node:path';
import { Worker } from 'node:worker_threads';
import { tellDoubtful, tellRunning } from '../api/author/running.ts';
import { visible } from '../model/visible.ts';

/** Tells a person what takes so long. */
export interface Progress {
  begins(step: string): void;
  /** Takes the line away: something else is going to be said. */
  ends(): void;
}

/** What the steps of a command are called on that line. */
export function stepOf(progress: Progress, out: string): (step: 'rules' | 'folder') => void {
  return (step) => progress.begins(step === 'rules' ? 'asking the rules' : `looking through ${out}`);
}

/** Where nobody looks. */
export const silent: Progress = { begins() {}, ends() {} };

/** What the thread and this one hold in common: who has the terminal, and whether a line stands there. */
const [terminal, line] = [0, 1];
const [free, taken, over] = [0, 1, 2];

/**
 * One line on a terminal, from half a second on, which goes away. Elsewhere nothing, until a step takes so long that it may never end: then a line
 * that stays, and another one each time that it has become several times as long. It is written by a thread of its own: the author's code, a
 * rule or a thousand services keep this one from everything else, and an endless loop would otherwise hang without a word.
 */
export function progress(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
  { CI, TERM }: NodeJS.ProcessEnv,
  forPeople = true,
): Progress {
  const goesAway = forPeople && stream.isTTY && !CI && TERM !== 'dumb';
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const began = Date.now();
  let worker: Worker | undefined;
  let said = '';
  const watch = () => {
    if (worker !== undefined) return;
    worker = started({ shared, goesAway, began });
    worker.postMessage(said);
  };
  const say = (step: string) => {
    said = visible(step);
    worker?.postMessage(said);
  };
  let later: NodeJS.Timeout | undefined;
  // A thread takes a fifteenth of the time of a short command: where that came to its end before, it begins when it is late.
  tellDoubtful(watch);
  return {
    begins(step) {
      say(step);
      later ??= setTimeout(watch, patience.line).unref(); // some commands have no step
      if (Date.now() - began > patience.line) watch();
      const loads = step.startsWith('loading ');
      const folder = loads ? whereItRuns() : '';
      tellRunning((file) => {
        if (loads) say(file === undefined ? step : `loading ${relative(folder, file)}`);
      });
    },
    ends() {
      clearTimeout(later);
      tellDoubtful(() => {});
      if (worker === undefined) return;
      while (Atomics.compareExchange(shared, terminal, free, over) === taken)
        Atomics.wait(shared, terminal, taken, 1);
      if (Atomics.exchange(shared, line, 0) === 1) stream.write('\r\u001b[K');
      void worker.terminate();
    },
  };
}

/** The folder that the command was typed in; where it is gone, loading says so. */
function whereItRuns(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}

interface Watched {
  readonly shared: Int32Array;
  readonly goesAway: boolean;
  readonly began: number;
}

function started(workerData: Watched): Worker {
  const worker = new Worker(thread, { eval: true, workerData, execArgv: [] });
  worker.unref();
  return worker.on('error', () => {}); // what is in the way of a line is in the way of nothing else
}

/**
 * What may take so long without a word: all of it on a terminal, in milliseconds; where nobody looks on a step, in seconds: the author's code, and
 * ours, which always ends.
 */
const patience = { line: 500, loading: 5, others: 30 };

/** No module: in a clone a thread would have to load what reads TypeScript first. */
const thread = `
const { writeSync } = require('node:fs');
const { parentPort, workerData: { shared, goesAway, began } } = require('node:worker_threads');
let step = '';
let since = 0;
let stands = '';
let next = 0;
parentPort.on('message', (said) => {
  step = said;
  since = Date.now();
  next = step.startsWith('loading ') ? ${patience.loading} : ${patience.others};
});
const still = (seconds) => 'still ' + step + ', for ' + seconds + ' seconds';
setInterval(goesAway ? line : note, 100);
function note() {
  const seconds = Math.floor((Date.now() - since) / 1000);
  if (step === '' || seconds < next) return;
  next = seconds * 4;
  try {
    const hint = step.startsWith('loading ') ? ': a loop without an end, or an await of what never comes?' : '';
    if (Atomics.load(shared, ${terminal}) === ${free}) writeSync(2, still(seconds) + hint + '\\n');
  } catch {} // nobody reads it
}
function line() {
  if (step === '' || Date.now() - began < ${patience.line}) return;
  const seconds = Math.floor((Date.now() - since) / 1000);
  const text = seconds < 3 ? step + ' …' : still(seconds);
  if (text === stands || Atomics.compareExchange(shared, ${terminal}, ${free}, ${taken}) !== ${free}) return;
  try {
    writeSync(2, '\\r\\u001b[K' + text.slice(0, 100));
    Atomics.store(shared, ${line}, 1);
    stands = text;
  } catch {} // the terminal takes no more just now
  Atomics.store(shared, ${terminal}, ${free});
}
`;
