import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { middle } from '../clock.ts';

/** A whole command, as somebody types it. */
export interface Command {
  readonly name: string;
  readonly words: readonly [string, ...string[]];
  readonly cwd: string;
  /** @default {} */
  readonly env?: Readonly<Record<string, string>>;
  /** What it exits with. @default 0 */
  readonly exits?: number;
  /** What is done before each run, and not timed. */
  readonly before?: () => void;
}

/**
 * The middle one of the times of each command, in milliseconds of the clock on the wall. They take turns, round by round: what else happens on
 * the machine meets all of them. The first round is not counted.
 */
export function medians(
  commands: readonly Command[],
  rounds: number,
  say: (line: string) => void,
): ReadonlyMap<string, number> {
  const times = new Map(commands.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`);
    for (const command of commands) {
      const time = run(command);
      if (round > 0) times.get(command.name)?.push(time);
    }
  }
  return new Map([...times].map(([name, all]) => [name, middle(all)]));
}

function run({ name, words: [program, ...args], cwd, env, exits = 0, before }: Command): number {
  before?.();
  const from = performance.now();
  const { status, stderr, error } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, CI: '1', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 2 ** 26,
  });
  const time = performance.now() - from;
  if (status !== exits) throw new Error(`${name}: ${error?.message ?? stderr.toString()}`);
  return time;
}

const peak = new URL('./peak.js', import.meta.url).href;

/** The most memory that a command of Node had at once, in MiB, in a run of its own. */
export function peakOf(command: Command): number {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-peak-'));
  try {
    const file = join(folder, 'peak');
    run({ ...command, env: { ...command.env, NODE_OPTIONS: `--import=${peak}`, STOWAGE_BENCH_PEAK: file } });
    return Number(readFileSync(file, 'utf8')) / 1024;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
