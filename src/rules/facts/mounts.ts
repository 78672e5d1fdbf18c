import { spellText } from '../../compose/interpolation.ts';
import { configOf } from '../../lower.ts';
import { remembered } from '../../model/remembered.ts';
import type { ServiceModel } from '../../model/service.ts';

/** Something at a path of a container. */
export interface Mounted {
  /** The named volume, when it is one. */
  readonly volume?: string;
  /** The folder of the volume, when it is not all of it. */
  readonly subpath?: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** What a service mounts. */
export function mountsOf(service: ServiceModel): readonly Mounted[] {
  return mounted(service);
}

const mounted = remembered((service: ServiceModel): readonly Mounted[] =>
  (configOf(service).volumes ?? []).map(({ type, source, target = [], readOnly, volume }) => ({
    ...(type === 'volume' && source !== undefined && { volume: spellText(source) }),
    ...(type === 'volume' && volume?.subpath && { subpath: spellText(volume.subpath) }),
    target: spellText(target),
    readOnly: readOnly === true,
  })),
);
