import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { own } from '../../compose/own.ts';
import { formatOf, manner, namesFile, pathOf } from '../../start/typescript.js';
import { root } from '../built.ts';
import type { Looked } from './looked.ts';
import { Looking, packageAt } from './looked.ts';
import type { Link, Parts, Scriptable, Scripted } from './scripted.ts';
import { scripted } from './scripted.ts';
import type { Import } from './spliced.ts';
import { importsOf, spliced } from './spliced.ts';

/** One of the author's sources, as Node reads it. */
export interface Module {
  readonly source: string;
  readonly content: string;
}

/** Modules that import each other by their numbers: `./3.mjs`. The entry is the first. */
export interface Linked {
  readonly modules: readonly Module[];
  /** All of them in one; undefined where that is not the same. */
  readonly script: Scripted | undefined;
  readonly looked: Looked;
}

/** Whom an import leads to that is no source of the author's: what a clone offers, by its source. */
export type Facades = Readonly<Record<string, string>>;

type Transform = typeof import('esbuild').transform;

/** What only Node can decide while it runs. */
class Undecided {}

/**
 * Makes a module of each source that an entry leads to.
 * @param cache where they will be
 * @param parts what a script of them would have of Stowage. @default - none is made
 * @returns undefined where something in them cannot be known before they run
 * @throws what esbuild throws of a syntax error, and what Node would of an import that leads nowhere
 */
export async function linked(
  entry: string,
  cache: string,
  facades: Facades,
  parts?: Parts,
): Promise<Linked | undefined> {
  const looking = new Looking();
  looking.text(createRequire(import.meta.url).resolve('esbuild/package.json'));
  const { transform } = await import('esbuild');
  const numbers = new Map([[entry, 0]]);
  /** Those that nothing but a late import asks for. */
  const late = new Set<string>();
  const modules: Module[] = [];
  const scriptables: Scriptable[] = [];

  const number = (file: string, one: Import): number => {
    if (!one.late) late.delete(file);
    else if (!numbers.has(file)) late.add(file);
    if (!numbers.has(file)) numbers.set(file, numbers.size);
    return numbers.get(file) ?? 0;
  };
  /** What stands in place of what it asks for, and what a script asks for. */
  const target = (
    one: Import,
    from: string,
  ): readonly [named?: string | undefined, link?: Link | undefined] => {
    const { wanted } = one;
    if (isBuiltin(wanted)) return [undefined, `node ${wanted}`];
    if (/[?#%]/.test(wanted) || /^(?!file:)[a-z]+:/.test(wanted)) throw new Undecided();
    if (!namesFile(wanted)) return [undefined, asNamed(one, from, cache, looking)];
    const path = pathOf(wanted, from);
    const file = looking.file(path, from);
    if (file === undefined && !one.late) throw new Missing('module', path, from);
    const facade = file === undefined ? undefined : own(facades, file);
    if (file !== undefined && facade !== undefined)
      return [facade, `part ${relative(fileURLToPath(root), file)}`];
    if (file === undefined || isNodes(file, looking)) return [pathToFileURL(file ?? path).href];
    const at = number(file, one);
    return [`./${at}.mjs`, at];
  };

  try {
    for (let wave = [entry]; wave.length > 0; wave = [...numbers.keys()].slice(modules.length)) {
      const read = await Promise.all(
        wave.map((file) =>
          transformed(file, looking, transform).catch((error) => {
            throw late.has(file) ? new Undecided() : error;
          }),
        ),
      );
      for (const { source, code, map, imports, plain } of read) {
        const links = new Map<string, Link | undefined>();
        const content = spliced(code, imports, (one) => {
          const [named, link] = target(one, source);
          links.set(one.wanted, link);
          return named;
        });
        modules.push({ source, content: content + map });
        scriptables.push({ source: pathToFileURL(source).href, code, imports, plain, links });
      }
    }
  } catch (thrown) {
    if (thrown instanceof Undecided) return undefined;
    throw thrown;
  }
  const script = parts && scripted(scriptables, parts, join(cache, 'any'));
  return { modules, script, looked: looking.looked() };
}

async function transformed(source: string, looking: Looking, transform: Transform) {
  looking.scope(dirname(source));
  const format = formatOf(source);
  if (format !== 'json' && format !== 'module') throw new Undecided();
  const itself = { url: pathToFileURL(source).href, dirname: dirname(source), filename: source };
  const text = looking.text(source);
  const how = {
    ...manner(source, format),
    sourcemap: 'external',
    define: Object.fromEntries(
      Object.entries(itself).map(([name, value]) => [`import.meta.${name}`, JSON.stringify(value)]),
    ),
  } as const;
  const [{ code, map }, plain] = await Promise.all([
    transform(text, how),
    format === 'json' ? undefined : transform(text, { ...how, format: 'cjs' }).catch(() => undefined),
  ]);
  const imports = importsOf(code);
  if (imports === undefined) throw new Undecided();
  const place = { ...JSON.parse(map), sources: [itself.url] };
  const inline = Buffer.from(JSON.stringify(place)).toString('base64');
  return {
    source,
    code,
    imports,
    plain,
    map: `//# sourceMappingURL=data:application/json;base64,${inline}\n`,
  };
}

/** A package stays as it is named, where the modules find the one that their source finds; those that a script can ask for are its answer. */
function asNamed({ wanted, late }: Import, from: string, cache: string, looking: Looking): Link | undefined {
  const [, name = ''] = /^((?:@[^/]+\/)?[^/]+)/.exec(wanted) ?? [];
  const folder = dirname(from);
  if (name.startsWith('#') || looking.scope(folder).name === name) throw new Undecided();
  const at = looking.package(folder, name);
  if (at === undefined && !late) throw new Missing('package', name, from);
  // What is linked here from a workspace is maybe TypeScript.
  const linked = at !== undefined && !at.includes('/node_modules/') && `${at}/` !== fileURLToPath(root);
  if (at === undefined || linked || at !== packageAt(cache, name)) throw new Undecided();
  if (wanted === 'constructs') return 'package constructs';
  if (`${at}/` !== fileURLToPath(root)) return undefined;
  const { exports: offered } = JSON.parse(looking.text(join(at, 'package.json')));
  const built: unknown = own(Object(offered), `.${wanted.slice(name.length)}`);
  const part = /^\.\/dist\/(.+)\.js$/.exec(String(Object(built).default))?.[1];
  return part === undefined ? undefined : `part ${part}.ts`;
}

/** Whether Node reads it as it is. */
function isNodes(file: string, looking: Looking): boolean {
  looking.scope(dirname(file));
  return file.includes('/node_modules/') || formatOf(file) === undefined;
}

/** As Node says it. */
class Missing extends Error {
  readonly code = 'ERR_MODULE_NOT_FOUND';

  constructor(kind: 'module' | 'package', wanted: string, from: string) {
    super(`Cannot find ${kind} '${wanted}' imported from ${from}`);
  }
}
