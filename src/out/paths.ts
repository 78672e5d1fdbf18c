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

/** What is wrong with the paths themselves, whatever is on the disk. */
export function faults(artifacts: readonly Artifact[]): readonly string[] {
  const files = new Map<string, number>();
  for (const { path } of artifacts) files.set(path, (files.get(path) ?? 0) + 1);
  return [...files].flatMap(([path, times]) => {
    const wrong = pathFault(path);
    const below = parents(path).find((parent) => files.has(parent));
    return [
      ...(wrong === undefined ? [] : [`"${path}" cannot be written: ${wrong}`]),
      ...(times === 1 ? [] : [`"${path}" is made twice`]),
      ...(below === undefined ? [] : [`"${below}" is made as a file, and as a folder for "${path}"`]),
    ];
  });
}
