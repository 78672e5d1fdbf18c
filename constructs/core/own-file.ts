import { lstatSync, readdirSync, readFileSync } from 'node:fs';

/**
 * The text of a file that lies beside a module, such as a template: `ownFile(import.meta.url, './site.conf.hbs')`. Read
 * once, when the module is loaded: what is made of it is the same every time.
 */
export function ownFile(module: string, file: `./${string}`): string {
  return readFileSync(new URL(file, module), 'utf8');
}

/** A file of a folder, as it is on the disk. */
export interface DiskFile {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  /** Undefined when it is no file, and for what nobody looks into (`.git`, `node_modules`). */
  readonly text?: string;
  /** Of what is no text of UTF-8: `text` is its base64. */
  readonly encoding?: 'base64';
  readonly executable: boolean;
  readonly size: number;
}

/** All files of a folder that lies beside a module, in the order of their paths; no more are read than are enough to see that there are too many. */
export function ownFolder(
  module: string,
  folder: string,
  enough: { readonly files: number; readonly bytes: number },
): readonly DiskFile[] {
  const root = new URL(folder.replace(/\/*$/, '/'), module);
  const files: DiskFile[] = [];
  let bytes = 0;
  const walk = (below: string): void => {
    for (const name of readdirSync(new URL(encoded(below), root)).sort()) {
      if (files.length >= enough.files || bytes >= enough.bytes) return;
      const path = `${below}${name}`;
      const at = new URL(encoded(path), root);
      const stats = lstatSync(at);
      const kept = name !== '.git' && name !== 'node_modules';
      if (stats.isDirectory() && kept) {
        walk(`${path}/`);
        continue;
      }
      const read = stats.isFile() && stats.size <= enough.bytes ? decoded(readFileSync(at)) : {};
      bytes += stats.size;
      const executable = (stats.mode & 0o100) !== 0;
      files.push({ path, ...read, executable, size: stats.size });
    }
  };
  walk('');
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A name may have what a URL reads as its own. */
function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function decoded(bytes: Buffer): Pick<DiskFile, 'text' | 'encoding'> {
  const text = bytes.toString('utf8');
  if (!text.includes('\0') && Buffer.from(text).equals(bytes)) return { text };
  return { text: bytes.toString('base64'), encoding: 'base64' };
}
