import { Construct } from 'constructs';
import type { RawVolume } from '../../src/model/compose.gen.ts';
import type { VolumeModel } from '../../src/model/volume.ts';
import type { Id } from '../core/forms.ts';
import { rememberPlace } from '../core/place.ts';
import type { RawKeys } from '../core/raw-keys.ts';
import { checkRawKeys, rawModel } from '../core/raw-keys.ts';
import type { VariableBook } from '../core/value.ts';
import { checkNew } from '../props/check.ts';

/**
 * The keys of a volume in the Compose Specification, with values where Compose takes any text.
 * @closed
 */
export type ComposeVolumeProps = RawKeys<RawVolume>;

/**
 * A volume of the compose file, with the keys that its author wrote and no other. Nobody said what it holds, so it holds state until a
 * person says otherwise: `Volume` can.
 */
export class ComposeVolume extends Construct {
  readonly #keys: ComposeVolumeProps;

  constructor(scope: Construct, id: Id, props: ComposeVolumeProps = {}) {
    checkNew(ComposeVolume, new.target, [scope, id, props]);
    super(scope, id);
    rememberPlace(this);
    checkRawKeys(id, props, []);
    this.#keys = props;
  }

  /** @internal */
  toModel(book: VariableBook): VolumeModel {
    const { compose } = rawModel(this.#keys, book);
    return {
      path: this.node.path,
      id: this.node.id,
      bare: true,
      holds: this.node.id,
      kind: 'state',
      emptyWith: [],
      compose,
    };
  }
}
