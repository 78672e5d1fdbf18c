import { mistakeOf } from '../api/mistake.ts';
import type { Request } from './arguments.ts';
import { understood } from './arguments.ts';
import { commands } from './commands/index.ts';
import type { Ending } from './ending.ts';
import { faultEnding, mistake } from './ending.ts';
import type { ExitCode } from './exit.ts';
import { help } from './help.ts';
import { report } from './report.ts';
import { apartFromOutput, progressTo } from './terminal.ts';
import { version } from './version.ts';
import { endRound, roundVariable } from './watch/round.ts';
import { watched } from './watched.ts';

/** How usage that cannot be understood is answered. */
const defaults = { format: 'text', failOn: 'error' } as const;

/**
 * Arguments in, exit code out.
 * @param print where results go @default - standard output
 */
export async function main(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  print?: (text: string) => void,
): Promise<number> {
  Error.stackTraceLimit = 50; // the author's line may be below many of ours
  // What was typed may not be understood, and its exit code must be one that its reader knows.
  const exit = commands.find(({ name }) => name === argv.find((word) => !word.startsWith('-')))?.mistakes;
  const request = await attempt(exit, () => understood(argv));
  if (!('exit' in request) && request.given.watch && typeof request.asks !== 'string') {
    const over = await attempt(exit, () => watched(argv, request.given, env));
    if (typeof over === 'number') return over;
    report(over, request.given, env, { print });
    return over.exit;
  }
  const ending = 'exit' in request ? request : await attempt(exit, () => end(request, env));
  const debug = argv.includes('--debug') || Boolean(env.STOWAGE_DEBUG);
  const round = env[roundVariable] !== undefined;
  report(ending, { ...('exit' in request ? defaults : request.given), debug }, env, {
    ...{ round, print },
  });
  if (round) await endRound(ending.line);
  return ending.exit;
}

async function attempt<T>(exit: ExitCode | undefined, work: () => T | Promise<T>): Promise<T | Ending> {
  try {
    return await work();
  } catch (error) {
    const broken = mistakeOf(error);
    return broken === undefined ? faultEnding(error) : mistake(broken, exit);
  }
}

async function end({ asks, given, word }: Request, env: NodeJS.ProcessEnv): Promise<Ending> {
  if (asks === 'help') return { exit: 0, says: () => ({ out: help(), err: '' }) };
  if (asks === 'version') return { exit: 0, says: () => ({ out: `${version()}\n`, err: '' }) };
  const forPeople = given.format === 'text' && !given.json;
  const progress = progressTo(env, forPeople);
  const work = () => asks.end(given, word, env, commands, progress);
  try {
    return await (forPeople ? work() : apartFromOutput(work));
  } finally {
    progress.ends();
  }
}
