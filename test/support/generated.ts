import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from '../../src/compile.ts';
import type { Compilable } from '../../src/model/app.ts';
import { bytesOf } from '../../src/out/bytes.ts';

/** Puts what is generated for the one system of an app into a folder, as that of the system, and gives that folder back. */
export function generated(app: Compilable, at: string): string {
  for (const made of compile(app).artifacts) {
    const file = join(at, made.path.replace(/^[^/]+\//, ''));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytesOf(made), { mode: made.executable ? 0o755 : 0o644 });
  }
  return at;
}
