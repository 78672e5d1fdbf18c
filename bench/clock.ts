/** Milliseconds of the middle one of some runs, after one that warms up. */
export function median(runs: number, work: () => void): number {
  work();
  return middle(
    Array.from({ length: runs }, () => {
      const from = performance.now();
      work();
      return performance.now() - from;
    }),
  );
}

export function middle(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

export function milliseconds(time: number): string {
  return `${time.toFixed(1).padStart(9)} ms`;
}
