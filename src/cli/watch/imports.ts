import { readFileSync, statSync } from 'node:fs';
import { fileOf, pathOf } from '../../start/typescript.js';

/** What of a file is looked at again only when the file has changed. */
const known = new Map<string, { readonly state: string; readonly imports: readonly string[] }>();

/** An import by a path, of whichever kind: of packages nothing is watched. */
const byPath = /\b(?:from|import|require)\s*\(?\s*['"`](\.{1,2}\/[^'"`]*|file:[^'"`]*)['"`]/g;

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
  if (before?.state === state) return before.imports.map((path) => fileOf(path, file) ?? path);
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return []; // it went meanwhile, or is no file
  }
  const imports = [...text.matchAll(byPath)].map(([, wanted = '']) => named(wanted, file));
  known.set(file, { state, imports });
  return imports.map((path) => fileOf(path, file) ?? path);
}

/** The path that an import names; one that is half typed names none that is there. */
function named(wanted: string, from: string): string {
  try {
    return pathOf(wanted, from);
  } catch {
    return wanted;
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
