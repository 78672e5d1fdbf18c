import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { compile } from '../../src/compile.ts';
import { shopApp } from './shop.app.ts';

/** Puts what is generated for the shop into a folder, and gives that folder back. */
export function shopFolder(at: string): string {
  for (const { path, content, executable } of compile(shopApp()).artifacts) {
    const file = join(at, relative('shop', path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: executable ? 0o755 : 0o644 });
  }
  return at;
}
