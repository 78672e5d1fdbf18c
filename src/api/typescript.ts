import { built } from './built.ts';

let reads = !built; // in a clone the loader that reads this file reads the author's, too

/** Lets Node read TypeScript from here on, of whichever dialect: Node 20 reads none, and later ones only what can be erased. */
export async function readTypeScript(): Promise<void> {
  if (reads) return;
  reads = true;
  const { register } = await import('tsx/esm/api');
  // Of no tsconfig.json: what the same source means must not depend on the folder in which a command is typed.
  register({ tsconfig: false });
}
