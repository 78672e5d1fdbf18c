import type { Artifact } from '../model/artifact.ts';
import { StowageError } from '../model/error.ts';
import type { StackModel } from '../model/stack.ts';
import { pathFault } from '../out/paths.ts';
import { ownerOf } from './owner.ts';

/**
 * Nothing, when each file can stand in the output folder beside all others, also where case means nothing.
 * @throws StowageError `bad-path` when a path leads elsewhere, `artifact-twice` when two files want one path,
 * `artifact-above` when a file wants the path of a folder
 */
export function checkPaths(stacks: readonly StackModel[], artifacts: readonly Artifact[]): void {
  const files = new Map<string, string>();
  for (const { path } of artifacts) {
    const wrong = pathFault(path);
    if (wrong !== undefined) throw misplaced(path, wrong);
    const key = path.toLowerCase();
    if (files.has(key)) throw twice(path, files.get(key) ?? path);
    files.set(key, path);
  }
  for (const { path } of artifacts)
    for (const above of foldersAbove(path)) {
      const file = files.get(above.toLowerCase());
      if (file !== undefined) throw between(file, path);
    }

  function misplaced(path: string, wrong: string): StowageError {
    return new StowageError(
      'bad-path',
      `${JSON.stringify(path)} cannot be written: ${wrong}`,
      'give the file another path: relative, with forward slashes',
      { at: authored(path) },
    );
  }

  function twice(path: string, other: string): StowageError {
    return new StowageError(
      'artifact-twice',
      `two files want to be ${path}${path === other ? '' : `, and one ${other}: many disks tell no case`}`,
      'give one of them another name',
      { at: authored(path, other) },
    );
  }

  function between(file: string, path: string): StowageError {
    return new StowageError(
      'artifact-above',
      `${file} is to be a file, and a folder: ${path} lies in it`,
      'give one of them another name',
      { at: authored(file, path) },
    );
  }

  /** Whoever can be asked to take another name: a construct, rather than the stack, whose files are ours. */
  function authored(...paths: readonly string[]): string {
    const owners = paths.map((path) => ownerOf(stacks, path));
    return owners.find((owner) => owner.includes('/')) ?? owners[0] ?? '';
  }
}

function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}
