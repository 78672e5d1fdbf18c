import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf, isFresh, lookOf } from '../../start/cache.js';
import { fileOf, saidOf, scopeFile, scopeOf } from '../../start/typescript.js';

/** Everything that was looked at to make modules: while it looks the same, the modules would be the same. */
export interface Looked {
  /** What each file held, and how it looked; empty where it had just changed. */
  readonly files: readonly (readonly [file: string, digest: string, look: string])[];
  /** Which file an import of a path meant, from which file; empty for none. */
  readonly meant: readonly (readonly [path: string, from: string, file: string])[];
  /** Where the package was that a file of a folder named. */
  readonly packages: readonly (readonly [folder: string, name: string, at: string])[];
  /** What the package.json above a folder held, and how it looked. */
  readonly scopes: readonly (readonly [folder: string, content: string, look: string])[];
}

/** What was looked at, if all of it is still what it was; another where something only looks otherwise. */
export function lookedAgain(looked: Looked, cache: string): Looked | undefined {
  const { files, meant, packages, scopes } = looked;
  let touched = false;
  const same = (held: string, look: string, now: () => string, looks: string): boolean => {
    if (look !== '' && look === looks) return true;
    touched = true;
    return now() === held;
  };
  try {
    const unchanged =
      files.every(([file, digest, look]) =>
        same(digest, look, () => digestOf(readFileSync(file)), lookNow(file)),
      ) &&
      meant.every(([path, from, file]) => (fileOf(path, from) ?? '') === file) &&
      packages.every(
        ([folder, name, at]) => packageAt(folder, name) === at && packageAt(cache, name) === at,
      ) &&
      scopes.every(([folder, content, look]) =>
        same(content, look, () => scopeIn(folder), scopeLook(folder)),
      );
    if (!unchanged) return undefined;
    return touched
      ? {
          ...looked,
          files: files.map(([file, digest]) => [file, digest, lookNow(file)]),
          scopes: scopes.map(([folder, content]) => [folder, content, scopeLook(folder)]),
        }
      : looked;
  } catch {
    return undefined; // what cannot be read is not what was read
  }
}

/** How a file looks; empty where it changed so lately that it may change again and look the same. */
function lookNow(file: string): string {
  const stat = statSync(file);
  return isFresh(stat) ? '' : lookOf(stat);
}

/** Looks at files, and remembers at what. */
export class Looking {
  readonly #files = new Map<string, readonly [string, string, string]>();
  readonly #meant = new Map<string, readonly [string, string, string]>();
  readonly #packages = new Map<string, readonly [string, string, string]>();
  readonly #scopes = new Map<string, readonly [string, string, string]>();

  text(file: string): string {
    const look = lookNow(file);
    const bytes = readFileSync(file);
    this.#files.set(file, [file, digestOf(bytes), look]);
    return bytes.toString('utf8');
  }

  /** The file that an import of a path means. */
  file(path: string, from: string): string | undefined {
    const file = fileOf(path, from);
    this.#meant.set(`${path}\n${/\.[cm]?tsx?$/.test(from)}`, [path, from, file ?? '']);
    return file;
  }

  /** The folder of a package, for a file in this one. */
  package(folder: string, name: string): string | undefined {
    const at = packageAt(folder, name);
    if (at !== undefined) this.#packages.set(`${folder}\n${name}`, [folder, name, at]);
    return at;
  }

  /** The name and the type that the package.json above a folder says. */
  scope(folder: string): { readonly name?: unknown; readonly type?: unknown } {
    if (!this.#scopes.has(folder)) {
      const look = scopeLook(folder);
      this.#scopes.set(folder, [folder, scopeIn(folder), look]);
    }
    return saidOf(folder);
  }

  looked(): Looked {
    return {
      files: [...this.#files.values()],
      meant: [...this.#meant.values()],
      packages: [...this.#packages.values()],
      scopes: [...this.#scopes.values()],
    };
  }
}

function scopeIn(folder: string): string {
  const scope = scopeOf(folder);
  return scope === undefined ? '' : digestOf(`${scope.file}\n${scope.text}`);
}

function scopeLook(folder: string): string {
  const file = scopeFile(folder);
  const look = file === undefined ? '' : lookNow(file);
  return look && `${file} ${look}`;
}

/** The folder of a package that a file in this folder would get, where it really is; undefined for none. */
export function packageAt(folder: string, name: string): string | undefined {
  for (let above = folder; ; above = dirname(above)) {
    const at = join(above, 'node_modules', name);
    if (!above.endsWith('/node_modules') && existsSync(at)) return realpathSync.native(at);
    if (dirname(above) === above) return undefined;
  }
}
