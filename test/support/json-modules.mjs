// A loader for packages that import JSON as earlier versions of Node allowed it: without saying that it is JSON.
import { readFile } from 'node:fs/promises';

export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.json')) return nextLoad(url, context);
  const source = `export default ${await readFile(new URL(url), 'utf8')}`;
  return { format: 'module', shortCircuit: true, source };
}
