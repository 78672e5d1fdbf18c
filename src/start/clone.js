// The compiler of a clone: one script of its sources, made anew when one of them has changed.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cacheFolder, digestOf, isFresh, keep, put, readKept } from './cache.js';
import { run } from './script.js';

/**
 * @typedef {readonly [file: string, size: number, modified: number, changed: number, inode: number, digest: string]} Seen
 * @typedef {{ readonly text: string, readonly digest: string, readonly facades: Readonly<Record<string, string>>, map(): string }} Made
 */

const base = new URL('../../', import.meta.url);
const root = fileURLToPath(base);
const cache = cacheFolder(root);
/** What made the script, beside its sources. */
const makers = [
  ...['ahead', 'bundle', 'clone', 'names', 'printer'].map((name) => `src/start/${name}.js`),
  'node_modules/esbuild/package.json',
];
const { digest, ...code } = kept() ?? (await made());

/** The compiler. */
export const { parts, saveCode } = run({
  ...code,
  ...{ key: digest, name: join(root, 'src/stowage.cjs'), base: base.href, cache },
});

/** @returns {Made | undefined} what is there, if it is of these sources */
function kept() {
  const bytes = cache && readKept(join(cache, 'clone.json'));
  if (!bytes) return undefined;
  /** @type {{ root: string, seen: readonly Seen[], code: string, facades: Readonly<Record<string, string>> }} */
  const state = JSON.parse(bytes.content.toString());
  if (state.root !== root || !state.seen.every(isSame)) return undefined; // two clones may have one node_modules
  const whole = Object.values(state.facades).every((url) =>
    readKept(fileURLToPath(url), /facade-(.*)\.mjs$/.exec(url)?.[1]),
  );
  const code = whole ? readKept(join(cache, 'clone.cjs')) : undefined;
  return code?.digest === state.code
    ? { text: code.content.toString('latin1'), digest: code.digest, facades: state.facades, map: keptMap }
    : undefined;
}

/** @returns {Promise<Made>} */
async function made() {
  const at = Date.now();
  const { bundle, facade } = await import('./bundle.js').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error('the packages of Stowage are not installed: run npm ci', { cause: error });
  });
  const { text, map, inputs, offered } = await bundle(root, (source) => source);
  const digest = digestOf(text);
  /** @type {Record<string, string>} */
  const facades = {};
  for (const [part, names] of cache ? Object.entries(offered) : []) {
    const content = facade(import.meta.url, part, names);
    const file = join(cache, `facade-${digestOf(content)}.mjs`);
    if (put(file, [content])) facades[join(root, part)] = pathToFileURL(file).href;
  }
  const seen = [...makers.map((one) => join(root, one)), ...inputs].map(see);
  // Of a file that changed meanwhile nobody knows which text was read.
  if (cache && !seen.some(([, , , ctimeMs]) => isFresh({ ctimeMs }, at))) {
    keep(join(cache, 'clone.cjs'), [text]);
    keep(join(cache, 'clone.map'), [map]);
    keep(join(cache, 'clone.json'), [JSON.stringify({ root, seen, code: digest, facades })]);
  }
  return { text, digest, facades, map: () => map };
}

function keptMap() {
  return readKept(join(cache ?? '', 'clone.map'))?.content.toString() ?? '';
}

/** @param {string} file @returns {Seen} */
function see(file) {
  const { size, mtimeMs, ctimeMs, ino } = statSync(file);
  return [file, size, mtimeMs, ctimeMs, ino, digestOf(readFileSync(file))];
}

/** Whether a file is as it was. @param {Seen} seen */
function isSame([file, size, modified, changed, inode, digest]) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size !== size) return false;
  if (stat.mtimeMs === modified && stat.ctimeMs === changed && stat.ino === inode) return true;
  return digestOf(readFileSync(file)) === digest;
}
