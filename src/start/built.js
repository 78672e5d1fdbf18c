// The compiler of the package, which is built: package/build.ts.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, digestOf } from './cache.js';
import { run } from './script.js';

const base = new URL('../../', import.meta.url);
const name = fileURLToPath(new URL('src/stowage.cjs', base));
const text = readFileSync(name, 'latin1');

/** The compiler. */
export const { parts, saveCode } = run({
  ...{ text, name, base, digest: digestOf(text) },
  map: () => readFileSync(`${name}.map`, 'utf8'),
  cache: cacheFolder(dirname(fileURLToPath(new URL('../', base)))),
});
