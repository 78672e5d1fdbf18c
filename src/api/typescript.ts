import { pathToFileURL } from 'node:url';
import { built } from './built.ts';

let reads = !built; // in a clone the loader that reads this file reads the author's, too
const known = new Set<string>();

/**
 * The module in a file of TypeScript, of whichever dialect: Node 20 reads none, and later ones only what can be erased. Once more, it is read
 * from the disk again, with all that it imports.
 */
export async function imported(file: string): Promise<{ default?: unknown }> {
  const { href } = pathToFileURL(file);
  const { register } = await import('tsx/esm/api');
  // Of no tsconfig.json: what the same source means must not depend on the folder in which a command is typed.
  if (!reads) register({ tsconfig: false });
  reads = true;
  if (!known.has(href)) {
    known.add(href);
    return import(href);
  }
  times += 1;
  return register({ namespace: `load-${times}`, tsconfig: false }).import(href, href);
}

let times = 0;
