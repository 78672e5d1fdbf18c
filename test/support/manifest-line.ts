import { createHash } from 'node:crypto';

/** The line of the manifest for a file that does not open with our heading. */
export function unheaded(path: string, content = `${path}\n`): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')} ${path}`;
}

/** The paths that a manifest lists. */
export function pathsOf(manifest: string | undefined): readonly string[] {
  return manifest?.split('\n').map((line) => line.replace(/^sha256:\S+ /, '')) ?? [];
}
