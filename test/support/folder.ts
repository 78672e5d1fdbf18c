import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone when the test is over, with these files in it. */
export function folder(files: Readonly<Record<string, string>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'stowage-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  put(path, files);
  return path;
}

/** Writes these files below a folder. */
export function put(path: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
}

/** Every file below a folder with its content; `*` behind the name of one that can be run, `@` behind a link. */
export function tree(path: string): Record<string, string> {
  const entries = readdirSync(path, { withFileTypes: true }).flatMap(({ name }): [string, string][] => {
    const stat = lstatSync(join(path, name));
    if (stat.isDirectory())
      return Object.entries(tree(join(path, name))).map(([below, content]) => [`${name}/${below}`, content]);
    if (stat.isSymbolicLink()) return [[`${name}@`, '']];
    const content = stat.isFile() ? readFileSync(join(path, name), 'utf8') : '';
    return [[(stat.mode & 0o100) === 0 ? name : `${name}*`, content]];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
