import type { Node } from 'constructs';
import { renderedFolder } from '../../src/model/config-file.ts';
import type { MountModel } from '../../src/model/service.ts';
import type { ComposeVolume } from '../l1/volume.ts';
import { isA } from '../props/brand.ts';
import { ConfigFile } from './config-file.ts';
import type { InContainer } from './forms.ts';
import { HostPath } from './host-path.ts';
import type { ServiceProps } from './service-props.ts';
import type { VariableBook } from './value.ts';
import { SecretFile } from './variable.ts';
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

/** What a container finds at which path, as data: what is mounted, its secrets that are files, and its scratch space. */
export function mountModels(
  { path, id }: Pick<Node, 'path' | 'id'>,
  mounts: readonly Mounted[],
  book: VariableBook,
  { scratch = {}, env = {} }: Pick<ServiceProps, 'scratch' | 'env'>,
): readonly MountModel[] {
  const secrets = Object.values(env).flatMap((value) => (isA(value, SecretFile) ? [value] : []));
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
    ...[...new Map(secrets.map((one) => [one.path, one]))].map(([target, { secret }]): MountModel => {
      const place = `secrets/${id}/${secret.name}`;
      const file = `${renderedFolder}/${place}`;
      const pieces = [{ value: book.text(secret), bare: false }];
      book.addFile({
        path,
        file,
        content: { kind: 'placed', format: 'value', pieces },
        rendered: { template: `${place}.template`, format: 'value' },
      });
      return { kind: 'file', file, target, readOnly: true };
    }),
    ...Object.entries(scratch).map(([target, size]): MountModel => ({ kind: 'memory', target, size })),
  ];
}

/** What holds state, and may say itself how it is saved. */
export type Holding = Volume | HostPath;

/** Volumes and paths of the host among them. */
export function holdingsOf(mounts: readonly Mounted[]): readonly Holding[] {
  return mounts.flatMap(({ source, readOnly }) =>
    isA(source, Volume) || (isA(source, HostPath) && !readOnly) ? [source] : [],
  );
}

/** The volumes among them, which know how they are saved. */
export function volumesOf(mounts: readonly Mounted[]): readonly Volume[] {
  return mounts.flatMap(({ source }) => (isA(source, Volume) ? [source] : []));
}
