import { fileURLToPath } from 'node:url';

/** A line of the author's: `file` is absolute. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

const root = new URL('../../', import.meta.url);
const notTheAuthors = ['constructs/', 'src/', 'node_modules/'].map((folder) =>
  fileURLToPath(new URL(folder, root)),
);

/** The innermost line of a trace that is the author's own: not of Stowage, of Node or of a dependency. */
export function authorPlace(trace: string | undefined): Place | undefined {
  return frames(trace).find(
    ({ file }) =>
      !file.includes('/node_modules/') && !notTheAuthors.some((folder) => file.startsWith(folder)),
  );
}

/** Every frame of a trace that is in a file, innermost first. */
export function frames(trace: string | undefined): readonly Required<Place>[] {
  return (trace ?? '').split('\n').flatMap((text) => {
    const match = frame.exec(text) ?? frameOfFunction.exec(text);
    const [, location = '', line, column] = match ?? [];
    return match === null ? [] : [{ file: path(location), line: Number(line), column: Number(column) }];
  });
}

// A path may hold spaces and brackets, so it is found by how it starts: `at /a b/c.ts:1:2`, `at new F (file:///c.ts:1:2)`.
const frame = /^\s*at (?:async )?((?:file:\/\/)?\/.*):(\d+):(\d+)$/;
const frameOfFunction = /^\s*at .*? \(((?:file:\/\/)?\/.*):(\d+):(\d+)\)$/;

function path(location: string): string {
  // A source map's path is plain; that of a file which was loaded as it is, is a URL, maybe with a query.
  return location.startsWith('file://') ? fileURLToPath(location.replace(/[?#].*$/, '')) : location;
}
