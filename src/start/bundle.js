// Makes one script of the compiler's sources. In JavaScript, for it is what reads TypeScript; a clone runs it when a source has changed, and
// package/build.ts for what is published.
import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { ofProducts, templateOfFolder, templates, templatesIn, validators } from './ahead.js';
import { classesNamed } from './names.js';

/** Packages that stay as they are: of the author's tree, or asked for by what few use. */
const outside = ['constructs', 'cdktn', 'ts-morph', 'esbuild', 'source-map'];

/** What Node takes milliseconds to load, and few commands ask for: these names of it, and not before they do. */
const late = {
  child_process: ['fork', 'spawn', 'spawnSync'],
  crypto: ['createHash', 'randomUUID'],
  readline: ['createInterface'],
  'timers/promises': ['setTimeout'],
  worker_threads: ['Worker'],
  zlib: ['gunzipSync'],
};

/** What asks for a package of modules alone, which no script can: published as it is. */
export const apart = ['src/testing/vitest.ts'];

/**
 * @param {string} root the folder with package.json
 * @param {(source: string) => string} named what a source is called where the script is
 * @param {(text: string) => string} others what is made of the files of packages
 * @param {import('esbuild').BuildOptions} how what else is asked of esbuild
 * @param {(path: string, text: string) => string} ours what is made of a source of ours
 * @returns {Promise<{ text: string, map: string, inputs: readonly string[], offered: Readonly<Record<string, readonly string[]>> }>} `offered`
 * are the names that each part exports; paths are absolute
 */
export async function bundle(root, named, others = (text) => text, how = {}, ours = (_, text) => text) {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  /** @type {readonly string[]} */
  const offeredParts = Object.values(exports).flatMap(
    (one) => one.default?.slice('./dist/'.length).replace(/js$/, 'ts') ?? [],
  );
  const parts = offeredParts.filter((part) => !apart.includes(part));
  const read = new Set([join(root, 'package.json')]);
  const entry = ['src/cli/main.ts', ...parts].map(
    (part) => `${JSON.stringify(part)}: () => require('./${part}'),`,
  );
  /** @type {import('esbuild').Plugin} */
  const sources = {
    name: 'sources',
    setup(esbuild) {
      esbuild.onResolve({ filter: /^templates:/ }, ({ path }) => ({
        path: path.slice(10),
        namespace: 'templates',
      }));
      esbuild.onLoad({ filter: /./, namespace: 'templates' }, ({ path }) => ({
        contents: others(templates(path, root)),
        resolveDir: root,
      }));
      esbuild.onLoad({ filter: /\/src\/(files|schema)\/ahead\.ts$/ }, ({ path }) => {
        read.add(path);
        const { contents, from } = path.includes('/schema/') ? validators(root) : ofProducts(root);
        for (const file of from) read.add(file);
        return { contents: others(contents), resolveDir: dirname(path) };
      });
      esbuild.onLoad({ filter: /\.ts$/ }, ({ path }) => ({ contents: source(path), loader: 'ts' }));
      esbuild.onLoad({ filter: /\.[cm]?js$/ }, ({ path }) => ({
        contents: others(readFileSync(path, 'utf8')),
      }));
    },
  };
  /** @param {string} path */
  function source(path) {
    const text = ours(path, readFileSync(path, 'utf8'));
    const own = text.replace(/\bownFile\(import\.meta\.url, '(\.\/[^']+)'\)/g, (said, name) => {
      const file = resolve(dirname(path), name);
      if (!existsSync(file)) return said; // an example in a comment
      read.add(file);
      return JSON.stringify(readFileSync(file, 'utf8'));
    });
    const made = own.replace(templateOfFolder, (_, name) => {
      const folder = resolve(dirname(path), name);
      for (const file of templatesIn(folder)) read.add(file);
      return `require(${JSON.stringify(`templates:${folder}`)})[name]`;
    });
    const place = JSON.stringify(named(relative(root, path)));
    const loaded = made.replace(/\bcreateRequire\(import\.meta\.url\)\(('[\w./-]+')\)/g, 'require($1)');
    const late = loaded.replace(/(?<!typeof )\bimport\((?!'\.)/g, 'import.meta.compiler.import(');
    return late.replaceAll('import.meta.url', `__at(${place})`);
  }
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: `module.exports = {\n${entry.join('\n')}\n};`, resolveDir: root, loader: 'js' },
    ...{ bundle: true, write: false, metafile: true, outfile: join(root, 'stowage.cjs') },
    ...{ format: 'cjs', platform: 'node', target: 'node20.19', charset: 'ascii' },
    sourcemap: 'external',
    logLevel: 'silent',
    sourcesContent: false,
    keepNames: true, // of classes: what one may do is looked up by its name
    legalComments: 'none',
    external: [
      ...outside,
      ...builtinModules.filter((name) => !(name in late)).flatMap((name) => [name, `node:${name}`]),
    ],
    define: { 'import.meta.compiler': '__compiler' },
    tsconfigRaw: '{}',
    plugins: [lately, sources],
    ...how,
  });
  const [map = '', code = ''] = outputFiles.map(({ text }) => text);
  for (const path of Object.keys(metafile.inputs))
    if (!/^<stdin>$|^(templates|late):/.test(path)) read.add(join(root, path));
  return {
    // Around it what a module gets, and who says where its sources are.
    text: `(function (exports, require, module, __at, __compiler) {${inAscii(classesNamed(code))}\n})`,
    map,
    inputs: [...read].sort(),
    offered: Object.fromEntries(
      await Promise.all(parts.map(async (part) => [part, await namesOf(join(root, part))])),
    ),
  };
}

/**
 * What esbuild leaves of other characters, which the script is not read with: those of regular expressions.
 * @param {string} code @returns {string} the same
 */
function inAscii(code) {
  return code.replace(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Asks for what takes Node long when it is called. @type {import('esbuild').Plugin} */
export const lately = {
  name: 'lately',
  setup(esbuild) {
    const filter = new RegExp(`^node:(${Object.keys(late).join('|')})$`);
    esbuild.onResolve({ filter }, ({ path, namespace }) =>
      namespace === 'late' ? { path, external: true } : { path, namespace: 'late' },
    );
    esbuild.onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({
      contents: Object.entries(late)
        .flatMap(([name, asked]) => (path === `node:${name}` ? asked : []))
        .map((name) => {
          const itself = `(require(${JSON.stringify(path)}).${name})`;
          const makes = /^[A-Z]/.test(name) ? `new ${itself}` : itself;
          return `export function ${name}(...all) { return ${makes}(...all); }`;
        })
        .join('\n'),
    }));
  },
};

/** What a module exports that is there when it runs. @param {string} file @returns {Promise<readonly string[]>} */
async function namesOf(file) {
  const { metafile } = await build({
    absWorkingDir: dirname(file),
    entryPoints: [file],
    ...{ bundle: true, write: false, metafile: true, outdir: dirname(file) },
    ...{ format: 'esm', platform: 'node', packages: 'external', tsconfigRaw: '{}', logLevel: 'silent' },
  });
  return Object.values(metafile.outputs).flatMap(({ exports }) => exports);
}

/**
 * A module that offers what a part exports.
 * @param {string} opener the module that opens the compiler, as it is imported
 * @param {string} part
 * @param {readonly string[]} names
 */
export function facade(opener, part, names) {
  const consts = names.filter((name) => name !== 'default');
  return `import { parts } from ${JSON.stringify(opener)};
const part = parts[${JSON.stringify(part)}]();
export const { ${consts.join(', ')} } = part;
${names.includes('default') ? 'export default part.default;\n' : ''}`;
}
