import type { Text } from '../../../compose/text.ts';
import { showText } from '../../../compose/text.ts';
import { publishedBy } from '../../../lower/runs.ts';
import type { ProxyModel, RouteModel, SiteModel } from '../../../model/edge.ts';
import type { ServiceModel } from '../../../model/service.ts';
import type { StackModel } from '../../../model/stack.ts';

/** The proxy of the host that finds its services on loopback. */
export function loopbackOf({ proxies = [] }: StackModel): ProxyModel | undefined {
  return proxies.find(({ network }) => network === undefined);
}

/** Whether a host on which nothing else runs lets anybody in. */
export function hasOwnDoor(stack: StackModel): boolean {
  return stack.services.some(({ edge }) => edge) || loopbackOf(stack) !== undefined;
}

/** Where this host lets a request in, as an address and a port; an empty port is the one that was asked for. */
export function doorOf(stack: StackModel, address: Text | undefined, path: string): string {
  const host = hostIn(address);
  const edges = stack.services.filter(({ edge }) => edge);
  const behind = edges.length === 0 ? loopbackOf(stack) : undefined;
  if (behind) {
    const site = siteOf(behind.sites, host) ?? behind.sites[0];
    return routeOf(site, path)?.at ?? '127.0.0.1:';
  }
  const first = address?.[0];
  const inside = typeof first === 'string' && first.startsWith('https:') ? 443 : 80;
  const port = [...edges.filter((edge) => answersTo(edge, host)), ...edges]
    .flatMap(publishedBy)
    .find(({ target, protocol }) => target === inside && protocol === 'tcp');
  const at = port?.address ?? '127.0.0.1';
  return `${at === '0.0.0.0' ? '127.0.0.1' : at}:${port?.port ?? ''}`;
}

/** Whether what answers at an address shows a certificate that nobody here trusts. */
export function isUntrusted({ services }: StackModel, address: Text | undefined): boolean {
  const edges = services.filter(({ edge }) => edge);
  const edge = edges.find((one) => answersTo(one, hostIn(address))) ?? edges[0];
  return edge?.serves?.tls === 'internal' || edge?.serves?.tls === 'staging';
}

function answersTo({ serves }: ServiceModel, host: string): boolean {
  return siteOf(serves?.sites ?? [], host) !== undefined;
}

function siteOf(sites: readonly SiteModel[], host: string): SiteModel | undefined {
  return sites.find(({ name }) => showText(name) === host);
}

/** What of an address is the name: neither its scheme nor its port. */
function hostIn(address: Text | undefined): string {
  return address === undefined
    ? ''
    : showText(address)
        .replace(/^https?:\/\//, '')
        .replace(/:\d+$/, '');
}

/** The longest path that fits. */
function routeOf(site: SiteModel | undefined, path: string): RouteModel | undefined {
  const fits = (site?.routes ?? []).filter(({ match }) =>
    match.endsWith('*') ? path.startsWith(match.slice(0, -1)) : path === match,
  );
  return fits.sort((a, b) => b.match.length - a.match.length)[0];
}
