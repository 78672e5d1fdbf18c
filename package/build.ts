// Builds the package into dist/, or into another folder: npm run build. Nothing of it is committed, and nothing in a clone reads it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { firstOfLines } from './lines.ts';
import { vendor, vendored } from './vendor.ts';

const root = resolve(import.meta.dirname, '..');
const dist = resolve(process.argv[2] ?? join(root, 'dist'));

rmSync(dist, { recursive: true, force: true });
compile();
for (const file of below(dist)) rewrite(file);
prune();
copyWhatIsRead();
await vendor(root, dist);

/** Comments are for editors, which read the declarations, and a third of the code. */
function compile(): void {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  for (const how of [['--emitDeclarationOnly'], ['--declaration', 'false', '--removeComments']]) {
    const args = [tsc, '-p', join(root, 'package'), '--outDir', dist, ...how];
    if (spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0)
      throw new Error('the package does not compile');
  }
}

/** What of a file is true of the sources and not of the package. */
function rewrite(file: string): void {
  if (/\.(js|d\.ts)$/.test(file)) {
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, file.endsWith('.d.ts') ? declared(text) : ours(file, text));
  }
  if (!file.endsWith('.map')) return;
  const { sourceRoot: _, sources, mappings, ...map } = JSON.parse(readFileSync(file, 'utf8'));
  // Beside the file, wherever a clone of the repository may be: what is in the folder of Stowage is no author's.
  const beside = sources.map((source: string) => source.replace(/^.*\//, ''));
  writeFileSync(file, JSON.stringify({ ...map, sources: beside, mappings: firstOfLines(mappings) }));
}

/** TypeScript leaves the endings of imports in declarations; and what is private makes no two copies of a class differ. */
function declared(text: string): string {
  return text.replace(/(['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2').replace(/^ +#private;\n/gm, '');
}

/** Packages that go into ours are imported from there. */
function ours(file: string, text: string): string {
  return text.replace(/( from |import\.meta\.url\)\()'([\w-]+)'/g, (said, before: string, name: string) => {
    const target = vendored.get(name);
    return target === undefined ? said : `${before}'${relative(dirname(file), join(dist, target))}'`;
  });
}

/** Takes away what nobody who uses the package can reach. */
function prune(): void {
  const { exports: offered } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = Object.values<string | Readonly<Record<string, string>>>(offered).filter(
    (one) => typeof one !== 'string',
  );
  const reached = new Set<string>();
  const walk = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, by, late] of readFileSync(file, 'utf8').matchAll(
      /(?: from |import )'(\.[^']+)'|import\("?'?(\.[^'")]+)/g,
    )) {
      const to = resolve(dirname(file), by ?? late ?? '');
      if (!to.includes('/vendor/')) walk(file.endsWith('.d.ts') ? to.replace(/\.js$/, '.d.ts') : to);
    }
  };
  for (const { types = '', default: code = '' } of entries) for (const one of [types, code]) walk(built(one));
  walk(join(dist, 'src/cli/main.js'));
  for (const file of below(dist)) if (!reached.has(file.replace(/\.map$/, ''))) rmSync(file);
}

/** Templates, scripts and schemas, which are read where they lie beside the code. */
function copyWhatIsRead(): void {
  const code = below(dist).filter((file) => file.endsWith('.js'));
  for (const folder of ['src', 'constructs'])
    for (const file of below(join(root, folder)))
      if (/\.(hbs|sh|sql|ts\.txt|bash|zsh|fish)$/.test(file)) cpSync(file, join(dist, relative(root, file)));
  // Text for "stowage init": no compiler takes it for a source of the package.
  for (const file of below(join(root, 'stacks')).filter((one) => !relative(root, one).includes('/test/')))
    cpSync(file, join(dist, `${relative(root, file)}.txt`));
  mkdirSync(join(dist, 'schemas'));
  for (const name of readdirSync(join(root, 'schemas')).filter((one) => one.endsWith('.schema.json'))) {
    const schema: unknown = JSON.parse(readFileSync(join(root, 'schemas', name), 'utf8'));
    if (code.some((file) => readFileSync(file, 'utf8').includes(`'${name}'`)))
      writeFileSync(join(dist, 'schemas', name), JSON.stringify(schema));
  }
}

/** A file of the package, as package.json names it. */
function built(path: string): string {
  return join(dist, relative('dist', path));
}

function below(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
