// Builds the package into dist/, or into another folder: npm run build. Nothing of it is committed, and nothing in a clone reads it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transformSync } from 'esbuild';
import { help } from '../src/cli/help.ts';
import { unexplained } from '../src/start/ahead.js';
import { apart, bundle, facade, lately } from '../src/start/bundle.js';
import { saidOnce, unsourced } from './data.ts';
import { licences } from './licences.ts';
import { fewerLines } from './lines.ts';
import { fewerSpaces } from './spaces.ts';

const root = resolve(import.meta.dirname, '..');
const dist = resolve(process.argv[2] ?? join(root, 'dist'));

rmSync(dist, { recursive: true, force: true });
declare();
await compile();
copyWhatIsRead();

/** Comments are for editors, which read the declarations. */
function declare(): void {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const args = [tsc, '-p', join(root, 'package'), '--outDir', dist, '--emitDeclarationOnly'];
  if (spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0)
    throw new Error('the package does not compile');
  for (const file of below(dist)) writeFileSync(file, declared(readFileSync(file, 'utf8')));
  const { exports: offered } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  prune(Object.values<{ readonly types?: string }>(offered).flatMap(({ types }) => types ?? []));
}

/** TypeScript leaves the endings of imports in declarations; and what is private makes no two copies of a class differ. */
function declared(text: string): string {
  return text
    .replace(/(['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2')
    .replace(/^ +#private;\n/gm, '')
    .replace(/^(?: {4})+/gm, (margin) => '\t'.repeat(margin.length / 4));
}

/** Takes away what no entry leads to. */
function prune(entries: readonly string[]): void {
  const reached = new Set<string>();
  const walk = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, by, late] of readFileSync(file, 'utf8').matchAll(
      /(?: from |import )'(\.[^']+)'|import\("?'?(\.[^'")]+)/g,
    ))
      walk(resolve(dirname(file), by ?? late ?? '').replace(/\.js$/, '.d.ts'));
  };
  for (const one of entries) walk(join(dist, relative('dist', one)));
  for (const file of below(dist)) if (!reached.has(file)) rmSync(file);
}

/** One script with the code of all parts, a module that opens it, and one for each part that offers what the part exports. */
async function compile(): Promise<void> {
  const { text, map, inputs, offered } = await bundle(
    root,
    (source) => source.replace(/\.ts$/, '.js'),
    (code) => transformSync(code, { minify: true, keepNames: true }).code,
    // Short names are an eighth of it, and indentation another; without templates no text goes over several lines.
    { minifyIdentifiers: true, supported: { 'template-literal': false } },
    (path, source) => {
      if (path.endsWith('/images/table.gen.ts')) return saidOnce(unsourced(source));
      return path.endsWith('/props/shapes.gen.ts') ? saidOnce(source) : source;
    },
  );
  const { sources: all, mappings, ...rest } = JSON.parse(map);
  const sources: readonly string[] = all.map((one: string) =>
    /^(src|constructs)\/(?!.*\/ahead\.ts$)/.test(one) ? one : '',
  );
  const script = fewerLines(
    text.replaceAll('/* @__PURE__ */ ', ''),
    mappings,
    (file) => sources[file] !== '',
  );
  const lines = script.text.split('\n').map(fewerSpaces);
  write('src/stowage.cjs', `${lines.join('\n')}\n`);
  const small = { ...rest, sources, names: [], mappings: script.mappings };
  // Asked for traces alone, and a tenth of its size.
  write('src/stowage.cjs.map.gz', gzipSync(JSON.stringify(small), { level: 9 }));
  for (const name of ['hooks', 'typescript'])
    write(`src/start/${name}.js`, readFileSync(join(root, `src/start/${name}.js`), 'utf8'));
  await open();
  for (const [part, names] of Object.entries(offered)) {
    const file = part.replace(/\.ts$/, '.js');
    const opener = relative(dirname(file), 'src/start/built.js');
    write(file, facade(opener.startsWith('.') ? opener : `./${opener}`, part, names));
  }
  for (const part of apart) {
    const { code } = transformSync(readFileSync(join(root, part), 'utf8'), {
      loader: 'ts',
      target: 'node20.19',
    });
    write(part.replace(/\.ts$/, '.js'), code.replace(/(from "\.{1,2}\/[^"]+)\.ts"/g, '$1.js"'));
  }
  write('LICENSES.txt', licences(inputs));
}

/** What opens the script: for the command a script too, for programs a module, and both of them open one. */
async function open(): Promise<void> {
  await build({
    entryPoints: [join(root, 'src/start/built.js')],
    ...{ outfile: join(dist, 'src/start/built.cjs'), bundle: true, logLevel: 'silent' },
    ...{ format: 'cjs', platform: 'node', target: 'node20.19', tsconfigRaw: '{}' },
    plugins: [lately],
    define: { 'import.meta.url': '__url' },
    banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
  });
  write(
    'src/start/built.js',
    "import built from './built.cjs';\n\nexport const { parts, saveCode } = built;\n",
  );
}

/** What is read where it lies beside the code: texts, and schemas, to say what is wrong, also those that others may import. */
function copyWhatIsRead(): void {
  for (const file of below(join(root, 'src')))
    if (/\.(ts\.txt|bash|zsh|fish)$/.test(file)) cpSync(file, join(dist, relative(root, file)));
  write('src/cli/help.txt', help());
  // Text for "stowage init": no compiler takes it for a source of the package.
  const stacks = below(join(root, 'stacks')).filter(
    (file) => /^stacks\/posthog(\.ts|\/[^/]+\.ts)$/.test(relative(root, file)), // nobody's own
  );
  for (const file of stacks) cpSync(file, join(dist, `${relative(root, file)}.txt`));
  // What somebody begins with who brings a language: nothing of ours reads them there.
  for (const file of below(join(root, 'src/targets'))) {
    const [, target, name = ''] =
      /targets\/(\w+)\/templates\/(?:runbook\/)?(\w+)\.en\.md\.hbs$/.exec(file) ?? [];
    const called = target === 'operations' ? name.replace('README', 'opening') : target;
    if (name !== '') write(`templates/${called}.md.hbs`, readFileSync(file, 'utf8'));
  }
  const code = readFileSync(join(dist, 'src/stowage.cjs'), 'utf8');
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  for (const name of readdirSync(join(root, 'schemas')).filter((one) => one.endsWith('.schema.json'))) {
    const schema: unknown = JSON.parse(readFileSync(join(root, 'schemas', name), 'utf8'));
    const isPublic = manifest.includes(`dist/schemas/${name}`);
    // No message of ours says what a schema of others says of a key.
    if (isPublic || code.includes(name))
      write(`schemas/${name}`, JSON.stringify(schema, isPublic ? undefined : unexplained));
  }
}

function write(path: string, content: string | Uint8Array): void {
  const file = join(dist, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function below(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
