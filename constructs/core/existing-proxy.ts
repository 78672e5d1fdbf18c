import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import type { ProxyModel, RouteModel } from '../../src/model/edge.ts';
import { StowageError } from '../../src/model/error.ts';
import type { Port } from '../../src/model/quantity.ts';
import { isA } from '../props/brand.ts';
import { checkNew } from '../props/check.ts';
import { siteModel } from './edge.ts';
import type { ExistingProxyProps } from './existing-proxy-props.ts';
import type { External } from './external.ts';
import { externalOf } from './external.ts';
import type { Id } from './forms.ts';
import { addFront } from './front.ts';
import { Network } from './network.ts';
import { rememberPlace } from './place.ts';
import { Service } from './service.ts';
import type { Settled } from './settled.ts';
import { addressesOf, edgeSites, settledSites } from './settled.ts';
import { stackOf } from './stack-around.ts';
import { refuseUnkept } from './unkept.ts';
import type { Address, VariableBook } from './value.ts';

/**
 * A proxy that is there already, and is no part of this system: nginx, Apache or Caddy of the host, or a container of another project.
 * It ends TLS, and its own configuration says where it leads; here stands what of this system it leads to. Nothing is published beyond loopback.
 */
export class ExistingProxy extends Construct {
  readonly #product: string;
  readonly #port: ExistingProxyProps['port'];
  readonly #network: { readonly construct: Network; readonly name: string } | undefined;
  /**
   * Its sites, with the services behind them.
   * @internal
   */
  protected readonly sites: readonly Settled[];

  /**
   * @throws StowageError `proxy-cannot` for what this proxy is not told from here; `proxy-ports` when a port of the host is missing, or leads to two
   * services; `bad-domain`, `domain-twice`, `bad-upstream`, `bad-redirect` for a site that is none.
   */
  constructor(scope: Construct, id: Id, props: ExistingProxyProps) {
    checkNew(ExistingProxy, new.target, [scope, id, props]);
    super(scope, id);
    rememberPlace(this);
    refuseUnkept(id, props, { ...this.heeds, product: props.product });
    this.#product = props.product;
    this.#port = props.port;
    this.sites = settledSites(this, { id, wildcards: true }, props);
    this.#network = props.network === undefined ? undefined : this.#joined(id, props.network);
    const ports = new Map<string, Address>();
    for (const address of this.reached) {
      const { service } = address;
      if (!isA(service, Service) || stackOf(service) !== stackOf(this)) throw this.#stranger(service);
      if (this.#network !== undefined)
        addFront(service, { join: { network: this.#network.construct, alias: aliasOf(service) } });
      else ports.set(`${service.node.id}:${address.port}`, address);
    }
    for (const address of ports.values()) this.#publish(address, ports);
  }

  /** What it hears from here beside paths and services. */
  protected get heeds(): { readonly words: readonly string[]; readonly how: string } {
    return { words: [], how: 'its own configuration does' };
  }

  /** It reads labels of the services. */
  protected get readsLabels(): boolean {
    return false;
  }

  /** The services that it asks, each with its port. */
  protected get reached(): readonly Address[] {
    return addressesOf(this.sites);
  }

  #joined(id: Id, network: string | External) {
    const purpose = {
      en: `${this.#product}, which is there already, and what it leads to`,
      id: `${this.#product}, yang sudah ada, dan tujuannya`,
    };
    const construct = new Network(this, id, { purpose, external: network });
    return { construct, name: externalOf(network)?.name ?? '' };
  }

  #publish(address: Address, all: ReadonlyMap<string, Address>): void {
    const { service, port = 80 } = address;
    const published = this.#portOf(address);
    if (published === undefined || (typeof this.#port === 'number' && all.size > 1))
      throw new StowageError(
        'proxy-ports',
        `"${this.node.id}" leads to ${[...all.keys()].join(' and ')}, and ${published === undefined ? `no port of the host leads to ${service.node.id}:${port}` : 'one port of the host leads to one of them alone'}`,
        `write a port of the host for each: port: { ${[...all.keys()].map((one, i) => `'${one}': ${8080 + i}`).join(', ')} }`,
      );
    addFront(service, { publish: { address: '127.0.0.1', published, target: port, protocol: 'tcp' } });
  }

  #portOf({ service, port = 80 }: Pick<Address, 'service' | 'port'>): Port | undefined {
    const said = this.#port;
    if (typeof said !== 'object') return said;
    const { id } = service.node;
    return Object.entries(said).find(([name]) => name === `${id}:${port}` || name === id)?.[1];
  }

  #stranger({ node }: IConstruct): StowageError {
    return new StowageError(
      'proxy-cannot',
      `"${this.node.id}" leads to "${node.id}", which is no service of this stack: what ${this.#product} needs of it stands in that one's own description`,
      'say it in the stack of that service',
    );
  }

  /** @internal */
  toModel(book: VariableBook): ProxyModel {
    const found = new Map(
      this.reached.map((address) => [`${address.service.node.id}:${address.port}`, this.#at(address)]),
    );
    return {
      path: this.node.path,
      product: this.#product,
      tls: 'before',
      sites: edgeSites(this.sites).map((site) => {
        const { name, routes } = siteModel(site, book);
        return { name, routes: routes.map((route) => withPlace(route, found)) };
      }),
      ...(this.#network && { network: this.#network.name }),
      ...(this.readsLabels && { readsLabels: true }),
    };
  }

  #at(address: Address): string {
    return this.#network === undefined
      ? `127.0.0.1:${this.#portOf(address)}`
      : `${aliasOf(address.service)}:${address.port}`;
  }
}

/** The name by which a proxy finds a service on the network that both are on: no other project has one. */
export function aliasOf(service: IConstruct): string {
  return `${stackOf(service)?.project ?? ''}-${service.node.id}`;
}

function withPlace(route: RouteModel, found: ReadonlyMap<string, string>): RouteModel {
  const at = found.get(`${route.upstream?.service}:${route.upstream?.port}`);
  return at === undefined ? route : { ...route, at };
}
