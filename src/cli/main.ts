import { StowageError } from '../model/error.ts';
import { Broken } from './broken.ts';
import { check } from './check.ts';
import { list } from './list.ts';
import type { Options } from './options.ts';
import { options } from './options.ts';
import type { Outcome } from './outcome.ts';
import { exitCode } from './outcome.ts';
import { report } from './report.ts';
import { synth } from './synth.ts';

/** Arguments in, exit code out. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  Error.stackTraceLimit = 50; // the author's line may be below many of ours
  const outcome = await run(argv);
  report(outcome, argv.includes('--debug') || Boolean(env.STOWAGE_DEBUG));
  return exitCode(outcome);
}

async function run(argv: readonly string[]): Promise<Outcome> {
  try {
    return await command(options(argv));
  } catch (error) {
    if (error instanceof Broken) return { kind: 'mistake', error: error.error, place: error.place };
    if (error instanceof StowageError) return { kind: 'mistake', error, place: undefined };
    return { kind: 'fault', error };
  }
}

async function command(given: Options): Promise<Outcome> {
  switch (given.command) {
    case 'synth':
      return await synth(given);
    case 'check':
      return await check(given);
    case 'list':
      return await list(given);
    default:
      return { kind: given.command };
  }
}
