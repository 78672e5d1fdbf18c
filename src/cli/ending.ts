import type { Located } from '../api/examine.ts';
import type { Mistake } from '../api/mistake.ts';
import { short } from '../api/short.ts';
import type { StowageError } from '../model/error.ts';
import { worded } from '../model/worded.ts';
import type { ExitCode } from './exit.ts';
import type { Verdict } from './formats/verdict.ts';
import type { Format } from './options.ts';
import { faultText } from './words/fault.ts';
import { complaint } from './words/findings.ts';
import type { Reader } from './words/reader.ts';

/** What is said: results to standard output, complaints to standard error. */
export interface Said {
  readonly out: string;
  readonly err: string;
}

/** How a run ended. */
export interface Ending {
  readonly exit: ExitCode;
  says(out: Reader, err: Reader): Said;
  /** The same on one line, for who watches one round after the other. @default - nothing was done */
  readonly line?: string | undefined;
  /** What is written in a format instead of findings. @default - findings are */
  document?(format: Format): string | undefined;
  /** What a machine is told; undefined for a command that finds nothing out. */
  readonly found?: Pick<Verdict, 'stacks' | 'findings' | 'rules' | 'broken'> | undefined;
  /** Its result is the findings: a machine that is told them needs no text of them. */
  readonly onlyFindings?: boolean | undefined;
  /** Its trace is shown to who asks for one. */
  readonly error?: StowageError;
}

/** Of the author, the operator or the machine. */
export function mistake(broken: Mistake, exit: ExitCode = 2): Ending {
  const { path, place, error } = broken;
  return {
    exit,
    says: (_, { ink, link }) => ({
      out: '',
      err: complaint('error', [path], place, [broken], ink, link),
    }),
    found: { stacks: [], findings: [], broken },
    error,
  };
}

/** Of Stowage. */
export function faultEnding(error: unknown): Ending {
  const broken: Located = {
    rule: 'fault',
    severity: 'error',
    path: '',
    message: `a fault of Stowage, not of your stack: ${short(worded(error))}`,
    fix: 'report it, with the stack that caused it',
    place: undefined,
  };
  return {
    exit: 70,
    says: (_, { ink }) => ({ out: '', err: faultText(error, ink) }),
    found: { stacks: [], findings: [], broken },
  };
}
