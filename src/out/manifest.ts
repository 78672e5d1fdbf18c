import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Artifact } from '../model/artifact.ts';
import { pathFault } from './paths.ts';

/** Lists the files that Stowage made, so that it can remove those it no longer makes and leave all others alone. */
export const manifestPath = '.stowage-manifest';

const heading = '# The files that Stowage made here. Do not edit; run: npm run synth';

/** One path a line: a merge of two branches that both add files is at worst a list with lines that name no file. */
export function manifest(paths: Iterable<string>): Artifact {
  const lines = [heading, ...[...new Set(paths)].sort()];
  return { path: manifestPath, content: `${lines.join('\n')}\n`, executable: false };
}

/** What the manifest of this folder lists. A path that leads elsewhere is none of ours. */
export function manifestFiles(folder: string): ReadonlySet<string> {
  return new Set(
    read(join(folder, manifestPath))
      .split(/\r?\n/)
      .filter((line) => !line.startsWith('#') && line !== manifestPath && pathFault(line) === undefined),
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code)))
      return '';
    throw error;
  }
}
