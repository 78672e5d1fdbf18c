// Lets Node read the author's TypeScript while it runs, for what cannot be made ready before: see src/api/author/load.ts.
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fileOf, formatOf, manner, namesFile, pathOf } from './typescript.js';

/** @type {{ readonly facades: Readonly<Record<string, string>> }} */
let given = { facades: {} };

/** @param {typeof given} data */
export function initialize(data) {
  given = data;
}

/** @type {import('node:module').ResolveHook} */
export async function resolve(wanted, context, next) {
  const { parentURL } = context;
  const [named = '', query = ''] = wanted.split(/(?=[?#])/);
  if (!parentURL?.startsWith('file:') || !namesFile(named) || parentURL.includes('/node_modules/'))
    return next(wanted, context);
  const from = fileURLToPath(parentURL);
  const file = fileOf(pathOf(named, from), from);
  if (file === undefined) return next(wanted, context);
  const facade = given.facades[file];
  if (facade !== undefined) return { url: facade, shortCircuit: true };
  // What loads an entry once more loads what it imports once more.
  const again = /\?again=\d+$/.exec(parentURL)?.[0] ?? '';
  return next(pathToFileURL(file).href + (query || again), context);
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  if (!url.startsWith('file:') || url.includes('/node_modules/')) return next(url, context);
  const file = fileURLToPath(url);
  const format = formatOf(file);
  if (format === undefined) return next(url, context);
  const { transform } = await import('esbuild');
  const { code } = await transform(readFileSync(file, 'utf8'), {
    ...manner(file, format),
    sourcemap: 'inline',
  });
  return { format: format === 'json' ? 'module' : format, source: code, shortCircuit: true };
}
