import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  cacheFolder,
  digestOf,
  dropOthers,
  keep,
  keepTogether,
  namesIn,
  readKept,
} from '../../start/cache.js';
import type { Facades, Linked } from './linked.ts';
import type { Looked } from './looked.ts';
import { sameLooks } from './looked.ts';

/** What is kept of one entry: which modules were made of it, and everything that was looked at to make them. */
interface Kept {
  readonly maker: string;
  readonly folder: string;
  /** The digest of each, and the source that it was made of. */
  readonly modules: readonly (readonly [digest: string, source: string])[];
  readonly looked: Looked;
}

/** A module that Node can load, in place of the author's entry. */
export interface Ready {
  readonly url: string;
  /** The source that each module was made of, by its URL. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * What the author's entry leads to, made ready once for each state of his sources.
 * @param maker what makes the modules: another one makes others
 * @returns undefined where nothing can be kept, or what is to be loaded is known only while it runs
 * @throws what `linked` throws
 */
export async function ready(entry: string, maker: string, facades: Facades): Promise<Ready | undefined> {
  const cache = cacheFolder(dirname(entry));
  if (cache === undefined) return undefined;
  const file = join(cache, `app-${digestOf(entry).slice(0, 16)}.json`);
  let kept = keptIn(file, maker, cache) ?? (await made(entry, maker, cache, facades, file));
  if (kept !== undefined && loaded.has(kept.folder)) kept = copied(kept, cache, file);
  if (kept === undefined) return undefined;
  const { folder, modules } = kept;
  loaded.add(folder);
  const urls = modules.map((_, i) => pathToFileURL(join(cache, folder, `${i}.mjs`)).href);
  const [url = ''] = urls;
  return { url, sources: new Map(urls.map((one, i) => [one, modules[i]?.[1] ?? ''])) };
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
  keep(file, [JSON.stringify(copy)]);
  return copy;
}

function keptIn(file: string, maker: string, cache: string): Kept | undefined {
  const bytes = readKept(file)?.content;
  if (bytes === undefined) return undefined;
  const kept: Kept = JSON.parse(bytes.toString('utf8')); // the digest before it says that we wrote it
  if (kept.maker !== maker || !sameLooks(kept.looked, cache)) return undefined;
  const whole = kept.modules.every(([digest], i) => readKept(join(cache, kept.folder, `${i}.mjs`), digest));
  return whole ? kept : undefined;
}

async function made(
  entry: string,
  maker: string,
  cache: string,
  facades: Facades,
  file: string,
): Promise<Kept | undefined> {
  const { linked } = await import('./linked.ts');
  const result: Linked | undefined = await linked(entry, cache, facades);
  if (result === undefined) return undefined;
  const { modules, looked } = result;
  clear(cache, folderIn(file));
  const folder = keepTogether(
    cache,
    modules.map(({ content }, i) => [`${i}.mjs`, content]),
  );
  if (folder === undefined) return undefined;
  const kept = {
    ...{ maker, folder, looked },
    modules: modules.map(({ source, content }) => [digestOf(content), source] as const),
  };
  keep(file, [JSON.stringify(kept)]);
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
  const bytes = readKept(file)?.content;
  return bytes && JSON.parse(bytes.toString('utf8')).folder;
}
