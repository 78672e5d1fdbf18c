import type { ImageModel } from '../../src/model/image.ts';
import { postgres } from './postgres.ts';
import { imageName } from './tag.ts';

const known: ReadonlyMap<string, (version: string | undefined) => ImageModel> = new Map([
  ['postgres', postgres],
]);

/** What is known of an image; undefined for one that nobody has described here. */
export function knownImage(image: string): ImageModel | undefined {
  const { repository, version } = imageName(image);
  return known.get(repository)?.(version);
}
