import type { Artifact } from '../model/artifact.ts';

/** Where files are made before they take their place: inside the output folder, so that a rename is enough. */
export const scratchName = '.stowage-tmp';

/** Why this cannot be the path of a file in the output folder. */
export function pathFault(path: string): string | undefined {
  const segments = path.split('/');
  if (path === '') return 'it is empty';
  if (path.startsWith('/')) return 'it starts at the root';
  if (segments.includes('..')) return 'it leads out of the folder';
  if (segments.some((segment) => segment === '' || segment === '.'))
    return 'it has an empty part, or a dot for one';
  if (path.includes('\\')) return 'it has a backslash';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(path)) return 'it has a control character';
  if (segments[0] === scratchName) return 'Stowage needs that folder for itself';
  return undefined;
}

/** Every folder above a path: `a/b/c` is below `a` and `a/b`. */
export function parents(path: string): readonly string[] {
  const segments = path.split('/').slice(0, -1);
  return segments.map((_, i) => segments.slice(0, i + 1).join('/'));
}

/** What keeps a file out of the output folder, or from standing there beside another one. */
export type Clash =
  | { readonly kind: 'misplaced'; readonly path: string; readonly why: string }
  | { readonly kind: 'twice'; readonly path: string; readonly other: string }
  | { readonly kind: 'above'; readonly path: string; readonly file: string };

/** What is wrong with the paths themselves, whatever is on the disk, also on one that tells no case; in their order. */
export function clashes(paths: readonly string[]): readonly Clash[] {
  const key = (path: string) => path.toLowerCase();
  const first = new Map<string, number>();
  for (const [i, path] of paths.entries()) if (!first.has(key(path))) first.set(key(path), i);
  const known = (path: string) => paths[first.get(key(path)) ?? -1];
  return paths.flatMap((path, i): readonly Clash[] => {
    const why = pathFault(path);
    const other = first.get(key(path)) === i ? undefined : known(path);
    const file = parents(path)
      .map(known)
      .find((above) => above !== undefined);
    return [
      ...(why === undefined ? [] : [{ kind: 'misplaced', path, why } as const]),
      ...(other === undefined ? [] : [{ kind: 'twice', path, other } as const]),
      ...(file === undefined ? [] : [{ kind: 'above', path, file } as const]),
    ];
  });
}

/** The same in words, each once. */
export function faults(artifacts: readonly Artifact[]): readonly string[] {
  const all = clashes(artifacts.map(({ path }) => path));
  return [...new Set(all.map(worded))];
}

function worded(clash: Clash): string {
  switch (clash.kind) {
    case 'misplaced':
      return `"${clash.path}" cannot be written: ${clash.why}`;
    case 'twice':
      return clash.path === clash.other
        ? `"${clash.path}" is made twice`
        : `"${clash.path}" and "${clash.other}" are one file where a disk tells no case`;
    case 'above':
      return `"${clash.file}" is made as a file, and as a folder for "${clash.path}"`;
  }
}
