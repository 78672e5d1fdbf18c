import { join } from 'node:path';
import type { Artifact } from '../model/artifact.ts';
import { StowageError } from '../model/error.ts';
import { bytesOf } from './bytes.ts';
import { checkOut } from './folders.ts';
import type { Found } from './look.ts';
import { holdsOnly, look } from './look.ts';
import type { Listed } from './manifest.ts';
import { canBeOurs, lineOf, listedIn, manifest, manifestPath } from './manifest.ts';
import { faults } from './paths.ts';
import { withRefusal } from './refusal.ts';

/** A file as it is on the disk, whoever changed it last. */
export interface Before {
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

/** What becomes of a file: it is written, new or over what was there before, or removed. */
export type Change =
  | { readonly kind: 'write'; readonly path: string; readonly before?: Before; readonly artifact: Artifact }
  | { readonly kind: 'remove'; readonly path: string; readonly before: Before };

/** How a folder differs from what is to be there. */
export interface Difference {
  /** What would be written or removed, by path. */
  readonly changes: readonly Change[];
  /** Paths of files that are as they are to be. */
  readonly unchanged: readonly string[];
  /** What the manifest lists and is left where it is, since Stowage cannot have made it. */
  readonly kept: readonly Kept[];
}

/** A file that is listed as ours, and is not removed. */
export interface Kept {
  /** Relative to the folder. */
  readonly path: string;
  /** Why it cannot be ours, in a sentence. */
  readonly why: string;
}

/**
 * How the output folder differs from what is to be there. Reads only.
 * @throws StowageError when a file could not be written: all that is in the way, and nothing has been touched.
 */
export function compare(folder: string, artifacts: readonly Artifact[]): Difference {
  return withRefusal(folder, () => {
    const made = [...artifacts, manifest(artifacts.map(lineOf))];
    refuse('bad-path', faults(made), 'give the file another path: relative, with forward slashes');
    checkOut(folder);
    return difference(folder, made, listedIn(folder));
  });
}

function difference(folder: string, made: readonly Artifact[], listed: Listed): Difference {
  const wanted = new Set(made.map(({ path }) => path));
  const { removes, kept } = orphans(folder, listed, wanted);
  const going = new Set(removes.map(({ path }) => path));
  const obstacles: string[] = [];
  const changes: Change[] = [];
  const unchanged: string[] = [];
  for (const artifact of made) {
    const { path } = artifact;
    const found = look(folder, path);
    if (found.kind === 'file' && same(found, artifact)) unchanged.push(path);
    else if (found.kind === 'file' && (listed.paths.has(path) || path === manifestPath))
      changes.push({
        kind: 'write',
        path,
        before: { bytes: found.bytes, executable: found.executable },
        artifact,
      });
    else if (found.kind === 'nothing' || clears(folder, found, going))
      changes.push({ kind: 'write', path, artifact });
    else obstacles.push(join(folder, 'at' in found ? found.at : path) + because[found.kind]);
  }
  refuse(
    'out-blocked',
    [...new Set(obstacles)],
    `move it away, or choose another folder with --out; if Stowage did make it, restore ${join(folder, manifestPath)}`,
  );
  return { changes: [...changes, ...removes], unchanged, kept };
}

/**
 * What is listed and no longer made. Whoever can write the list can name any file in it, so each must show that it is
 * ours: a change of the list alone removes nothing else.
 */
function orphans(
  folder: string,
  { paths, lines, foreign }: Listed,
  wanted: ReadonlySet<string>,
): { readonly removes: readonly Extract<Change, { kind: 'remove' }>[]; readonly kept: readonly Kept[] } {
  const removes: Extract<Change, { kind: 'remove' }>[] = [];
  const kept: Kept[] = [...foreign].map(([path, why]) => ({ path, why }));
  for (const path of [...paths].filter((each) => !wanted.has(each)).sort()) {
    const { kind, ...before } = look(folder, path);
    // What is no longer a file is no longer what we made.
    if (kind !== 'file' || !('bytes' in before)) continue;
    if (canBeOurs(before.bytes, path, lines)) removes.push({ kind: 'remove', path, before });
    else kept.push({ path, why: 'it is not what Stowage wrote there' });
  }
  return { removes, kept };
}

const because = {
  file: ' is there, differs, and Stowage did not make it',
  link: ' is a symbolic link, and Stowage writes through none',
  special: ' is neither a file nor a folder',
  large: ' is larger than anything that Stowage makes',
  folder: ' is a folder, and a file is to stand there',
  'file above': ' is a file, and a folder is to stand there',
};

function same(found: Extract<Found, { kind: 'file' }>, artifact: Artifact): boolean {
  return found.executable === artifact.executable && found.bytes.equals(bytesOf(artifact));
}

/** Whether what is in the way goes by itself, because Stowage made it and makes it no more. */
function clears(folder: string, found: Found, going: ReadonlySet<string>): boolean {
  if (found.kind === 'folder') return holdsOnly(folder, found.at, going);
  return found.kind === 'file above' && going.has(found.at);
}

function refuse(code: string, messages: readonly string[], fix: string): void {
  if (messages.length === 0) return;
  const more = messages.length - 10;
  const said = more > 1 ? [...messages.slice(0, 10), `… and ${more} more`] : messages;
  throw new StowageError(code, said.join('\n'), fix);
}
