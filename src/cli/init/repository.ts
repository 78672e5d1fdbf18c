import { lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The root of the git repository that a folder is in, or the folder itself. A repository of somebody else is none, as for git: anybody
 * may make one above a shared folder.
 */
export function repositoryOf(folder: string): string {
  const start = resolve(folder);
  for (let at = start; ; at = dirname(at)) {
    const git = lstatSync(join(at, '.git'), { throwIfNoEntry: false });
    if (git !== undefined) return git.uid === (process.getuid?.() ?? git.uid) ? at : start;
    if (dirname(at) === at) return start;
  }
}
