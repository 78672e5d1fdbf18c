import type { Surroundings } from '../../compose/hash.ts';
import type { Project } from '../../compose/project.ts';

/** A project at a place: all that decides what `up` makes of it. */
export interface State {
  readonly project: Project;
  readonly around: Surroundings;
  /**
   * What a file holds, by its path from the root on; undefined where there is none. Asked for `env_file` and `label_file`.
   * @default - not known: files of the same path are taken for the same
   */
  readonly files?: (path: string) => string | undefined;
  /**
   * The id of the image that a name leads to at the engine; undefined where it has none.
   * @default - not known: images of the same name are taken for the same
   */
  readonly images?: (image: string) => string | undefined;
  /**
   * Whether the engine has a network or a volume of ours that is called so, of the project that runs. Asked of the state before.
   * @default - those that the state uses
   */
  readonly there?: (kind: 'network' | 'volume', name: string) => boolean;
}
