import { existsSync } from 'node:fs';
import { StowageError } from '../model/error.ts';

/**
 * The folder that the process works in.
 * @throws StowageError `no-folder` when it has been removed
 */
export function here(): string {
  try {
    return process.cwd();
  } catch (thrown) {
    throw removed(thrown) ?? thrown;
  }
}

/** What Node says wherever a relative path is meant, and that folder has been removed; undefined of anything else. */
export function removed(thrown: unknown): StowageError | undefined {
  return thrown instanceof Error && 'syscall' in thrown && thrown.syscall === 'uv_cwd'
    ? noFolder(thrown)
    : undefined;
}

/**
 * Goes back to a folder, wherever the author's code went.
 * @throws StowageError `no-folder` where it removed that one
 */
export function comeBack(folder: string): void {
  if (!existsSync(folder)) throw noFolder(); // Node says where it was until somebody goes elsewhere
  if (process.cwd() !== folder) process.chdir(folder);
}

function noFolder(cause?: unknown): StowageError {
  return new StowageError(
    'no-folder',
    'the folder that this runs in is not there any more',
    'change to one that is there, by its whole path: cd /…',
    { cause },
  );
}
