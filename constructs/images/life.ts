import type { ImageModel } from '../../src/model/image.ts';
import { compareVersions } from '../../src/model/version.ts';
import type { ImageFacts } from './facts.ts';

/** Publishers on Docker Hub who deleted the versioned tags of all their repositories. */
const left: readonly (readonly [prefix: string, gone: NonNullable<ImageModel['gone']>])[] = [
  // https://github.com/bitnami/containers/issues/83267
  [
    'bitnami',
    { since: 'September 2025', instead: "the official image, or the frozen copy of 'bitnamilegacy/…'" },
  ],
];

/** That its publisher took all repositories away; undefined for one who did not. */
export function goneWithPublisher(repository: string): ImageModel['gone'] {
  return left.find(([prefix]) => repository === prefix || repository.startsWith(`${prefix}/`))?.[1];
}

/**
 * The last tag of the line that a tag pretends to be of, when it was never published; undefined when it was, or nobody
 * knows. A digest is pulled whatever the tag beside it says.
 */
export function lastInsteadOf(image: string, tag: string, { lines = [] }: ImageFacts): string | undefined {
  if (image.includes('@')) return undefined;
  for (const { tags, last, tag: lastTag } of lines) {
    const [, version] = tags.exec(tag) ?? [];
    if (version !== undefined && compareVersions(version, last) > 0) return lastTag;
  }
  return undefined;
}
