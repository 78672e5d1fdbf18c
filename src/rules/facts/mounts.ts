import type { ServiceModel } from '../../model/service.ts';
import { list, record } from './raw.ts';

/** Something at a path of a container. */
export interface Mounted {
  /** The named volume, when it is one. */
  readonly volume?: string;
  /** The folder of the volume, when it is not all of it. */
  readonly subpath?: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** What a service mounts: the raw key `volumes` replaces the props. */
export function mountsOf({ mounts, compose }: ServiceModel): readonly Mounted[] {
  if ('volumes' in compose) return list(compose.volumes).flatMap(rawMount);
  return mounts.map((mount) => ({
    ...(mount.kind === 'volume' && { volume: mount.volume }),
    target: mount.target,
    readOnly: mount.kind !== 'memory' && mount.readOnly,
  }));
}

function rawMount(raw: unknown): readonly Mounted[] {
  if (typeof raw === 'string') {
    const [source = '', target, options = ''] = raw.split(':');
    if (target === undefined) return [{ target: source, readOnly: false }];
    return [mounted(source, target, options.split(',').includes('ro'))];
  }
  const { type, source, target, read_only: readOnly, volume } = record(raw);
  const { subpath } = record(volume);
  if (typeof target !== 'string') return [];
  if (type !== 'volume' || typeof source !== 'string') return [{ target, readOnly: readOnly === true }];
  return [{ ...mounted(source, target, readOnly === true), ...(typeof subpath === 'string' && { subpath }) }];
}

/** A source that is no path is the name of a volume. */
function mounted(source: string, target: string, readOnly: boolean): Mounted {
  return { ...(/^[^./~$]/.test(source) && { volume: source }), target, readOnly };
}
