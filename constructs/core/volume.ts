import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import type { RawVolume } from '../../src/model/compose.gen.ts';
import { StowageError } from '../../src/model/error.ts';
import type { VolumeModel } from '../../src/model/volume.ts';
import type { Sentence } from '../../src/model/words.ts';
import { checkCall, checkNew } from '../props/check.ts';
import type { AnyBackup } from './backup-ways.ts';
import type { EngineName, External } from './external.ts';
import { externalOf } from './external.ts';
import type { Id } from './forms.ts';
import { rememberPlace } from './place.ts';
import type { RawKeys } from './raw-keys.ts';
import { checkRawKeys, rawModel } from './raw-keys.ts';
import { checkSaved } from './saved.ts';
import type { VariableBook } from './value.ts';

/** What a volume holds, and what becomes of it. */
export interface VolumeProps {
  /** What it holds, for the runbook's table of volumes. */
  readonly holds: Sentence;
  /**
   * How an operator makes room in it when the disk is full, for the runbook. What stands between backticks is code.
   * @default - nothing is known
   */
  readonly room?: Sentence;
  /**
   * `state` must be backed up or acknowledged; `cache` may be lost at any time, and fits whatever a restore brings;
   * `staging` holds copies on their way to a backup. A restore leaves all alone that no backup holds: see `emptyWith`.
   * @default 'state'
   */
  readonly kind?: 'state' | 'cache' | 'staging';
  /**
   * How it is saved with every backup, and brought back, by way of the first service that mounts it: one that keeps running, if there is one.
   * It goes before what that service says of its volumes.
   * @default - the service that it belongs to says so, or it is not saved
   * @example { stop: true }
   */
  readonly backup?: AnyBackup;
  /**
   * It is there already, by this name at the engine, and other projects use it, too: Compose neither makes nor removes it. `make doctor`
   * looks for it.
   * @default - this project's own
   */
  readonly external?: EngineName | External;
  /**
   * Raw keys of the Compose Specification, over ours as Compose merges files: maps and lists add, `replace(…)` replaces, `reset`
   * takes a key away.
   * @default - none
   */
  readonly compose?: RawKeys<RawVolume>;
}

/** State that outlives its container. Its name in Docker is `<project>_<id>`. */
export class Volume extends Construct {
  readonly #props: VolumeProps;
  readonly #emptyWith: Volume[] = [];

  /** @throws StowageError `method-functions` when the method of its backup lacks a function. */
  constructor(scope: Construct, id: Id, props: VolumeProps) {
    checkNew(Volume, new.target, [scope, id, props]);
    super(scope, id);
    rememberPlace(this);
    checkRawKeys(id, props.compose);
    if (props.backup !== undefined && 'method' in props.backup) checkSaved(id, props.backup);
    this.#props = props;
  }

  /** How it is saved by itself. */
  get backup(): AnyBackup | undefined {
    return this.#props.backup;
  }

  /** Whether it must be saved, or its loss be signed for. */
  get holdsState(): boolean {
    return (this.#props.kind ?? 'state') === 'state';
  }

  /**
   * Says that what it holds does not fit what a restore brings into these volumes: whenever one of them is replaced or
   * emptied, this one is put aside and starts empty. Without such a line a restore leaves a volume alone that no backup
   * holds; one that a backup can bring back is never emptied this way.
   * @throws StowageError `other-stack` when one of them belongs to another stack.
   */
  emptyWith(...volumes: readonly Volume[]): this {
    checkCall('Volume.emptyWith', volumes);
    for (const other of volumes) {
      if (stackOf(other) !== stackOf(this))
        throw new StowageError(
          'other-stack',
          `"${this.node.id}" cannot start empty together with "${other.node.path}": a restore changes the volumes of one stack`,
          'name a volume of the same stack',
        );
      if (!this.#emptyWith.includes(other)) this.#emptyWith.push(other);
    }
    return this;
  }

  /** @internal */
  toModel(book: VariableBook): VolumeModel {
    const external = externalOf(this.#props.external);
    return {
      path: this.node.path,
      id: this.node.id,
      holds: this.#props.holds,
      ...(this.#props.room !== undefined && { room: this.#props.room }),
      kind: this.#props.kind ?? 'state',
      emptyWith: this.#emptyWith.map(({ node }) => node.id),
      ...(external && { external }),
      compose: rawModel(this.#props.compose, book).compose,
    };
  }
}

/** The child of the app that it stands in, or the root of a tree without an app. */
export function stackOf({ node }: IConstruct): unknown {
  return node.scopes[1] ?? node.root;
}
