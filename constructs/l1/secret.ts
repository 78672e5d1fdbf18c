import { Construct } from 'constructs';
import type { RawSecret } from '../../src/model/compose.gen.ts';
import type { ElementModel } from '../../src/model/element.ts';
import type { Id } from '../core/forms.ts';
import { rememberPlace } from '../core/place.ts';
import type { RawKeys } from '../core/raw-keys.ts';
import type { VariableBook } from '../core/value.ts';
import { checkNew } from '../props/check.ts';
import { checkFileKeys, fileModel } from './file.ts';

/**
 * The keys of a secret in the Compose Specification, with values where Compose takes any text. Under `environment` a `Variable` or a
 * `Secret` stands for its name.
 * @closed
 */
export type ComposeSecretProps = RawKeys<RawSecret>;

/**
 * A file with something secret that Compose puts into containers, with the keys that its author wrote and no other. `Secret` is a value of `.env`; this is a file, and services refer to it under `secrets`.
 */
export class ComposeSecret extends Construct {
  readonly #keys: ComposeSecretProps;

  /** @throws StowageError `bad-prop` for an `environment` that is not the name of one variable. */
  constructor(scope: Construct, id: Id, props: ComposeSecretProps) {
    checkNew(ComposeSecret, new.target, [scope, id, props]);
    super(scope, id);
    rememberPlace(this);
    checkFileKeys(id, props);
    this.#keys = props;
  }

  /** @internal */
  toModel(book: VariableBook): ElementModel {
    return fileModel(this, this.#keys, book);
  }
}
