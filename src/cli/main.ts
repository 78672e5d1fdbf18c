import { StowageError } from '../model/error.ts';
import { Broken } from './broken.ts';
import { check } from './check.ts';
import { lint } from './lint.ts';
import { list } from './list.ts';
import type { Options } from './options.ts';
import { options } from './options.ts';
import type { Outcome } from './outcome.ts';
import { exitCode } from './outcome.ts';
import { report } from './report.ts';
import { rules } from './rules.ts';
import { synth } from './synth.ts';

/** How usage that cannot be understood is answered. */
const defaults = { format: 'text', failOn: 'error' } as const;

/** Arguments in, exit code out. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  Error.stackTraceLimit = 50; // the author's line may be below many of ours
  const given = await attempt(() => options(argv));
  const outcome = 'kind' in given ? given : await attempt(() => command(given));
  const { format, failOn } = 'kind' in given ? defaults : given;
  const debug = argv.includes('--debug') || Boolean(env.STOWAGE_DEBUG);
  report(outcome, { format, failOn, debug }, env);
  return exitCode(outcome);
}

async function attempt<T>(work: () => T | Promise<T>): Promise<T | Outcome> {
  try {
    return await work();
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
    case 'lint':
      return await lint(given);
    case 'rules':
      return rules(given);
    case 'list':
      return await list(given);
    default:
      return { kind: given.command };
  }
}
