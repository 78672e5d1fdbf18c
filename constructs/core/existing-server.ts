import { Construct } from 'constructs';
import type { Port } from '../../src/model/quantity.ts';
import type { ServerModel } from '../../src/model/server.ts';
import type { Sentence } from '../../src/model/words.ts';
import { checkNew } from '../props/check.ts';
import type { Id } from './forms.ts';
import { rememberPlace } from './place.ts';
import type { VariableBook } from './value.ts';
import { Template } from './value.ts';
import type { Variable } from './variable.ts';

/**
 * A host beyond this system. A name without a dot is that of a service here.
 * @form a host name with a dot in it, or an IPv4 address
 * @pattern [A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+
 * @example 'db.example.org'
 */
export type ServerHost = string;

/** Where a server is, and what it is. */
export interface ExistingServerProps {
  /** Its name or address, as containers and this host reach it; a `Variable` where that differs from host to host. */
  readonly host: ServerHost | Variable;
  /** The port of TCP that it answers on. */
  readonly port: Port;
  /** What it is and who runs it, for the runbook. */
  readonly description: Sentence;
}

/**
 * A database, or another server, that somebody else runs: services point at its `address`. `make doctor` asks its port; nothing here starts, stops,
 * watches or saves it, and the runbook says so.
 */
export class ExistingServer extends Construct {
  readonly #props: ExistingServerProps;

  constructor(scope: Construct, id: Id, props: ExistingServerProps) {
    checkNew(ExistingServer, new.target, [scope, id, props]);
    super(scope, id);
    rememberPlace(this);
    this.#props = props;
  }

  /** Its name or address. */
  get host(): Template {
    return new Template([this.#props.host]);
  }

  /** `host:port`, for a URL: ``text`postgres://shop:${password}@${db.address}/shop` ``. */
  get address(): Template {
    return new Template([this.#props.host, ':', this.#props.port]);
  }

  /** @internal */
  toModel(book: VariableBook): ServerModel {
    const { host, port, description } = this.#props;
    return { path: this.node.path, id: this.node.id, host: book.text(host), port: Number(port), description };
  }
}
