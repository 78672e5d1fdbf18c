import { accessSync, constants, lstatSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Artifact } from './model/artifact.ts';
import { keepMost } from './out/balance.ts';
import type { Change, Difference } from './out/compare.ts';
import { compare } from './out/compare.ts';
import { makeFolder } from './out/folders.ts';
import { lineOf, listedIn, manifest, manifestPath, pathOf } from './out/manifest.ts';
import { parents } from './out/paths.ts';
import { withRefusal } from './out/refusal.ts';
import { Scratch } from './out/scratch.ts';

export type { Balance } from './out/balance.ts';
export { balanceOf, removesMost } from './out/balance.ts';
export type { Difference, Kept } from './out/compare.ts';
export { compare } from './out/compare.ts';
export { makeNew } from './out/fresh.ts';
export { manifestPath } from './out/manifest.ts';
export type { Rewritten } from './out/rewrite.ts';
export { rewrite } from './out/rewrite.ts';

/**
 * Makes the output folder so, and says how it differed. Each file is old or new at every moment. A run that is killed
 * has already listed what it was about to make, so the next one completes or removes it.
 * @throws StowageError `removes-most` where more would go than stays and nobody said that it may
 */
export function write(
  folder: string,
  artifacts: readonly Artifact[],
  { removeMost = false }: { readonly removeMost?: boolean | undefined } = {},
): Difference {
  const planned = compare(folder, artifacts);
  if (!removeMost) keepMost(folder, planned);
  return withRefusal(folder, () => {
    if (planned.changes.length === 0) {
      Scratch.sweep(folder);
      return planned;
    }
    makeFolder(folder);
    const scratch = Scratch.open(folder);
    try {
      const difference = compare(folder, artifacts); // once more, now that nobody else writes
      if (!removeMost) keepMost(folder, difference);
      commit(folder, difference.changes, scratch);
      return difference;
    } finally {
      scratch.close();
    }
  });
}

/** First everything that can fail for want of room or rights, then the renames. */
function commit(folder: string, changes: readonly Change[], scratch: Scratch): void {
  for (const { path } of changes) accessSync(standing(folder, path), constants.W_OK | constants.X_OK);
  const writes = changes.flatMap((change) => (change.kind === 'write' ? [change] : []));
  const staged = writes.map(({ path, artifact }) => ({ path, place: scratch.stage(artifact) }));
  const lines = writes
    .map(({ artifact }) => lineOf(artifact))
    .filter((line) => pathOf(line) !== manifestPath);
  const before = listedIn(folder).lines;
  if (lines.some((line) => !before.has(line)))
    scratch.stage(manifest([...before, ...lines]))(join(folder, manifestPath));
  // What goes is removed first: a folder may have to make way for a file, or a file for a folder.
  for (const change of changes) if (change.kind === 'remove') remove(folder, change.path);
  for (const { path, place } of staged) {
    const target = join(folder, path);
    makeFolder(dirname(target));
    if (lstatSync(target, { throwIfNoEntry: false })?.isDirectory()) removeEmpty(target);
    place(target);
  }
}

/** The innermost folder on the way to a path that is there already. */
function standing(folder: string, path: string): string {
  const there = parents(path)
    .map((parent) => join(folder, parent))
    .filter((parent) => lstatSync(parent, { throwIfNoEntry: false })?.isDirectory());
  return there.at(-1) ?? folder;
}

/** A folder that is empty but for such folders. It may be what a killed run made for a file that never came. */
function removeEmpty(folder: string): void {
  for (const name of readdirSync(folder)) removeEmpty(join(folder, name));
  rmdirSync(folder);
}

/** Removes a file, and the folders that it leaves empty. */
function remove(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  for (const parent of [...parents(path)].reverse()) {
    try {
      rmdirSync(join(folder, parent));
    } catch {
      return; // not empty: somebody else's file lives there
    }
  }
}
