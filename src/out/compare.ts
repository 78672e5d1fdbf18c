import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Artifact } from '../model/artifact.ts';
import { StowageError } from '../model/error.ts';
import type { Found } from './look.ts';
import { holdsOnly, look } from './look.ts';
import { manifest, manifestFiles, manifestPath } from './manifest.ts';
import { faults } from './paths.ts';
import { withRefusal } from './refusal.ts';

/** A file as it is on the disk, whoever changed it last. */
export interface Before {
  readonly bytes: Buffer;
  readonly executable: boolean;
}

export type Change =
  | { readonly kind: 'write'; readonly path: string; readonly before?: Before; readonly artifact: Artifact }
  | { readonly kind: 'remove'; readonly path: string; readonly before: Before };

export interface Difference {
  readonly changes: readonly Change[];
  readonly unchanged: readonly string[];
}

/**
 * How the output folder differs from what is to be there. Reads only.
 * @throws StowageError when a file could not be written: all that is in the way, and nothing has been touched.
 */
export function compare(folder: string, artifacts: readonly Artifact[]): Difference {
  return withRefusal(folder, () => {
    const made = [...artifacts, manifest(artifacts.map(({ path }) => path))];
    refuse('bad-path', faults(made), 'give the file another path: relative, with forward slashes');
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
      refuse('out-blocked', [`${folder} is not a folder`], 'remove it, or choose another folder with --out');
    return difference(folder, made, manifestFiles(folder));
  });
}

function difference(folder: string, made: readonly Artifact[], ours: ReadonlySet<string>): Difference {
  const wanted = new Set(made.map(({ path }) => path));
  const orphans = new Set([...ours].filter((path) => !wanted.has(path)));
  const obstacles: string[] = [];
  const changes: Change[] = [];
  const unchanged: string[] = [];
  for (const artifact of made) {
    const { path } = artifact;
    const found = look(folder, path);
    if (found.kind === 'file' && same(found, artifact)) unchanged.push(path);
    else if (found.kind === 'file' && (ours.has(path) || path === manifestPath))
      changes.push({
        kind: 'write',
        path,
        before: { bytes: found.bytes, executable: found.executable },
        artifact,
      });
    else if (found.kind === 'nothing' || clears(folder, found, orphans))
      changes.push({ kind: 'write', path, artifact });
    else obstacles.push(join(folder, 'at' in found ? found.at : path) + because[found.kind]);
  }
  refuse(
    'out-blocked',
    [...new Set(obstacles)],
    `move it away, or choose another folder with --out; if Stowage did make it, restore ${join(folder, manifestPath)}`,
  );
  for (const path of [...orphans].sort()) {
    const { kind, ...before } = look(folder, path);
    // What is no longer a file is no longer what we made.
    if (kind === 'file' && 'bytes' in before) changes.push({ kind: 'remove', path, before });
  }
  return { changes, unchanged };
}

const because = {
  file: ' is there, differs, and Stowage did not make it',
  link: ' is a symbolic link, and Stowage writes through none',
  special: ' is neither a file nor a folder',
  folder: ' is a folder, and a file is to stand there',
  'file above': ' is a file, and a folder is to stand there',
};

function same(found: Before, { content, executable }: Artifact): boolean {
  return found.executable === executable && found.bytes.equals(Buffer.from(content));
}

/** Whether what is in the way goes by itself, because Stowage made it and makes it no more. */
function clears(folder: string, found: Found, orphans: ReadonlySet<string>): boolean {
  if (found.kind === 'folder') return holdsOnly(folder, found.at, orphans);
  return found.kind === 'file above' && orphans.has(found.at);
}

function refuse(code: string, messages: readonly string[], fix: string): void {
  if (messages.length === 0) return;
  const more = messages.length - 10;
  const said = more > 1 ? [...messages.slice(0, 10), `… and ${more} more`] : messages;
  throw new StowageError(code, said.join('\n'), fix);
}
