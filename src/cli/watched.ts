import { StowageError } from '../model/error.ts';
import type { Options } from './options.ts';
import { ending, tell } from './terminal.ts';
import { beginRound } from './watch/round.ts';
import { lookAt } from './watch/sources.ts';
import { watch } from './watch/watch.ts';

/** Does what was typed again and again, once after each change of the author's sources, and gives back how it ended. */
export async function watched(
  argv: readonly string[],
  { app, out, format, fix }: Pick<Options, 'app' | 'out' | 'format' | 'fix'>,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  if (format !== 'text')
    throw new StowageError(
      'usage',
      `--watch tells people, and --format ${format} a machine`,
      'leave one of them out',
    );
  if (fix) throw new StowageError('usage', '--fix changes what --watch waits for', 'leave one of them out');
  const { over, code } = ending();
  const say = (line: string) => over.aborted || tell(line);
  const again = argv.filter((word) => word !== '--watch' && word !== '-w');
  await watch({ look: () => lookAt(app, out), begin: () => beginRound(again, env, say), over });
  return code();
}
