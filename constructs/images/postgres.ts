import type { ImageModel } from '../../src/model/image.ts';
import { major } from './tag.ts';

/**
 * The official image.
 * @see https://github.com/docker-library/docs/blob/master/postgres/content.md (PGDATA; moved in 18)
 */
export function postgres(version: string | undefined): ImageModel {
  const moved = major(version) >= 18;
  return {
    product: 'PostgreSQL',
    ...(version !== undefined && { version }),
    dataPaths: [moved ? '/var/lib/postgresql' : '/var/lib/postgresql/data'],
  };
}
