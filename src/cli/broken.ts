import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inspect } from 'node:util';
import { StowageError } from '../model/error.ts';
import type { Origin } from '../model/origin.ts';
import { originOfError } from '../model/origin.ts';
import type { Place } from '../model/place.ts';
import { authorPlace, frames } from '../model/place.ts';
import { spellPlace } from './words/place.ts';

/** A mistake with the author's line. What was thrown is the error's `cause`. */
export class Broken {
  readonly error: StowageError;
  readonly place: Origin | undefined;

  constructor(error: StowageError, place?: Origin) {
    this.error = error;
    this.place = place;
  }
}

/** What the author's code threw while it was loaded, said so that it can be mended. */
export function broken(thrown: unknown, entry: string): Broken {
  if (thrown instanceof StowageError) return new Broken(thrown, originOfError(thrown) ?? { file: entry });
  return syntax(thrown) ?? missingModule(thrown) ?? missingExport(thrown) ?? thrownAnything(thrown, entry);
}

/** An error that the author's code threw when it was called back; undefined when it is one of ours. */
export function authorsOwn(thrown: unknown): Broken | undefined {
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  const innermost = frames(stack).find(({ file }) => !file.includes('/node_modules/'));
  const place = authorPlace(stack);
  return place !== undefined && place.file === innermost?.file
    ? thrownAnything(thrown, place.file)
    : undefined;
}

function say(cause: unknown, place: Origin, code: string, message: string, fix: string): Broken {
  return new Broken(new StowageError(code, message, fix, { cause }), place);
}

/** esbuild's way: `Transform failed with 1 error:⏎/a/b.ts:3:20: ERROR: Unexpected ";"`. */
function syntax(thrown: unknown): Broken | undefined {
  const match = /^(.+):(\d+):(\d+): ERROR: (.*)$/m.exec(messageOf(thrown));
  if (!(thrown instanceof Error) || thrown.name !== 'TransformError' || match === null) return undefined;
  const [, file = '', line, column, message = ''] = match;
  const place = { file, line: Number(line), column: Number(column) + 1 };
  return say(thrown, place, 'syntax', lowerFirst(message), 'mend the syntax there, or on the line before');
}

/** Node's way: `Cannot find package 'x' imported from /a/b.ts`. */
function missingModule(thrown: unknown): Broken | undefined {
  const match = /^Cannot find (module|package) '(.+?)' imported from (.+)$/m.exec(messageOf(thrown));
  if (match === null) return undefined;
  const [, kind, wanted = '', importer = ''] = match;
  const needle = kind === 'package' ? wanted : basename(wanted);
  const place = find(
    importer,
    (line) => /['"]/.test(line) && line.includes(needle.replace(/\.[cm]?[jt]s$/, '')),
  );
  return kind === 'package'
    ? say(
        thrown,
        place,
        'no-package',
        `there is no package "${wanted}"`,
        'install it (npm ci), or import another',
      )
    : say(
        thrown,
        place,
        'no-module',
        `there is no file ${spellPlace({ file: wanted })}`,
        'correct the import, or make the file',
      );
}

/** Node's way: the importing file stands above the message. */
function missingExport(thrown: unknown): Broken | undefined {
  const match = /^The requested module '(.+)' does not provide an export named '(.+)'$/.exec(
    messageOf(thrown),
  );
  const importer = /^((?:file:\/\/)?\/.*):\d+$/m.exec(
    thrown instanceof Error ? (thrown.stack ?? '') : '',
  )?.[1];
  if (match === null || importer === undefined) return undefined;
  const [, from = '', name = ''] = match;
  const word = new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$')}(?![\\w$])`);
  const place = find(importer, (line) => word.test(line));
  const fix = 'correct the name, or write "import type" if it is a type';
  return say(thrown, place, 'no-export', `${spellPlace({ file: from })} exports no "${name}"`, fix);
}

function thrownAnything(thrown: unknown, entry: string): Broken {
  const place = originOfError(thrown) ?? { file: entry };
  if (!(thrown instanceof Error)) {
    const what = inspect(thrown, { depth: 0, breakLength: Number.POSITIVE_INFINITY });
    return say(
      thrown,
      place,
      'stack-throws',
      `the stack throws ${what}, which is no Error`,
      'throw new Error(…)',
    );
  }
  const [innermost] = frames(thrown.stack);
  const elsewhere =
    innermost === undefined ||
    [place.file, place.by?.file].includes(innermost.file) ||
    innermost.file.includes('/node_modules/')
      ? ''
      : ` (thrown in ${spellPlace(innermost)})`;
  const kind = thrown.name === 'Error' ? '' : `${thrown.name}: `;
  const cause = thrown.cause === undefined ? '' : `\nbecause: ${messageOf(thrown.cause)}`;
  const message = `${kind}${messageOf(thrown) || 'an error without a message'}${elsewhere}${cause}`;
  return say(
    thrown,
    place,
    'stack-throws',
    message,
    'mend that line, or what it passes; --debug shows the trace',
  );
}

/** The first line of a file that is meant, or the file alone. */
function find(file: string, meant: (line: string) => boolean): Place {
  try {
    const index = readFileSync(file, 'utf8').split('\n').findIndex(meant);
    return index < 0 ? { file } : { file, line: index + 1 };
  } catch {
    return { file }; // the place is a help, not a condition
  }
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? String(thrown.message) : inspect(thrown);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
