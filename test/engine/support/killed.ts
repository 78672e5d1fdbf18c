import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { manifestPath } from '../../../src/out/manifest.ts';
import { scratchName } from '../../../src/out/paths.ts';

const program = fileURLToPath(new URL('../../../src/cli/stowage.cjs', import.meta.url));

/**
 * When a run is killed: so many milliseconds after it started, after it began to make the new files aside, or after it
 * began to put them into their places.
 */
export interface Moment {
  readonly since: 'start' | 'aside' | 'placing';
  readonly after: number;
}

export interface Course {
  /** Milliseconds until each of these began; NaN when it never did. */
  readonly aside: number;
  readonly placing: number;
  /** Milliseconds until the last change of the output folder was seen. */
  readonly changed: number;
  /** Whether it was over before its moment came. */
  readonly survived: boolean;
}

/** Runs `synth` in a folder whose output is in `out`, and kills it at a moment, or never. */
export async function synth(cwd: string, app: string, moment?: Moment): Promise<Course> {
  const start = performance.now();
  const time = () => performance.now() - start;
  const seen = { aside: Number.NaN, placing: Number.NaN, changed: Number.NaN };
  const child = spawn(process.execPath, [program, 'synth', '--yes', '--app', app], { cwd, stdio: 'ignore' });
  const kill = () => child.kill('SIGKILL');
  const watcher = watch(`${cwd}/out`, (_, name) => {
    seen.changed = time();
    const phase = name === scratchName ? 'aside' : name === manifestPath ? 'placing' : undefined;
    if (phase === undefined || !Number.isNaN(seen[phase])) return;
    seen[phase] = seen.changed;
    if (moment?.since !== phase) return;
    // A phase takes milliseconds: a timer would be too coarse.
    while (time() < seen[phase] + moment.after);
    kill();
  });
  const timer = new AbortController();
  const { signal } = timer;
  if (moment?.since === 'start') setTimeout(moment.after, undefined, { signal }).then(kill, () => {});
  const [code] = await once(child, 'exit');
  timer.abort();
  watcher.close();
  return { ...seen, survived: code !== null };
}
