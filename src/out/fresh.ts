import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Artifact } from '../model/artifact.ts';
import { StowageError } from '../model/error.ts';
import { look } from './look.ts';
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
      const made: string[] = [];
      try {
        for (const { path, content, executable } of files) {
          const file = join(folder, path);
          mkdirSync(dirname(file), { recursive: true });
          makeWhole(file, Buffer.from(content), { mode: executable ? 0o755 : 0o644 });
          made.push(file);
        }
      } catch (error) {
        for (const file of made) rmSync(file, { force: true });
        throw error;
      }
    },
    'begin in another folder',
  );
}
