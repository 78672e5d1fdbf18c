import Module from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  cacheFolder,
  digestOf,
  dropOthers,
  keepTogether,
  looksAt,
  namesIn,
  note,
  noted,
  readKept,
  sumOf,
} from '../../start/cache.js';
import type { Facades, Linked } from './linked.ts';
import type { Looked } from './looked.ts';
import { lookedAgain } from './looked.ts';
import { mayNotEnd } from './running.ts';
import type { Parts } from './scripted.ts';
import { ran } from './scripted.ts';

/** What is kept of one entry: which modules were made of it, and everything that was looked at to make them. */
interface Kept {
  readonly maker: string;
  readonly folder: string;
  /** The digest of each, and the source that it was made of. */
  readonly modules: readonly (readonly [digest: string, source: string])[];
  /** The digest of the one script that they are, and how it and its source map look; undefined where they are modules. */
  readonly script?: readonly [digest: string, look: string, map: string] | undefined;
  readonly looked: Looked;
}

/** What Node can load in place of the author's entry. */
export interface Ready {
  open(): Promise<{ readonly default?: unknown }>;
  /** The source that each module was made of, by its URL. */
  readonly sources: ReadonlyMap<string, string>;
}

type Compiler = NonNullable<ImportMeta['compiler']>;

/** Who runs scripts, and what they have of Stowage. */
export interface Runner {
  readonly parts: Parts;
  script: Compiler['script'];
}

/**
 * What the author's entry leads to, made ready once for each state of his sources.
 * @param maker what makes the modules: another one makes others
 * @param runner @default - modules are made, and no script
 * @returns undefined where nothing can be kept, or what is to be loaded is known only while it runs
 * @throws what `linked` throws
 */
export async function ready(
  entry: string,
  maker: string,
  facades: Facades,
  runner?: Runner,
): Promise<Ready | undefined> {
  const cache = cacheFolder(dirname(entry));
  if (cache === undefined) return undefined;
  const file = join(cache, `app-${sumOf(Buffer.from(entry)).replaceAll(' ', '_')}.json`);
  const by = `${maker} ${entry}`;
  const kept = keptIn(file, by, cache, runner) ?? (await made(entry, by, cache, facades, file, runner));
  if (kept === undefined) return undefined;
  const { script } = kept;
  return script !== undefined && runner !== undefined
    ? ofScript(join(cache, kept.folder), script, runner)
    : ofModules(kept, cache, file);
}

function ofScript(folder: string, [digest, look]: NonNullable<Kept['script']>, runner: Runner): Ready {
  const file = join(folder, scriptName);
  return {
    async open() {
      const text = readKept(file, digest, look)?.content.toString('utf8') ?? '';
      traced(file);
      const { value, proven } = runner.script(folder, file, text, digest);
      if (!proven) mayNotEnd();
      return ran(value, runner.parts, file);
    },
    sources: new Map(),
  };
}

function ofModules(known: Kept, cache: string, file: string): Ready | undefined {
  const kept = loaded.has(known.folder) ? copied(known, cache, file) : known;
  if (kept === undefined) return undefined;
  const { folder, modules } = kept;
  loaded.add(folder);
  const urls = modules.map((_, i) => pathToFileURL(join(cache, folder, `${i}.mjs`)).href);
  const [url = ''] = urls;
  return {
    open() {
      mayNotEnd();
      return import(url);
    },
    sources: new Map(urls.map((one, i) => [one, modules[i]?.[1] ?? ''])),
  };
}

const scriptName = 'app.cjs';
const mapName = 'app.map';
/** Node forgets the source map of what nobody has. */
const tracing: Module[] = [];

/** Tells Node where the lines of a script come from: for modules it finds out itself. */
function traced(file: string): void {
  const itself = new Module(file);
  tracing.push(itself);
  Reflect.apply(Reflect.get(itself, '_compile'), itself, [`//# sourceMappingURL=${mapName}`, file]);
}

/** Folders whose modules this process has: Node loads each once, and who asks once more wants to see them run. */
const loaded = new Set<string>();

function copied(kept: Kept, cache: string, file: string): Kept | undefined {
  const files = kept.modules.map(([digest], i) => {
    const name = `${i}.mjs`;
    return [name, readKept(join(cache, kept.folder, name), digest)?.content.toString('utf8') ?? ''] as const;
  });
  clear(cache, kept.folder);
  const folder = keepTogether(cache, files);
  if (folder === undefined) return undefined;
  const copy = { ...kept, folder };
  note(file, JSON.stringify(copy));
  return copy;
}

function keptIn(file: string, maker: string, cache: string, runner: Runner | undefined): Kept | undefined {
  const text = noted(file);
  if (text === undefined) return undefined;
  const kept: Kept = JSON.parse(text); // the sum before it says that we wrote it
  const { folder, modules, script } = kept;
  if (kept.maker !== maker || (script !== undefined && runner === undefined)) return undefined;
  const at = (name: string) => join(cache, folder, name);
  const whole =
    script === undefined
      ? modules.every(([digest], i) => readKept(at(`${i}.mjs`), digest))
      : readKept(at(scriptName), script[0], script[1]) && looksAt(at(mapName)) === script[2];
  const looked = whole ? lookedAgain(kept.looked, cache) : undefined;
  if (looked === undefined) return undefined;
  if (looked !== kept.looked) note(file, JSON.stringify({ ...kept, looked }));
  return kept;
}

async function made(
  entry: string,
  maker: string,
  cache: string,
  facades: Facades,
  file: string,
  runner: Runner | undefined,
): Promise<Kept | undefined> {
  mayNotEnd(); // to read TypeScript takes its time
  const { linked } = await import('./linked.ts');
  const result: Linked | undefined = await linked(entry, cache, facades, runner?.parts);
  if (result === undefined) return undefined;
  const { modules, script, looked } = result;
  clear(cache, folderIn(file));
  const files: readonly (readonly [name: string, content: string])[] =
    script === undefined
      ? modules.map(({ content }, i) => [`${i}.mjs`, content])
      : [
          [scriptName, script.text],
          [mapName, script.map],
        ];
  const folder = keepTogether(cache, files);
  if (folder === undefined) return undefined;
  const look = (name: string) => looksAt(join(cache, folder, name)) ?? '';
  const kept: Kept = {
    ...{ maker, folder, looked },
    modules: script ? [] : modules.map(({ source, content }) => [digestOf(content), source]),
    script: script && [digestOf(script.text), look(scriptName), look(mapName)],
  };
  note(file, JSON.stringify(kept));
  return kept;
}

/** Takes away modules that no run is about to load; `last` are those that are about to be replaced. */
function clear(cache: string, last: string | undefined): void {
  const used = namesIn(cache).flatMap((name) =>
    name.startsWith('app-') ? (folderIn(join(cache, name)) ?? []) : [],
  );
  dropOthers(cache, used, last);
}

function folderIn(file: string): string | undefined {
  const text = noted(file);
  return text && JSON.parse(text).folder;
}
