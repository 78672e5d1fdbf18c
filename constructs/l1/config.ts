import { Construct } from 'constructs';
import type { RawConfig } from '../../src/model/compose.gen.ts';
import type { ElementModel } from '../../src/model/element.ts';
import type { Id } from '../core/forms.ts';
import { rememberPlace } from '../core/place.ts';
import type { RawKeys } from '../core/raw-keys.ts';
import type { VariableBook } from '../core/value.ts';
import { checkNew } from '../props/check.ts';
import { checkFileKeys, fileModel } from './file.ts';

/**
 * The keys of a config in the Compose Specification, with values where Compose takes any text. Under `environment` a `Variable` or a
 * `Secret` stands for its name.
 * @closed
 */
export type ComposeConfigProps = RawKeys<RawConfig>;

/**
 * A file that Compose puts into containers, with the keys that its author wrote and no other. `ConfigFile` is one that Stowage writes, and whose change recreates its readers.
 */
export class ComposeConfig extends Construct {
  readonly #keys: ComposeConfigProps;

  /** @throws StowageError `bad-prop` for an `environment` that is not the name of one variable. */
  constructor(scope: Construct, id: Id, props: ComposeConfigProps) {
    checkNew(ComposeConfig, new.target, [scope, id, props]);
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
