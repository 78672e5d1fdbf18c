import { short } from '../api/short.ts';
import { inspected } from '../api/thrown.ts';
import { visibleLines } from '../model/visible.ts';
import type { Ending } from './ending.ts';
import { writers } from './formats/index.ts';
import type { Options } from './options.ts';
import { version } from './version.ts';
import { readerOf } from './words/reader.ts';

/** How the reader wants it. */
export type Manner = Pick<Options, 'format' | 'failOn' | 'debug'>;

/** Where results go. */
interface Results {
  /** A round has its result on one line elsewhere. */
  readonly round?: boolean;
  /** Who takes them. @default - standard output */
  readonly print?: ((text: string) => void) | undefined;
}

/** The only place that prints: results to standard output, complaints to standard error. */
export function report(
  ending: Ending,
  { format, failOn, debug }: Manner,
  env: NodeJS.ProcessEnv,
  { round = false, print = (text) => process.stdout.write(text) }: Results = {},
): void {
  const { stderr } = process;
  const [toOut, toErr] = [readerOf(process.stdout, env), readerOf(stderr, env)];
  const trace =
    debug && ending.error !== undefined ? `${visibleLines(short(inspected(ending.error)))}\n` : '';
  if (format === 'text' || ending.found === undefined) {
    const { out, err } = ending.says(toOut, toErr);
    stderr.write(err + trace);
    if (!round) print(out);
    return;
  }
  const forPeople = { ...toErr, exact: false };
  const document = ending.document?.(format);
  if (document !== undefined) {
    stderr.write(trace);
    print(document);
    return;
  }
  // A program reads standard output alone; what a person would have read there goes to standard error.
  const { out, err } = ending.says(forPeople, forPeople);
  stderr.write(err + trace + (ending.onlyFindings === true ? '' : out));
  print(writers[format]({ version: version(), failOn, ...ending.found }));
}
