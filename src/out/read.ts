import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';

/** What stands at a path, read when it is a file. Nothing here follows a symbolic link, or waits for who writes into a pipe. */
export type Read =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'link' | 'folder' | 'special' | 'large' }
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly executable: boolean };

/** No file of ours comes near it. Without a bound, what somebody laid in the way would fill the memory. */
const most = 100 * 2 ** 20;

/** Windows knows neither, and no links that it follows unasked. */
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

export function read(file: string): Read {
  const kind = kindOf(lstatSync(file, { throwIfNoEntry: false }));
  if (kind !== 'file') return { kind };
  const descriptor = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    // Asked again of what was opened: it may have taken the place of the other one in between.
    const stat = fstatSync(descriptor);
    const opened = kindOf(stat);
    if (opened !== 'file') return { kind: opened };
    if (stat.size > most) return { kind: 'large' };
    return { kind: 'file', bytes: readFileSync(descriptor), executable: (stat.mode & 0o100) !== 0 };
  } finally {
    closeSync(descriptor);
  }
}

function kindOf(stat: ReturnType<typeof lstatSync>): 'nothing' | 'link' | 'folder' | 'special' | 'file' {
  if (stat === undefined) return 'nothing';
  if (stat.isSymbolicLink()) return 'link';
  if (stat.isDirectory()) return 'folder';
  return stat.isFile() ? 'file' : 'special';
}
