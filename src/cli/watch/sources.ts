import type { Dirent } from 'node:fs';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { importedBy, stateOf } from './imports.ts';

/** Every file that is watched, and its state; none of one that is not there. */
export type Look = ReadonlyMap<string, string | undefined>;

/** In a folder with more, only what is imported is watched: it is no folder of stacks. */
const most = 2_000;

/**
 * How the author's sources are now: the entry file, what it imports, and whatever else lies in its folder, for a stack may read it. Looking is
 * all that is done: that also works where a disk tells nobody of its changes, and an output folder beside the sources wakes nobody.
 */
export function lookAt(entry: string, out: string): Look {
  const file = resolve(entry);
  const files = new Set([...importedBy(file), ...below(dirname(file), resolve(out))]);
  return new Map([...files].sort().map((one) => [one, stateOf(one)]));
}

export function same(one: Look, other: Look): boolean {
  return (
    one.size === other.size && [...one].every(([file, state]) => other.has(file) && other.get(file) === state)
  );
}

function below(root: string, out: string): readonly string[] {
  const found: string[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entries(folder)) {
      const path = join(folder, entry.name);
      if (ignored(entry.name) || path === out) continue;
      if (entry.isDirectory()) folders.push(path);
      else found.push(path);
    }
    if (found.length + folders.length > most) return [];
  }
  return found;
}

function entries(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // it went meanwhile
  }
}

/** What no stack is made of: packages, what is hidden, and what editors and systems leave for a moment. */
function ignored(name: string): boolean {
  return name === 'node_modules' || /^\.|~$|^#.*#$|\.(?:sw[a-p]|tmp|bak|orig)$|^4913$|^___jb_/.test(name);
}
