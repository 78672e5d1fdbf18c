import type { ImageModel } from '../../src/model/image.ts';
import { firstStartOf } from './first-start.ts';
import { lifeOf } from './life.ts';
import { postgres } from './postgres.ts';
import { lackedBy } from './programs.ts';
import { reachOf } from './reach.ts';
import { stores } from './stores.ts';
import { imageName } from './tag.ts';
import { lastInsteadOf } from './tags.ts';
import { userOf } from './users.ts';

const known: ReadonlyMap<string, (version: string | undefined) => ImageModel> = new Map([
  ['postgres', postgres],
  ...stores,
]);

/** What is known of an image; undefined for one that nobody has described here. */
export function knownImage(image: string): ImageModel | undefined {
  const { repository, version } = imageName(image);
  const described = withReach(repository, known.get(repository)?.(version));
  const life = lifeOf(repository, version);
  const lacks = lackedBy(image);
  const lastTag = lastInsteadOf(image);
  const firstStart = firstStartOf(repository);
  const user = userOf(repository);
  const facts = {
    ...(version !== undefined && { version }),
    ...life,
    ...(lastTag !== undefined && { lastTag }),
    ...(lacks.length > 0 && { lacks }),
    ...(firstStart !== undefined && { firstStart }),
    ...(user !== undefined && { user }),
  };
  if (described !== undefined) return { ...described, ...facts };
  const { version: _, ...said } = facts;
  return Object.keys(said).length === 0
    ? undefined
    : { product: makers(repository), dataPaths: [], ...facts };
}

/** What clients need is known of some images of which nothing else is. */
function withReach(repository: string, image: ImageModel | undefined): ImageModel | undefined {
  const reached = reachOf(repository);
  if (reached === undefined) return image;
  return { ...(image ?? { product: reached.product, dataPaths: [] }), reach: reached.reach };
}

function makers(repository: string): string {
  if (repository.endsWith('elasticsearch')) return 'Elasticsearch';
  if (repository === 'node') return 'Node.js';
  return /(^|\/)minio\/(minio|mc)$/.test(repository) ? 'MinIO' : repository;
}
