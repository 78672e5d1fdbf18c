import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parents } from './paths.ts';
import { read } from './read.ts';

/** What stands at a path now. `at` is the path itself, or the folder above it that is none. */
export type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly executable: boolean }
  | { readonly kind: 'folder'; readonly at: string }
  | { readonly kind: 'link' | 'special' | 'large' | 'file above'; readonly at: string };

/** Looks without following a symbolic link. */
export function look(folder: string, path: string): Found {
  for (const parent of parents(path)) {
    const stat = lstatSync(join(folder, parent), { throwIfNoEntry: false });
    if (stat === undefined) return { kind: 'nothing' };
    if (stat.isSymbolicLink()) return { kind: 'link', at: parent };
    if (!stat.isDirectory()) return { kind: 'file above', at: parent };
  }
  const found = read(join(folder, path));
  return 'bytes' in found || found.kind === 'nothing' ? found : { kind: found.kind, at: path };
}

/** Whether nothing would be left in a folder but empty folders, were these files removed. */
export function holdsOnly(folder: string, path: string, files: ReadonlySet<string>): boolean {
  return readdirSync(join(folder, path), { withFileTypes: true }).every((entry) =>
    entry.isDirectory()
      ? holdsOnly(folder, `${path}/${entry.name}`, files)
      : entry.isFile() && files.has(`${path}/${entry.name}`),
  );
}
