import { Construct } from 'constructs';
import type { RawNetwork } from '../../src/model/compose.gen.ts';
import { StowageError } from '../../src/model/error.ts';
import type { NetworkModel } from '../../src/model/network.ts';
import type { Sentence } from '../../src/model/words.ts';
import { isA } from '../props/brand.ts';
import { checkNew } from '../props/check.ts';
import type { EngineName, External } from './external.ts';
import { checkExternal, externalOf } from './external.ts';
import type { Id } from './forms.ts';
import { rememberPlace } from './place.ts';
import type { RawKeys } from './raw-keys.ts';
import { checkRawKeys, rawModel } from './raw-keys.ts';
import { stackOf } from './stack-around.ts';
import type { VariableBook } from './value.ts';

/** Who meets on a network, and whether it leads outside. */
export interface NetworkProps {
  /** Who meets on it, for the runbook. */
  readonly purpose: Sentence;
  /**
   * No way out: its members reach each other and nothing else through it, no port of the host either. The host reaches none of
   * them by its address; one that must says `driver_opts: { 'com.docker.network.bridge.inhibit_ipv4': 'false' }` among the raw keys.
   * With `enable_ipv6` the host keeps an address of IPv6: from engine 28 on `'com.docker.network.bridge.gateway_mode_ipv6': 'isolated'`
   * takes that away, too.
   * @default false
   */
  readonly internal?: boolean;
  /**
   * It is there already, by this name at the engine, and other projects use it, too: Compose neither makes nor removes it. `make doctor`
   * looks for it. A network of another stack is the one that this stack makes, under whatever name: that of an edge which serves several stacks of a host.
   * @throws StowageError `own-network` for one of the same stack.
   * @default - this project's own
   */
  readonly external?: EngineName | External | Network;
  /**
   * Raw keys of the Compose Specification, over ours as Compose merges files: maps and lists add, `replace(…)` replaces, `reset`
   * takes a key away.
   * @default - none
   */
  readonly compose?: RawKeys<RawNetwork>;
}

/** A network of the project. A service without one is on Compose's `default`. */
export class Network extends Construct {
  readonly #props: NetworkProps;

  constructor(scope: Construct, id: Id, props: NetworkProps) {
    checkNew(Network, new.target, [scope, id, props]);
    super(scope, id);
    rememberPlace(this);
    checkRawKeys(id, props.compose);
    checkExternal(id, props.external, props.internal);
    if (isA(props.external, Network) && stackOf(props.external) === stackOf(this))
      throw new StowageError(
        'own-network',
        `"${id}" is external, and is the network "${props.external.node.id}" of the same stack`,
        `put the services on "${props.external.node.id}" itself`,
      );
    this.#props = props;
  }

  /** What the engine calls it: Compose makes the name of that of its project, unless it is another's itself. */
  get nameAtEngine(): EngineName {
    const { external } = this.#props;
    if (isA(external, Network)) return external.nameAtEngine;
    return externalOf(external)?.name ?? `${stackOf(this)?.project ?? ''}_${this.node.id}`;
  }

  /** @internal */
  toModel(book: VariableBook): NetworkModel {
    const { external: said } = this.#props;
    const external = externalOf(isA(said, Network) ? said.nameAtEngine : said);
    return {
      path: this.node.path,
      id: this.node.id,
      purpose: this.#props.purpose,
      internal: this.#props.internal ?? false,
      ...(external && { external }),
      compose: rawModel(this.#props.compose, book).compose,
    };
  }
}
