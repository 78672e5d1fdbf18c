import type { IConstruct } from 'constructs';
import { DependencyGroup } from 'constructs';
import { StowageError } from '../../src/model/error.ts';
import { isA } from '../props/brand.ts';
import type { Dependency } from './dependency.ts';
import type { Answering } from './domain.ts';
import { checkDomain } from './domain.ts';
import type { EdgeRoute, EdgeSite } from './edge.ts';
import type { OwnCertificate } from './own-certificate.ts';
import type { ServedFiles } from './served-files.ts';
import { servedFiles } from './served-files.ts';
import { Service } from './service.ts';
import type { Route, Routes, Site, SiteOptions } from './site.ts';
import type { Upstream } from './upstream.ts';
import { upstreamOf } from './upstream.ts';
import type { Value } from './value.ts';
import { Address, Template } from './value.ts';
import { Variable } from './variable.ts';

/** What an edge says of its sites: one name, or several. */
export interface Said extends SiteOptions {
  readonly domain?: string | Variable;
  readonly routes?: Routes;
  readonly sites?: readonly Site[];
}

/** A site with all that holds for it, its own word before the edge's. */
export interface Settled extends Required<Omit<SiteOptions, 'maintenance' | 'snippet'>> {
  readonly maintenance: string | undefined;
  readonly snippet: Value | undefined;
  readonly domain: string | Variable;
  readonly tls: OwnCertificate | undefined;
  readonly redirect: Site['redirect'];
  readonly routes: readonly SettledRoute[];
}

/** A route whose services are found. */
export interface SettledRoute {
  readonly match: string;
  /** Undefined where its visitors are sent on. */
  readonly upstream: Upstream | undefined;
  readonly forward: Upstream | undefined;
  /** What the edge answers with itself. */
  readonly files?: ServedFiles;
  readonly route: Route;
}

/**
 * The sites of an edge.
 * @throws StowageError `bad-domain`, `domain-twice`, `bad-upstream`, `bad-redirect`, `bad-files`
 */
export function settledSites(edge: IConstruct, answering: Answering, props: Said): readonly Settled[] {
  const { sites = [], domain, routes = {}, hsts = 0, bodyLimit = '25MB', compress = [], hidden = [] } = props;
  const { id } = answering;
  const all: readonly Site[] = domain === undefined ? sites : [{ domain, routes }];
  const seen = new Set<string>();
  return all.map((site) => {
    checkDomain(site.tls ? { ...answering, wildcards: true } : answering, site.domain);
    const name = isA(site.domain, Variable) ? `\${${site.domain.name}}` : site.domain.toLowerCase();
    if (seen.has(name))
      throw new StowageError(
        'domain-twice',
        `"${id}" has two sites for "${name}"`,
        'write the routes of both into one',
      );
    seen.add(name);
    checkRedirect(id, name, site.redirect);
    return {
      ...{ hsts, bodyLimit, compress, hidden },
      ...site,
      maintenance: site.maintenance ?? props.maintenance,
      snippet: site.snippet ?? props.snippet,
      tls: site.tls,
      redirect: site.redirect,
      routes: Object.entries(site.routes ?? {}).map(([match, to]): SettledRoute => {
        const route: Route = isA(to, Service) || isA(to, Address) ? { to } : to;
        if (route.redirect !== undefined) return { match, upstream: undefined, forward: undefined, route };
        const forward = route.forwardAuth && upstreamOf(edge, id, route.forwardAuth.by);
        if (route.files === undefined)
          return { match, upstream: upstreamOf(edge, id, route.to), forward, route };
        const files = servedFiles(id, match, route);
        return { match, upstream: route.php && upstreamOf(edge, id, route.php), forward, files, route };
      }),
    };
  });
}

/** What of this system it asks, each with its port. */
export function addressesOf(sites: readonly Settled[]): readonly Address[] {
  return sites
    .flatMap(({ routes }) => routes.flatMap(({ upstream, forward }) => [upstream, forward]))
    .flatMap((one) => (one !== undefined && 'address' in one ? [one.address] : []));
}

/** The services that must be there before it lets anybody in; one without a health check must only have started. */
export function waitedFor(sites: readonly Settled[]): readonly Dependency[] {
  const services = addressesOf(sites).flatMap(({ service }) => (isA(service, Service) ? [service] : []));
  return services.length === 0 ? [] : [new DependencyGroup(...services)];
}

/** What it lets in, for who asks. */
export function edgeSites(sites: readonly Settled[]): readonly EdgeSite[] {
  return sites.map(({ domain, redirect, routes }) => ({
    name: domain,
    routes:
      redirect === undefined
        ? Object.fromEntries(routes.map((one) => [one.match, edgeRoute(one)]))
        : { '/*': { redirect } },
  }));
}

function edgeRoute({ upstream, files, route }: SettledRoute): EdgeRoute {
  if (route.redirect !== undefined) return { redirect: route.redirect };
  const guard = route.logins ? 'password' : route.forwardAuth ? 'service' : undefined;
  return {
    ...(upstream && ('address' in upstream ? { to: upstream.address } : { elsewhere: upstream.url })),
    ...(files && { files: files.source.node.id }),
    ...(guard && { guard }),
  };
}

/** The path that was asked for is written behind it. */
function checkRedirect(id: string, site: string, to: Value | undefined): void {
  if (to === undefined) return;
  const parts = isA(to, Template) ? to.parts.filter((part) => part !== '') : [to];
  const literals = parts.filter((part) => typeof part === 'string');
  const [first, ...others] = literals;
  const host = first?.replace(/^https?:\/\//i, '');
  const begins = first === parts[0] && host !== first && (host !== '' || parts.length > 1);
  if (begins && ![host ?? '', ...others].some((text) => /[/?#]/.test(text))) return;
  const shown =
    typeof to === 'string' ? JSON.stringify(to) : isA(to, Variable) ? `\${${to.name}}` : 'a text`…`';
  throw new StowageError(
    'bad-redirect',
    `"${id}" sends the visitors of "${site}" to ${shown}, which is not a scheme and a host alone`,
    "write for example 'https://example.com', or text`https://${domain}`: the path that was asked for comes behind it",
  );
}
