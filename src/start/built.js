// The compiler of the package, which is built: package/build.ts makes one script of this file too, which no loader of modules has to read.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { cacheFolder, isFresh, lookOf } from './cache.js';
import { run } from './script.js';

const base = new URL('../../', import.meta.url);
const dist = fileURLToPath(base);
const name = join(dist, 'src/stowage.cjs');
const stat = statSync(name);

/** The compiler. */
export const { parts, saveCode } = run({
  ...{ text: readFileSync(name, 'latin1'), name, base: base.href },
  // Nobody edits what is installed; who does changes how it looks.
  key: lookOf(stat),
  map: () => gunzipSync(readFileSync(`${name}.map.gz`)).toString(),
  cache: isFresh(stat) ? undefined : cacheFolder(dirname(dist)),
});
