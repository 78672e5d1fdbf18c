import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { StowageError } from '../model/error.ts';
import type { Origin } from '../model/origin.ts';
import { originOfError } from '../model/origin.ts';
import type { Place } from '../model/place.ts';
import { traceOf } from '../model/place.ts';
import { spellPlace } from './place.ts';
import { messageOf } from './thrown.ts';

/** A mistake with the author's line. What was thrown is the error's `cause`. */
export class Broken {
  readonly error: StowageError;
  readonly place: Origin | undefined;

  constructor(error: StowageError, place?: Origin) {
    this.error = error;
    this.place = place;
  }
}

/** What others throw at an author, in our words; undefined when it is nothing that is known. */
export function diagnosed(thrown: unknown): Broken | undefined {
  return (
    syntax(thrown) ?? missingModule(thrown) ?? missingExport(thrown) ?? takenId(thrown) ?? endless(thrown)
  );
}

/** A mistake in our words, at a line. */
export function say(cause: unknown, place: Origin, code: string, message: string, fix: string): Broken {
  return new Broken(new StowageError(code, message, fix, { cause }), place);
}

/** esbuild's way: `Transform failed with 1 error:⏎/a/b.ts:3:20: ERROR: Unexpected ";"`. */
function syntax(thrown: unknown): Broken | undefined {
  const match = /^(.+):(\d+):(\d+): ERROR: (.*)$/m.exec(messageOf(thrown));
  if (!messageOf(thrown).startsWith('Transform failed') || match === null) return undefined;
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
  const importer = /^((?:file:\/\/)?\/.*):\d+$/m.exec(traceOf(thrown) ?? '')?.[1];
  if (match === null || importer === undefined) return undefined;
  const [, from = '', name = ''] = match;
  const word = new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$')}(?![\\w$])`);
  const place = find(importer, (line) => word.test(line));
  const fix = 'correct the name, or write "import type" if it is a type';
  return say(thrown, place, 'no-export', `${spellPlace({ file: from })} exports no "${name}"`, fix);
}

/** The way of the package `constructs`: `There is already a Construct with name 'web' in Phase [site]`. */
function takenId(thrown: unknown): Broken | undefined {
  const match = /^There is already a Construct with name '(.*)' in (\w+)(?: \[(.*)\])?$/s.exec(
    messageOf(thrown),
  );
  const place = originOfError(thrown);
  if (match === null || place === undefined) return undefined;
  const [, id, , above] = match;
  return above === undefined
    ? say(
        thrown,
        place,
        'stack-twice',
        `the stack "${id}" is made twice`,
        'make it once for each environment, or give one of them another name',
      )
    : say(thrown, place, 'id-twice', `"${above}" has two "${id}"`, 'give one of them another id');
}

/** Node's way, when functions or constructors call each other until there is no room. */
function endless(thrown: unknown): Broken | undefined {
  const origin = originOfError(thrown);
  if (messageOf(thrown) !== 'Maximum call stack size exceeded' || origin === undefined) return undefined;
  const { by: _, ...place } = origin; // the innermost line is wherever there was no more room
  const message = 'this calls itself, or makes itself, without an end';
  return say(thrown, place, 'endless', message, 'look for the condition that should end it');
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

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
