/** Milliseconds of the middle one of some runs, after one that warms up. What a run needs is made before its clock starts. */
export function median<Thing>(runs: number, make: () => Thing, work: (thing: Thing) => void): number {
  const timed = () => {
    const thing = make();
    const from = performance.now();
    work(thing);
    return performance.now() - from;
  };
  timed();
  return middle(Array.from({ length: runs }, timed));
}

export function middle(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

export function milliseconds(time: number): string {
  return `${time.toFixed(1).padStart(9)} ms`;
}

/**
 * Milliseconds of the processor that the cheapest of some runs took: what other programs do on the machine takes time, but none
 * of ours. What is short is run more often, up to 15 times. The heap is swept before each run where the process may ask for that
 * (`--expose-gc`).
 */
export function leastProcessorTime<Thing>(
  runs: number,
  make: () => Thing,
  work: (thing: Thing) => unknown,
): number {
  const timed = () => {
    const thing = make();
    globalThis.gc?.();
    const from = process.cpuUsage();
    work(thing);
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  };
  const times = Array.from({ length: runs }, timed);
  while (times.length < 15 && Math.min(...times) < 30) times.push(timed());
  return Math.min(...times);
}
