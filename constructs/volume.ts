import { Construct } from 'constructs';
import type { RawVolume } from '../src/model/compose.gen.ts';
import type { VolumeModel } from '../src/model/volume.ts';
import { rememberPlace } from './place.ts';
import { checkRawKeys } from './raw-keys.ts';
import type { Sentence } from './words.ts';
import { inAllLanguages } from './words.ts';

export interface VolumeProps {
  /** What it holds, for the runbook's table of volumes. */
  readonly holds: Sentence;
  /**
   * How an operator makes room in it when the disk is full, for the runbook. What stands between backticks is code.
   * @default - nothing is known
   */
  readonly room?: Sentence;
  /**
   * `state` must be backed up or acknowledged; `cache` may be lost at any time; `staging` holds copies on their way
   * to a backup.
   * @default 'state'
   */
  readonly kind?: 'state' | 'cache' | 'staging';
  /**
   * Raw keys of the Compose Specification, merged last: maps deeply, lists and scalars replace.
   * @default - none
   */
  readonly compose?: RawVolume;
}

/** State that outlives its container. Its name in Docker is `<project>_<id>`. */
export class Volume extends Construct {
  readonly #props: VolumeProps;

  constructor(scope: Construct, id: string, props: VolumeProps) {
    super(scope, id);
    rememberPlace(this);
    checkRawKeys(id, props.compose);
    this.#props = props;
  }

  toModel(): VolumeModel {
    return {
      path: this.node.path,
      id: this.node.id,
      holds: inAllLanguages(this.#props.holds),
      ...(this.#props.room !== undefined && { room: inAllLanguages(this.#props.room) }),
      kind: this.#props.kind ?? 'state',
      compose: { ...this.#props.compose },
    };
  }
}
