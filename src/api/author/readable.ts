import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { own } from '../../compose/own.ts';
import type { Ready } from './ready.ts';
import { ready } from './ready.ts';
import { mayNotEnd } from './running.ts';

let hooked = false;
/** How often any entry was loaded: what two of them import may have changed in between. */
let times = 0;

/**
 * What Node reads in place of the author's entry: TypeScript it reads in no version as we mean it, and Node 20 not at all. Once more, it is
 * read from the disk again, with all that it imports.
 */
export async function readable(entry: string): Promise<Ready> {
  const url = pathToFileURL(entry).href;
  const itself = { open: () => opened(url), sources: new Map<string, string>() };
  const compiler = import.meta.compiler; // spelled so: it is replaced
  if (compiler === undefined) return itself; // who reads our sources reads his
  const { key, facades = {} } = compiler;
  const runner = { parts: compiler.parts(), script: compiler.script };
  // Node reads the map of each module from here on, and nobody asks for that of the package which every app needs.
  own(runner.parts, 'constructs/index.ts')?.();
  process.setSourceMapsEnabled(true);
  const made = await ready(entry, `${key} ${process.version}`, facades, runner);
  if (made !== undefined) {
    const offered = Object.entries(facades).map(([source, url]) => [url, source] as const);
    return { ...made, sources: new Map([...made.sources, ...offered]) };
  }
  // While it runs, which takes longer and is right whatever it imports, also where nothing can be kept.
  if (!hooked) register(new URL('../../start/hooks.js', import.meta.url), { data: { facades } });
  hooked = true;
  times += 1;
  const again = `${url}?again=${times}`;
  return times === 1 ? itself : { ...itself, open: () => opened(again) };
}

function opened(url: string): Promise<{ readonly default?: unknown }> {
  mayNotEnd();
  return import(url);
}
