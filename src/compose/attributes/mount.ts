import type { Rest } from '../form.ts';
import type { Bytes, Count, Flag } from '../forms/scalars.ts';
import type { Text } from '../text.ts';

/** Something at a path of a container. */
export interface Mount {
  /** `bind`, `volume`, `tmpfs`, `image`, `npipe` or `cluster`. @default - not known: the variable that begins `source` says it */
  readonly type?: string;
  /** A path of the host, the name of a volume or an image. @default - a volume without a name, or memory */
  readonly source?: Text;
  readonly target?: Text;
  readonly readOnly?: Flag;
  readonly consistency?: Text;
  readonly bind?: BindOptions;
  readonly volume?: VolumeOptions;
  readonly tmpfs?: TmpfsOptions;
  readonly image?: ImageOptions;
  /** What the short form says and Compose overlooks: `cached`. */
  readonly options?: readonly Text[];
  readonly rest?: Rest;
}

/** What is said of a mount of the host's files. */
export interface BindOptions {
  /** Whether the engine makes a folder where nothing is. */
  readonly createHostPath?: Flag;
  readonly propagation?: Text;
  readonly selinux?: Text;
  readonly recursive?: Text;
  readonly rest?: Rest;
}

/** What is said of a mount of a volume. */
export interface VolumeOptions {
  readonly nocopy?: Flag;
  /** The folder of the volume that is mounted. */
  readonly subpath?: Text;
  readonly labels?: ReadonlyMap<string, Text>;
  readonly rest?: Rest;
}

/** What is said of a mount in memory. */
export interface TmpfsOptions {
  readonly size?: Bytes;
  readonly mode?: Count;
  readonly rest?: Rest;
}

/** What is said of a mount of another image's files. */
export interface ImageOptions {
  readonly subpath?: Text;
  readonly rest?: Rest;
}
