import type { TakeoverModel } from '../../src/model/adoption.ts';
import { hostWithVolumes } from './docker-with-volumes.ts';
import { service, stack, volume } from './model.ts';
import { confirmed } from './old-shop.ts';

/** A host with a project `before`, which has these volumes, and a stack that takes them over so. */
export function hostBefore(
  takeover: Omit<TakeoverModel, 'path' | 'volumes'>,
  volumes: Readonly<Record<string, Readonly<Record<string, string>>>>,
) {
  const ids = Object.keys(volumes);
  const takeovers = [{ ...takeover, path: '', volumes: ids }];
  const made = hostWithVolumes(
    stack({
      services: [service()],
      volumes: ids.map((id) => volume({ id })),
      adoption: { takeovers, sources: [] },
    }),
  );
  for (const [id, files] of Object.entries(volumes)) made.put(`before_${id}`, files);
  return {
    ...made,
    /** Takes them over, or goes on with that. */
    adopt: (line = 'scripts/adopt before', env: Readonly<Record<string, string>> = {}) =>
      made.run(line, { ...confirmed, ...env }),
  };
}
