/** Where each of the author's modules tells that it begins and that it has ended: it imports nothing of ours, and may run in a script. */
const place = Symbol.for('stowage.runs');

/**
 * Tells which of the author's modules has begun last and not ended: what it imports has ended before that. Undefined between two of them, and where
 * Node alone reads them.
 */
export function tellRunning(tell: (file: string | undefined) => void): void {
  const running: string[] = [];
  const runs = (file: string, begins: boolean) => {
    if (begins) running.push(file);
    else running.splice(running.lastIndexOf(file), 1);
    tell(running.at(-1));
  };
  Object.defineProperty(globalThis, place, { value: runs, configurable: true });
}

let warn = () => {};

/** Tells when something begins that may take long, or never end: all but what the same command has come to its end with before, and soon. */
export function tellDoubtful(tell: () => void): void {
  warn = tell;
}

/** Before such code of the author's runs, and before it is made ready. */
export function mayNotEnd(): void {
  warn();
}
