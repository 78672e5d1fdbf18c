import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Artifact } from './model/artifact.ts';
import { StowageError } from './model/error.ts';

/** Lists the files that Stowage made, so that it can remove those it no longer makes and leave all others alone. */
export const manifestPath = '.stowage-manifest.json';

const scratch = '.stowage-tmp';

export type Change =
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly before: string | undefined;
      readonly artifact: Artifact;
    }
  | { readonly kind: 'remove'; readonly path: string; readonly before: string };

export interface Difference {
  readonly changes: readonly Change[];
  readonly unchanged: readonly string[];
}

/** How the output folder differs from what is to be there. Reads only. */
export function compare(folder: string, artifacts: readonly Artifact[]): Difference {
  const made = [...artifacts, manifest(artifacts)];
  const changes: Change[] = [];
  const unchanged: string[] = [];
  for (const artifact of made) {
    const before = read(folder, artifact.path);
    if (before?.content === artifact.content && before.executable === artifact.executable)
      unchanged.push(artifact.path);
    else changes.push({ kind: 'write', path: artifact.path, before: before?.content, artifact });
  }
  const wanted = new Set(made.map(({ path }) => path));
  for (const path of listed(folder)) {
    const before = wanted.has(path) ? undefined : read(folder, path);
    if (before !== undefined) changes.push({ kind: 'remove', path, before: before.content });
  }
  return { changes, unchanged };
}

/** Makes the output folder so. Each file is old or new at every moment, and a second run ends what a killed one began. */
export function write(folder: string, changes: readonly Change[]): void {
  rmSync(join(folder, scratch), { recursive: true, force: true });
  if (changes.length === 0) return;
  mkdirSync(join(folder, scratch), { recursive: true });
  try {
    // The manifest comes last: until then the old one still names what has to be removed.
    for (const change of [...changes].sort(
      (a, b) => Number(a.path === manifestPath) - Number(b.path === manifestPath),
    )) {
      if (change.kind === 'write') replace(folder, change.artifact);
      else remove(folder, change.path);
    }
  } finally {
    rmSync(join(folder, scratch), { recursive: true, force: true });
  }
}

function manifest(artifacts: readonly Artifact[]): Artifact {
  const files = artifacts.map(({ path }) => path).sort();
  return { path: manifestPath, content: `${JSON.stringify({ files }, null, 2)}\n`, executable: false };
}

function replace(folder: string, { path, content, executable }: Artifact): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  const temporary = join(folder, scratch, 'file');
  const descriptor = openSync(temporary, 'w', executable ? 0o755 : 0o644);
  try {
    writeSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  chmodSync(temporary, executable ? 0o755 : 0o644);
  renameSync(temporary, target);
}

/** Removes a file, and the folders that it leaves empty. */
function remove(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    try {
      rmdirSync(join(folder, parent));
    } catch {
      return; // not empty: somebody else's file lives there
    }
  }
}

function read(folder: string, path: string): { content: string; executable: boolean } | undefined {
  const target = join(folder, path);
  if (lstatSync(target, { throwIfNoEntry: false }) === undefined) return undefined;
  return { content: readFileSync(target, 'utf8'), executable: (statSync(target).mode & 0o100) !== 0 };
}

/** @throws StowageError `bad-manifest` when the manifest is there and cannot be read. */
function listed(folder: string): readonly string[] {
  const text = read(folder, manifestPath)?.content;
  if (text === undefined) return [];
  try {
    const { files } = JSON.parse(text) as { files: readonly string[] };
    return files.filter((file) => typeof file === 'string');
  } catch (error) {
    throw new StowageError(
      'bad-manifest',
      `${join(folder, manifestPath)} cannot be read`,
      'restore it from version control',
      { cause: error },
    );
  }
}
