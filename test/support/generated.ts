import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from '../../src/compile.ts';
import type { Compilable } from '../../src/model/app.ts';

/** Puts what is generated for the one system of an app into a folder, as that of the system, and gives that folder back. */
export function generated(app: Compilable, at: string): string {
  for (const { path, content, executable } of compile(app).artifacts) {
    const file = join(at, path.replace(/^[^/]+\//, ''));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: executable ? 0o755 : 0o644 });
  }
  return at;
}
