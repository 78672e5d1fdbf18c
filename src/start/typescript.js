// Which file an import of the author's means, and how his sources become what Node reads.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What an import may leave out. */
const endings = ['.ts', '.tsx', '.mts', '.js', '.mjs', '.jsx', '.json'];
/** What may stand for what TypeScript makes of it. @type {Readonly<Record<string, readonly string[]>>} */
const sourcesOf = { '.js': ['.ts', '.tsx'], '.mjs': ['.mts'], '.cjs': ['.cts'], '.jsx': ['.tsx'] };

/** Whether an import names a file, and no package. @param {string} wanted */
export function namesFile(wanted) {
  return /^(\.{0,2}\/|\.{1,2}$|file:)/.test(wanted);
}

/** The path that such an import names. @param {string} wanted @param {string} from the file that imports it */
export function pathOf(wanted, from) {
  if (wanted.startsWith('file:')) return fileURLToPath(wanted);
  const path = decodeURIComponent(wanted);
  return path.startsWith('/') ? path : join(dirname(from), path);
}

/**
 * The file that it means, where it really is; undefined when there is none.
 * @param {string} path
 * @param {string} from the file that imports it
 */
export function fileOf(path, from) {
  const end = extname(path);
  const stem = path.slice(0, path.length - end.length);
  const written = (sourcesOf[end] ?? []).map((source) => stem + source);
  const itself = /\.[cm]?tsx?$/.test(from) ? [...written, path] : [path, ...written];
  const bare = path.replace(/\/$/, '');
  const candidates = [
    ...itself,
    ...endings.map((one) => bare + one),
    ...endings.map((one) => `${bare}/index${one}`),
  ];
  const found = candidates.find((one) => statSync(one, { throwIfNoEntry: false })?.isFile());
  return found && realpathSync.native(found);
}

/**
 * The package.json that says what the files of a folder are.
 * @param {string} folder
 * @returns {{ readonly file: string, readonly text: string } | undefined}
 */
export function scopeOf(folder) {
  const file = scopeFile(folder);
  return file === undefined ? undefined : { file, text: readFileSync(file, 'utf8') };
}

/** Its path. @param {string} folder @returns {string | undefined} */
export function scopeFile(folder) {
  for (let above = folder; ; above = dirname(above)) {
    const file = join(above, 'package.json');
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
    if (dirname(above) === above || above.endsWith('/node_modules')) return undefined;
  }
}

/**
 * The name and the type that it says.
 * @param {string} folder
 * @returns {{ readonly name?: unknown, readonly type?: unknown }}
 */
export function saidOf(folder) {
  const { file, text } = scopeOf(folder) ?? { file: '', text: '{}' };
  try {
    return Object(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} is no JSON`, { cause });
  }
}

/**
 * What Node would take a file for; undefined for what it reads itself.
 * @param {string} file
 * @returns {'module' | 'commonjs' | 'json' | undefined}
 */
export function formatOf(file) {
  const end = extname(file);
  if (end === '.json') return 'json';
  if (/^\.m[jt]s$/.test(end)) return 'module';
  if (end === '.cts') return 'commonjs';
  if (!/^\.[jt]sx?$/.test(end)) return undefined;
  const { type } = saidOf(dirname(file));
  if (type === 'module') return 'module';
  return end === '.js' ? undefined : 'commonjs';
}

/**
 * How a source is made into what Node reads. No tsconfig.json has a say: what a source means must not depend on where it lies.
 * @param {string} file
 * @param {'module' | 'commonjs' | 'json'} format
 * @returns {import('esbuild').TransformOptions}
 */
export function manner(file, format) {
  const end = extname(file);
  const runs = (/** @type {boolean} */ begins) =>
    `globalThis[Symbol.for("stowage.runs")]?.(${JSON.stringify(file)}, ${begins});`;
  return {
    // Each tells that it begins and that it has ended: where one never does, that is the one to name. See src/api/author/running.ts.
    ...{ banner: runs(true), footer: runs(false) },
    loader: format === 'json' ? 'json' : /x$/.test(end) ? 'tsx' : /ts$/.test(end) ? 'ts' : 'js',
    format: format === 'commonjs' ? 'cjs' : 'esm',
    ...{ platform: 'node', target: 'node20.19', charset: 'utf8', tsconfigRaw: '{}', logLevel: 'silent' },
    ...{ sourcefile: file, sourcesContent: false },
  };
}
