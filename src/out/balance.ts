import { dirname } from 'node:path';
import { StowageError } from '../model/error.ts';
import type { Difference } from './compare.ts';
import { manifestPath } from './manifest.ts';

/** What becomes of the files of ours that are in the folder. */
export interface Balance {
  readonly removed: readonly string[];
  /** How many stay, as they are or written anew. */
  readonly stay: number;
}

export function balanceOf({ changes, unchanged }: Pick<Difference, 'changes' | 'unchanged'>): Balance {
  const there = changes.filter((change) => change.path !== manifestPath && change.before !== undefined);
  const removed = there.flatMap(({ kind, path }) => (kind === 'remove' ? [path] : []));
  const same = unchanged.filter((path) => path !== manifestPath);
  return { removed, stay: there.length - removed.length + same.length };
}

/** Whether more goes than stays: then the source may be another one than that of the folder. One file is never so much. */
export function removesMost({ removed, stay }: Balance): boolean {
  return removed.length > 1 && removed.length > stay;
}

/** More lines than these nobody reads. */
const shown = 12;

/** @throws StowageError `removes-most` */
export function keepMost(folder: string, difference: Difference): void {
  const balance = balanceOf(difference);
  if (!removesMost(balance)) return;
  const { removed, stay } = balance;
  const named = removed.length <= shown ? removed : folders(removed);
  const more = named.length - shown;
  const rest = more > 0 ? [`… and ${more} more`] : [];
  throw new StowageError(
    'removes-most',
    [
      `${folder} would lose ${removed.length} files and keep ${stay === 0 ? 'none' : stay} of those that are there:`,
      ...named.slice(0, shown),
      ...rest,
    ].join('\n'),
    'if that is meant, say so: --yes',
  );
}

/** Each folder with the number of files that go from it, however deep: the two that a system and its environment have. */
function folders(paths: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = dirname(path).split('/').slice(0, 2).join('/');
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].map(([folder, count]) => `${folder}: ${count} ${count === 1 ? 'file' : 'files'}`);
}
