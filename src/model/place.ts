import { fileURLToPath } from 'node:url';

/** A line of a file: `file` is absolute. */
export interface Place {
  /** Its path, absolute. */
  readonly file: string;
  /** From 1. @default - the file as a whole */
  readonly line?: number;
  /** From 1. @default - the line as a whole */
  readonly column?: number;
}

/** A line of a trace that is in a file. */
export interface Frame extends Required<Place> {
  /** Name of the class whose constructor it is in; undefined for any other function. */
  readonly makes?: string;
}

const root = new URL('../../', import.meta.url);
const notTheAuthors = ['constructs/', 'src/', 'node_modules/'].map((folder) =>
  fileURLToPath(new URL(folder, root)),
);

/** The lines of a trace that are the author's own, innermost first: not of Stowage, of Node or of a dependency. */
export function authorFrames(trace: string | undefined): readonly Frame[] {
  return frames(trace).filter(({ file }) => isAuthors(file));
}

/** Whether a file is of whoever describes the system. */
export function isAuthors(file: string): boolean {
  return !file.includes('/node_modules/') && !notTheAuthors.some((folder) => file.startsWith(folder));
}

/** The innermost of them. */
export function authorPlace(trace: string | undefined): Place | undefined {
  const [innermost] = authorFrames(trace);
  return innermost && { file: innermost.file, line: innermost.line, column: innermost.column };
}

/** The trace of what was thrown; undefined without one. An author's error may fail when it is looked at. */
export function traceOf(thrown: unknown): string | undefined {
  try {
    const trace: unknown = thrown instanceof Error ? thrown.stack : undefined;
    return typeof trace === 'string' ? trace : undefined;
  } catch {
    return undefined;
  }
}

/** Every frame of a trace that is in a file, innermost first, up to where a program has called Stowage; none when there is no trace. */
export function frames(trace: string | undefined): readonly Frame[] {
  const lines = (trace ?? '').split('\n');
  const program = lines.findIndex((text) => begins.test(text));
  return lines.slice(0, program < 0 ? lines.length : program).flatMap((text) => {
    const match = frame.exec(text) ?? frameOfFunction.exec(text);
    if (match?.groups === undefined) return [];
    const { makes, location = '', line, column } = match.groups;
    const place = { file: path(location), line: Number(line), column: Number(column) };
    return [makes === undefined ? place : { ...place, makes }];
  });
}

// The functions of api/attempt.ts: what is further out only wants to know something of a stack.
const begins = /^\s*at (?:async )?stowageBegins\d* \(/;
// A path may hold spaces and brackets, so it is found by how it starts: `at /a b/c.ts:1:2`, `at new F (file:///c.ts:1:2)`.
const frame = /^\s*at (?:async )?(?<location>(?:file:\/\/)?\/.*):(?<line>\d+):(?<column>\d+)$/;
const frameOfFunction =
  /^\s*at (?:new (?<makes>\S+)|.*?) \((?<location>(?:file:\/\/)?\/.*):(?<line>\d+):(?<column>\d+)\)$/;

function path(location: string): string {
  // A source map's path is plain; that of a file which was loaded as it is, is a URL, maybe with a query.
  return location.startsWith('file://') ? fileURLToPath(location.replace(/[?#].*$/, '')) : location;
}
