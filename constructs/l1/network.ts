import { Construct } from 'constructs';
import type { RawNetwork } from '../../src/model/compose.gen.ts';
import type { NetworkModel } from '../../src/model/network.ts';
import type { Id } from '../core/forms.ts';
import { rememberPlace } from '../core/place.ts';
import type { RawKeys } from '../core/raw-keys.ts';
import { checkRawKeys, rawModel } from '../core/raw-keys.ts';
import type { VariableBook } from '../core/value.ts';
import { checkNew } from '../props/check.ts';

/**
 * The keys of a network in the Compose Specification, with values where Compose takes any text.
 * @closed
 */
export type ComposeNetworkProps = RawKeys<RawNetwork>;

/** A network of the compose file, with the keys that its author wrote and no other. `Network` says who meets on it. */
export class ComposeNetwork extends Construct {
  readonly #keys: ComposeNetworkProps;

  constructor(scope: Construct, id: Id, props: ComposeNetworkProps = {}) {
    checkNew(ComposeNetwork, new.target, [scope, id, props]);
    super(scope, id);
    rememberPlace(this);
    checkRawKeys(id, props, []);
    this.#keys = props;
  }

  /** @internal */
  toModel(book: VariableBook): NetworkModel {
    const { compose } = rawModel(this.#keys, book);
    return {
      path: this.node.path,
      id: this.node.id,
      purpose: this.node.id,
      internal: false,
      compose,
    };
  }
}
