import { readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StowageError } from '../model/error.ts';
import { makeWhole } from './whole.ts';

/** A file of the author's, and what it is to hold. */
export interface Rewritten {
  readonly file: string;
  /** What it held when it was read: whatever came in between is not lost. */
  readonly before: Buffer;
  readonly after: Buffer;
}

/**
 * Gives files of the author's another content. Each is old or new at every moment, and none is touched before all of
 * them stand beside it. Its mode and its owner stay; a link still leads to it.
 * @throws StowageError `source-changed`, `source-refused`
 */
export function rewrite(files: readonly Rewritten[]): void {
  const staged: { readonly from: string; readonly to: string; readonly before: Buffer }[] = [];
  try {
    for (const one of files) {
      const to = realpathSync(one.file);
      const from = join(dirname(to), `.${basename(to)}.${process.pid}.tmp`);
      const { mode, uid, gid } = statSync(to);
      makeWhole(from, one.after, { mode: mode & 0o7777, owner: { uid, gid } });
      staged.push({ from, to, before: one.before }); // not before it is ours: what stood there stays
    }
    for (const { to, before } of staged)
      if (!readFileSync(to).equals(before))
        throw new StowageError('source-changed', `${to} was changed in the meantime`, 'run it again');
    for (const { from, to } of staged) renameSync(from, to);
  } catch (error) {
    throw refused(error);
  } finally {
    for (const { from } of staged) rmSync(from, { force: true });
  }
}

function refused(error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error;
  return new StowageError(
    'source-refused',
    `the source cannot be written: ${error.message}`,
    'mend that, and run it again: every file is whole',
    { cause: error },
  );
}
