import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf } from '../../start/cache.js';
import { fileOf, saidOf, scopeOf } from '../../start/typescript.js';

/** Everything that was looked at to make modules: while it looks the same, the modules would be the same. */
export interface Looked {
  /** What each file held. */
  readonly files: readonly (readonly [file: string, digest: string])[];
  /** Which file an import of a path meant, from which file; empty for none. */
  readonly meant: readonly (readonly [path: string, from: string, file: string])[];
  /** Where the package was that a file of a folder named. */
  readonly packages: readonly (readonly [folder: string, name: string, at: string])[];
  /** What the package.json above a folder held. */
  readonly scopes: readonly (readonly [folder: string, content: string])[];
}

/** Whether all of it still looks so. */
export function sameLooks({ files, meant, packages, scopes }: Looked, cache: string): boolean {
  try {
    return (
      files.every(([file, digest]) => digestOf(readFileSync(file)) === digest) &&
      meant.every(([path, from, file]) => (fileOf(path, from) ?? '') === file) &&
      packages.every(
        ([folder, name, at]) => packageAt(folder, name) === at && packageAt(cache, name) === at,
      ) &&
      scopes.every(([folder, content]) => scopeIn(folder) === content)
    );
  } catch {
    return false; // what cannot be read is not what was read
  }
}

/** Looks at files, and remembers at what. */
export class Looking {
  readonly #files = new Map<string, string>();
  readonly #meant = new Map<string, readonly [string, string, string]>();
  readonly #packages = new Map<string, readonly [string, string, string]>();
  readonly #scopes = new Map<string, string>();

  text(file: string): string {
    const bytes = readFileSync(file);
    this.#files.set(file, digestOf(bytes));
    return bytes.toString('utf8');
  }

  /** The file that an import of a path means. */
  file(path: string, from: string): string | undefined {
    const file = fileOf(path, from);
    this.#meant.set(`${path}\n${from}`, [path, from, file ?? '']);
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
    this.#scopes.set(folder, scopeIn(folder));
    return saidOf(folder);
  }

  looked(): Looked {
    return {
      files: [...this.#files],
      meant: [...this.#meant.values()],
      packages: [...this.#packages.values()],
      scopes: [...this.#scopes],
    };
  }
}

function scopeIn(folder: string): string {
  const scope = scopeOf(folder);
  return scope === undefined ? '' : digestOf(`${scope.file}\n${scope.text}`);
}

/** The folder of a package that a file in this folder would get, where it really is; undefined for none. */
export function packageAt(folder: string, name: string): string | undefined {
  for (let above = folder; ; above = dirname(above)) {
    const at = join(above, 'node_modules', name);
    if (!above.endsWith('/node_modules') && existsSync(at)) return realpathSync(at);
    if (dirname(above) === above) return undefined;
  }
}
