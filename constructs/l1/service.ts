import { Construct } from 'constructs';
import type { RawService } from '../../src/model/compose.gen.ts';
import { StowageError } from '../../src/model/error.ts';
import type { Port } from '../../src/model/quantity.ts';
import type { ServiceModel } from '../../src/model/service.ts';
import type { Id } from '../core/forms.ts';
import { checkInPhase } from '../core/phase.ts';
import { rememberPlace } from '../core/place.ts';
import type { RawKeys } from '../core/raw-keys.ts';
import { checkRawKeys, rawModel } from '../core/raw-keys.ts';
import type { VariableBook } from '../core/value.ts';
import { Address } from '../core/value.ts';
import { checkCall, checkNew } from '../props/check.ts';

/**
 * The keys of a service in the Compose Specification, as they are spelled there. Wherever Compose takes any text, a value may stand: a
 * `Variable`, a `Secret`, an address, a text`…`.
 * @closed
 */
export type ComposeServiceProps = RawKeys<RawService>;

/** What Compose takes a service from. */
const sources = ['image', 'build', 'provider', 'extends'];

/**
 * A service of the compose file that has the keys its author wrote and no other: no limit, no restart, no rotation of logs, no
 * `depends_on`. `Service` is the one with guards. Its phase says when `make start-<phase>` starts it, and what starts later waits for it:
 * until it is healthy, when it says a `healthcheck`, else until it has started.
 */
export class ComposeService extends Construct {
  readonly #keys: ComposeServiceProps;

  /** @throws StowageError `no-phase` outside a phase, `bad-prop` when nothing says what it runs. */
  constructor(scope: Construct, id: Id, props: ComposeServiceProps) {
    checkNew(ComposeService, new.target, [scope, id, props]);
    super(scope, id);
    rememberPlace(this);
    checkInPhase(this);
    checkRawKeys(id, props, []);
    if (!sources.some((key) => Object.hasOwn(props, key)))
      throw new StowageError(
        'bad-prop',
        `"${id}" says neither an image nor what builds one: Compose refuses the whole file`,
        "write image: 'example.org/shop:1.0.0', or build: './shop'",
      );
    this.#keys = props;
  }

  /** Its host name on the networks. */
  get host(): Address {
    return new Address(this);
  }

  /** `host:port` of one of its ports. */
  at(port: Port): Address {
    checkCall('ComposeService.at', [port]);
    return new Address(this, port);
  }

  /** Whether it starts with the others, and not only when a profile is asked for. */
  get startsAlways(): boolean {
    return (this.#keys.profiles ?? []).length === 0;
  }

  /** What others wait for: until it is healthy, when it says how that is seen. */
  get readiness(): 'healthy' | 'started' {
    const { disable, test } = this.#keys.healthcheck ?? { disable: true };
    const none = Array.isArray(test) && test[0] === 'NONE';
    return none || disable === true || disable === 'true' ? 'started' : 'healthy';
  }

  /**
   * It as data, all of it raw.
   * @internal
   */
  toModel(phase: string, book: VariableBook): ServiceModel {
    const { compose, said } = rawModel(this.#keys, book);
    return {
      path: this.node.path,
      id: this.node.id,
      kind: 'service',
      bare: true,
      phase,
      description: this.node.id,
      image: '',
      init: false,
      ...{ env: [], mounts: [], listens: [], ports: [], networks: [], dependsOn: [] },
      ...{ addCapabilities: [], noNewPrivileges: false, edge: false },
      compose,
      ...(said.length > 0 && { said }),
    };
  }
}
