import { inRanges, isLoopback, isOpen } from '../../../lower/open-ports.ts';
import { networkModeOf, publishedBy } from '../../../lower/runs.ts';
import { edgesOf } from '../../../model/edges.ts';
import type { StackModel, SystemModel } from '../../../model/stack.ts';
import type { Language } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';
import { edgeServices, signsInRun } from '../edge.ts';

/** By what a system is reached from beyond its host, as what is published says it, and who has its certificates. */
export function entranceFacts({ stacks }: SystemModel, stack: StackModel, language: Language): object {
  const edges = stack.services.filter((service) => service.edge && isOpen(service));
  const opened = openedRows(stack, language);
  const proxies = products(stack.proxies ?? []);
  const all = stacks.flatMap(edgesOf);
  const asking = stacks
    .flatMap(edgeServices)
    .filter(({ serves: { tls } }) => tls === 'staging' || tls === 'public');
  return {
    behind: proxies,
    open: edges.map(({ id }) => id),
    severalOpen: edges.length > 1,
    opened,
    // What is past its end and an edge itself is reachable.
    onlyEdge:
      edges.length > 0 &&
      opened.length === 0 &&
      proxies === '' &&
      edges.every(({ known }) => known?.endOfLife === undefined),
    renewed: products(all.filter(({ tls }) => tls === 'internal' || tls === 'staging' || tls === 'public')),
    ownCertificates: products(all.filter(({ tls }) => tls === 'files')),
    plain: stacks
      .filter((one) => edgeServices(one).some((edge) => edge.serves.tls === 'none' && isOpen(edge)))
      .map(({ environment }) => environment.name),
    accounts: products(asking.map(({ serves }) => serves)),
    edgeLogs: [...new Set(asking.map(({ id }) => `make logs SERVICE=${id}`))],
    signing: products(
      stacks
        .flatMap(edgeServices)
        .map(({ serves }) => serves)
        .filter(signsInRun),
    ),
  };
}

/** Their names, each once. */
function products(edges: readonly { readonly product: string }[]): string {
  return [...new Set(edges.map(({ product }) => product))].join(', ');
}

/** The ports past the edge, with what is spoken there where that is said; of a service on the network of the host all that it opens. */
function openedRows({ services }: StackModel, language: Language): readonly object[] {
  return services
    .filter((service) => !service.edge && isOpen(service))
    .flatMap((service): readonly object[] => {
      const { id, opens = [] } = service;
      if (networkModeOf(service) === 'host') return [{ id, whole: true }];
      return inRanges(publishedBy(service))
        .filter(({ address }) => !isLoopback(address))
        .map(({ address, port, protocol }) => {
          const first = Number.parseInt(port ?? '', 10);
          const meant = opens.find(
            (one) => one.protocol === protocol && one.first <= first && first <= one.last,
          );
          return {
            id,
            port: `${address === undefined ? '' : `${address}:`}${port ?? '*'}/${protocol}`,
            purpose: meant === undefined ? '' : said(meant.purpose, language),
          };
        });
    });
}
