import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { put } from '../support/folder.ts';

const root = resolve(import.meta.dirname, '../..');

/** The package as npm packs it, in a folder of its own that its users share. */
export class Packed {
  readonly folder = mkdtempSync(join(tmpdir(), 'stowage-packed-'));
  /** The tarball. */
  readonly tarball: string;
  /** What it holds, unpacked. */
  readonly content = join(this.folder, 'package');

  constructor() {
    const stage = join(this.folder, 'stage');
    for (const name of ['package.json', 'README.md', 'src/cli/stowage.cjs'])
      cpSync(join(root, name), join(stage, name));
    const run = (command: string, args: readonly string[], cwd: string) =>
      execFileSync(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    run(process.execPath, ['--import', 'tsx', 'package/build.ts', join(stage, 'dist')], root);
    run('npm', ['pack', '--ignore-scripts', '--pack-destination', this.folder], stage);
    this.tarball = join(this.folder, readdirSync(this.folder).find((name) => name.endsWith('.tgz')) ?? '');
    run('tar', ['-xzf', this.tarball, '-C', this.folder], this.folder);
  }

  /**
   * A folder with these files in which the package is installed, as npm would without a network: what it depends on is
   * that of this repository. `at` are the folders that have a copy of it.
   */
  user(files: Readonly<Record<string, string>>, at: readonly string[] = ['.']): string {
    const folder = mkdtempSync(join(this.folder, 'user-'));
    put(folder, files);
    for (const above of at) this.#install(join(folder, above, 'node_modules'));
    const modules = join(folder, 'node_modules');
    for (const name of ['constructs', 'esbuild'])
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
    mkdirSync(join(modules, '.bin'));
    symlinkSync('../stowage/src/cli/stowage.cjs', join(modules, '.bin/stowage'));
    return folder;
  }

  #install(modules: string): void {
    mkdirSync(modules, { recursive: true });
    cpSync(this.content, join(modules, 'stowage'), { recursive: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Bytes of all files below a folder; one that has two names counts once. */
export function sizeOf(folders: readonly string[]): number {
  const sizes = new Map<number, number>();
  for (const folder of folders)
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const { ino, size } = statSync(join(entry.parentPath, entry.name));
        sizes.set(ino, size);
      }
  return [...sizes.values()].reduce((total, size) => total + size, 0);
}

/** The folders of these packages and of all that they depend on, where it is installed. */
export function closureOf(names: readonly string[], found = new Set<string>()): readonly string[] {
  for (const name of names) {
    const folder = join(root, 'node_modules', name);
    if (found.has(folder) || !existsSync(folder)) continue;
    found.add(folder);
    const { dependencies, optionalDependencies } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    closureOf(Object.keys({ ...dependencies, ...optionalDependencies }), found);
  }
  return [...found];
}
