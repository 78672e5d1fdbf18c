import type { Size } from '../../src/model/quantity.ts';
import type { MountModel } from '../../src/model/service.ts';
import type { ComposeVolume } from '../l1/volume.ts';
import { isA } from '../props/brand.ts';
import { ConfigFile } from './config-file.ts';
import type { InContainer } from './forms.ts';
import { HostPath } from './host-path.ts';
import type { VariableBook } from './value.ts';
import { Volume } from './volume.ts';

/** A volume, a generated file or a path of the host, and where a container finds it. */
export interface Mounted {
  /** What is mounted. */
  readonly source: Volume | ComposeVolume | ConfigFile | HostPath;
  /** Where the container finds it. */
  readonly target: InContainer;
  /** Whether it can only be read there. */
  readonly readOnly: boolean;
}

/** What a container finds at which path, as data: what is mounted, and its scratch space. */
export function mountModels(
  mounts: readonly Mounted[],
  book: VariableBook,
  scratch: Readonly<Record<InContainer, Size>> = {},
): readonly MountModel[] {
  return [
    ...mounts.map(({ source, target, readOnly }): MountModel => {
      if (isA(source, ConfigFile))
        return { kind: 'file', file: source.toModel(book).file, target, readOnly: true };
      if (isA(source, HostPath))
        return {
          kind: 'host',
          source: source.toModel(book).host,
          target,
          readOnly: source.readOnly || readOnly,
        };
      return { kind: 'volume', volume: source.node.id, target, readOnly };
    }),
    ...Object.entries(scratch).map(([target, size]): MountModel => ({ kind: 'memory', target, size })),
  ];
}

/** The volumes among them, which know how they are saved. */
export function volumesOf(mounts: readonly Mounted[]): readonly Volume[] {
  return mounts.flatMap(({ source }) => (isA(source, Volume) ? [source] : []));
}
