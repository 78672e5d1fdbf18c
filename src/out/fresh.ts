import { existsSync, mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Artifact } from '../model/artifact.ts';
import { StowageError } from '../model/error.ts';
import { look } from './look.ts';
import { parents } from './paths.ts';
import { withRefusal } from './refusal.ts';
import { makeWhole } from './whole.ts';

/**
 * Makes files where none is, all of them or none: they are an author's from then on, and no manifest names them.
 * @throws StowageError `init-blocked` when something stands at one of their paths, or in the way to it
 */
export function makeNew(folder: string, files: readonly Artifact[]): void {
  withRefusal(
    folder,
    () => {
      const blocked = files.flatMap(({ path }) => {
        const found = look(folder, path);
        return found.kind === 'nothing' ? [] : [`${'at' in found ? found.at : path} is there already`];
      });
      if (blocked.length > 0)
        throw new StowageError(
          'init-blocked',
          [...new Set(blocked)].join('\n'),
          'begin in an empty folder, or move that away',
        );
      const made: (() => void)[] = [];
      try {
        for (const { path, content, executable } of files) {
          const file = join(folder, path);
          for (const above of parents(path).map((one) => join(folder, one))) {
            if (existsSync(above)) continue;
            mkdirSync(above);
            made.push(() => removeEmpty(above));
          }
          makeWhole(file, Buffer.from(content), { mode: executable ? 0o755 : 0o644 });
          made.push(() => rmSync(file, { force: true }));
        }
      } catch (error) {
        for (const takeAway of made.reverse()) takeAway();
        throw error;
      }
    },
    'begin in another folder',
  );
}

/** What somebody has put there meanwhile stays. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // it is not empty, or gone
  }
}
