import type { Running } from './running.ts';
import { start } from './tool.ts';

/** Starts a script, and kills it with all that it started after so many milliseconds. */
export async function killedAfter(
  system: Running,
  script: string,
  words: readonly string[],
  milliseconds: number,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await start(`scripts/${script}`, words, { cwd: system.folder, env: system.scriptEnv }, ({ pid }) => {
    if (pid === undefined) return;
    timer = setTimeout(() => kill(-pid), milliseconds);
  });
  clearTimeout(timer);
}

/** Starts a script, and kills it with all that it started so many milliseconds after `come` is true. It may end before. */
export async function killedOnce(
  system: Running,
  script: string,
  words: readonly string[],
  come: () => boolean,
  milliseconds: number,
): Promise<void> {
  let watch: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  await start(`scripts/${script}`, words, { cwd: system.folder, env: system.scriptEnv }, ({ pid }) => {
    watch = setInterval(() => {
      if (pid === undefined || timer !== undefined || !come()) return;
      timer = setTimeout(() => kill(-pid), milliseconds);
    }, 20);
  });
  clearInterval(watch);
  clearTimeout(timer);
}

/** Moments of a duration, spread over all of it and never the same, from a seed. */
export function moments(count: number, duration: number, seed: number): readonly number[] {
  let state = seed;
  return Array.from({ length: count }, (_, i) => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return ((i + state / 2 ** 31) / count) * duration;
  });
}

function kill(group: number): void {
  try {
    process.kill(group, 'SIGKILL');
  } catch {
    // It ended a moment before.
  }
}
