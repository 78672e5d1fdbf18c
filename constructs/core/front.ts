import type { ServiceModel } from '../../src/model/service.ts';
import { shared } from '../../src/model/shared.ts';
import type { Network } from './network.ts';
import type { Publish } from './publish.ts';
import type { Value, VariableBook } from './value.ts';

/** What a proxy that is there already needs of a service that it leads to. */
export interface Front {
  /** A port of the host's loopback. */
  readonly publish?: Publish;
  /** The network on which the proxy is, and the name by which it finds the service there. */
  readonly join?: { readonly network: Network; readonly alias: string };
  /** Labels that it reads. */
  readonly labels?: ReadonlyMap<string, Value>;
}

const known = shared('fronts', () => new WeakMap<object, Front[]>());

/** Says what a proxy needs of a service. */
export function addFront(service: object, front: Front): void {
  known.set(service, [...(known.get(service) ?? []), front]);
}

/** What a service publishes, with what its proxies need. */
export function frontedPorts<Props extends { readonly publish?: readonly Publish[] }>(
  service: object,
  props: Props,
): Props {
  const ports = (known.get(service) ?? []).flatMap(({ publish }) => publish ?? []);
  return ports.length === 0 ? props : { ...props, publish: [...(props.publish ?? []), ...ports] };
}

/** The networks that a service joins for its proxies, each once, and the labels that they read. */
export function frontModel(service: object, book: VariableBook): Pick<ServiceModel, 'joins' | 'labels'> {
  const fronts = known.get(service) ?? [];
  const joins = new Map(fronts.flatMap(({ join }) => (join ? [[join.network.node.id, join.alias]] : [])));
  const labels = new Map(fronts.flatMap((front) => [...(front.labels ?? [])]));
  return {
    ...(joins.size > 0 && {
      joins: [...joins].map(([network, alias]) => ({ network, alias: book.text(alias) })),
    }),
    ...(labels.size > 0 && {
      labels: [...labels].map(([name, value]) => ({ name, value: book.text(value) })),
    }),
  };
}
