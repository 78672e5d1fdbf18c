import type { Mistake } from '../../api.ts';
import type { Ending, Said } from '../ending.ts';
import { mistake } from '../ending.ts';
import type { ExitCode } from '../exit.ts';
import type { Verdict } from '../formats/verdict.ts';
import type { Format, OptionName, Options } from '../options.ts';
import type { Progress } from '../progress.ts';
import type { Reader } from '../words/reader.ts';

/** A command, as the parser and the help see it. */
export interface Command {
  /** The word that is typed. */
  readonly name: string;
  /** What it does, in the help. */
  readonly does: string;
  /** The options that it takes, beside those that all take; any other is refused. */
  readonly takes: readonly OptionName[];
  /** What a word after it is, in the help. @default - none may follow */
  readonly word?: string;
  /** All words that it can be, for a shell to complete. @default - any */
  words?(): readonly string[];
  /** What a mistake exits with. @default 2 */
  readonly mistakes?: ExitCode;
  /** Does it, whatever comes of it. It is told of all commands, for a command imports no other. */
  end(
    given: Options,
    word: string | undefined,
    env: NodeJS.ProcessEnv,
    commands: readonly Command[],
    progress: Progress,
  ): Promise<Ending>;
}

/** What comes of any command. */
interface Outcome {
  /** The mistake that is said instead of anything else. @default - none was made */
  readonly broken?: Mistake;
}

/** Everything about a command: what it takes, does, says and exits with. */
export interface Whole<Taken extends OptionName, Result> extends Omit<Command, 'end'> {
  readonly takes: readonly Taken[];
  /** Its result is the findings: a machine that is told them needs no text of them. @default false */
  readonly onlyFindings?: boolean;
  /** Does it. @throws StowageError, Broken */
  run(
    given: Pick<Options, Taken>,
    word?: string,
    env?: NodeJS.ProcessEnv,
    commands?: readonly Command[],
    progress?: Progress,
  ): (Result & Outcome) | Promise<Result & Outcome>;
  says(result: Result, out: Reader, err: Reader): Said;
  exits(result: Result): ExitCode;
  /** All of it on one line, for who watches one round after the other. @default - it takes no `--watch` */
  line?(result: Result): string;
  /** Its own documents, by format; undefined where it has none to write, and findings are told. @default - findings are told */
  readonly documents?: Partial<Record<Format, (result: Result) => string | undefined>>;
  /** What a machine is told. @default - nothing: it finds nothing out, and takes no format */
  finds?(result: Result): Pick<Verdict, 'stacks' | 'findings' | 'rules' | 'fixed'>;
}

/** A command of the command line, with its parts for who wants one of them. */
export function command<const Taken extends OptionName, Result>(
  whole: Whole<Taken, Result>,
): Whole<Taken, Result> & Command {
  return {
    ...whole,
    async end(given, word, env, commands, progress) {
      const result = await whole.run(given, word, env, commands, progress);
      if (result.broken !== undefined) return mistake(result.broken, whole.mistakes);
      return {
        exit: whole.exits(result),
        says: (out, err) => whole.says(result, out, err),
        line: whole.line?.(result),
        document: (format) => whole.documents?.[format]?.(result),
        found: whole.finds?.(result),
        onlyFindings: whole.onlyFindings,
      };
    },
  };
}
