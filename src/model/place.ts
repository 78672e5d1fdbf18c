import { fileURLToPath } from 'node:url';

/** A line of a file: `file` is absolute. */
export interface Place {
  readonly file: string;
  readonly line?: number;
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
export function authorFrames(trace: unknown): readonly Frame[] {
  return frames(trace).filter(
    ({ file }) =>
      !file.includes('/node_modules/') && !notTheAuthors.some((folder) => file.startsWith(folder)),
  );
}

/** The innermost of them. */
export function authorPlace(trace: unknown): Place | undefined {
  const [innermost] = authorFrames(trace);
  return innermost && { file: innermost.file, line: innermost.line, column: innermost.column };
}

/** Every frame of a trace that is in a file, innermost first; none when it is no trace: an author may assign anything to `stack`. */
export function frames(trace: unknown): readonly Frame[] {
  if (typeof trace !== 'string') return [];
  return trace.split('\n').flatMap((text) => {
    const match = frame.exec(text) ?? frameOfFunction.exec(text);
    if (match?.groups === undefined) return [];
    const { makes, location = '', line, column } = match.groups;
    const place = { file: path(location), line: Number(line), column: Number(column) };
    return [makes === undefined ? place : { ...place, makes }];
  });
}

// A path may hold spaces and brackets, so it is found by how it starts: `at /a b/c.ts:1:2`, `at new F (file:///c.ts:1:2)`.
const frame = /^\s*at (?:async )?(?<location>(?:file:\/\/)?\/.*):(?<line>\d+):(?<column>\d+)$/;
const frameOfFunction =
  /^\s*at (?:new (?<makes>\S+)|.*?) \((?<location>(?:file:\/\/)?\/.*):(?<line>\d+):(?<column>\d+)\)$/;

function path(location: string): string {
  // A source map's path is plain; that of a file which was loaded as it is, is a URL, maybe with a query.
  return location.startsWith('file://') ? fileURLToPath(location.replace(/[?#].*$/, '')) : location;
}
