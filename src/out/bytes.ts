import type { Artifact } from '../model/artifact.ts';

/** What stands on the disk of a file of ours. */
export function bytesOf({ content, encoding }: Pick<Artifact, 'content' | 'encoding'>): Buffer {
  return Buffer.from(content, encoding ?? 'utf8');
}
