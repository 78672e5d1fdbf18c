import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What of a file is looked at again only when the file has changed. */
const known = new Map<string, { readonly state: string; readonly imports: readonly string[] }>();

/** An import by a path, of whichever kind: of packages nothing is watched. */
const byPath = /\b(?:from|import|require)\s*\(?\s*['"`](\.{1,2}\/[^'"`]*|file:[^'"`]*)['"`]/g;

/** TypeScript may be imported under the name that it has once it is JavaScript, and by some loaders under none. */
const spellings = ['', '.ts', '.mts', '.cts', '.js', '.mjs', '.json', '/index.ts', '/index.js'];

/**
 * A file and all that it imports by a path, as text: it may be broken, and nothing of it is run. What is not there (yet) is among them, under the
 * name that it is imported by.
 */
export function importedBy(entry: string): ReadonlySet<string> {
  const found = new Set<string>();
  const next = [entry];
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    if (found.has(file) || file.includes('/node_modules/')) continue;
    found.add(file);
    next.push(...importsOf(file));
  }
  return found;
}

function importsOf(file: string): readonly string[] {
  const state = stateOf(file);
  if (state === undefined) return [];
  const before = known.get(file);
  if (before?.state === state) return before.imports.map(standing);
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return []; // it went meanwhile, or is no file
  }
  const imports = [...text.matchAll(byPath)].map(([, path = '']) =>
    path.startsWith('file:') ? pathOf(path) : resolve(dirname(file), path),
  );
  known.set(file, { state, imports });
  return imports.map(standing);
}

/** The file that is meant by a path. */
function standing(path: string): string {
  const bare = path.replace(/\.([cm]?)js$/, '');
  const spelled = [...spellings.map((end) => path + end), ...spellings.map((end) => bare + end)];
  return spelled.find((one) => stateOf(one) !== undefined) ?? path;
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}

/** What differs once a file was written: an editor may put another one in its place, or write as much at the same time. */
export function stateOf(file: string): string | undefined {
  try {
    const { mtimeNs, ctimeNs, size, ino, isFile } = describe(file);
    return isFile ? [mtimeNs, ctimeNs, size, ino].join(' ') : undefined;
  } catch {
    return undefined;
  }
}

function describe(file: string) {
  const stat = statSync(file, { bigint: true });
  return { ...stat, isFile: stat.isFile() };
}
