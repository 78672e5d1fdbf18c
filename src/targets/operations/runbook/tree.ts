interface Folder extends Map<string, Folder> {}

/**
 * Paths as a tree. An environment with the same files as one before it stands there as one line.
 * @param root what the folder is called
 * @param same said of such an environment, with the name of the other one: `as in %s`
 */
export function tree(
  root: string,
  paths: readonly string[],
  environments: readonly string[],
  same: string,
): string {
  const top = folder(paths);
  const shown = new Map<string, string>();
  for (const environment of environments) {
    const inside = top.get(environment);
    if (inside === undefined) continue;
    const key = lines(inside).join('\n');
    const twin = shown.get(key);
    if (twin === undefined) shown.set(key, environment);
    else {
      top.delete(environment);
      top.set(`${environment}/  ${same.replace('%s', () => `${twin}/`)}`, new Map());
    }
  }
  return [`${root}/`, ...lines(top)].join('\n');
}

function folder(paths: readonly string[]): Folder {
  const top: Folder = new Map();
  for (const path of paths) {
    let here = top;
    for (const part of path.split('/')) {
      const next: Folder = here.get(part) ?? new Map();
      here.set(part, next);
      here = next;
    }
  }
  return top;
}

/** Files in the order of their names, so that a new one moves no other. */
function lines(folder: Folder, indent = ''): readonly string[] {
  const entries = [...folder].sort(([a], [b]) => (a < b ? -1 : 1));
  const last = entries.length - 1;
  return entries.flatMap(([name, inside], i) => {
    const line = `${indent}${i === last ? '└── ' : '├── '}${name}`;
    return inside.size === 0
      ? [line]
      : [`${line}/`, ...lines(inside, `${indent}${i === last ? '    ' : '│   '}`)];
  });
}
