import { spelledOut } from '../../../src/model/address-range.ts';
import type { FileTemplate } from '../../core/config-file.ts';
import type { OwnCertificate } from '../../core/own-certificate.ts';
import { certificatePath } from '../../core/own-certificate.ts';
import type { Settled } from '../../core/settled.ts';
import type { Value } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { claims } from './claims.ts';
import type { TraefikProps } from './props.ts';
import type { Middleware, Option, RouterFacts, Target } from './routers.ts';
import { isList, isNamed, routersOf, urlOf } from './routers.ts';

type Facts = FileTemplate['facts'];

/** What all responses have, beneath what a site and a route say. */
const headers: ReadonlyMap<string, Value> = new Map([
  ['X-Content-Type-Options', 'nosniff'],
  ['Server', ''],
]);
const naming = { prefix: 'route', headers, urlOf: (address: Value) => text`http://${address}` };

/** Certificates come from an authority that must reach it. */
export function asksAuthority(tls: TraefikProps['tls']): boolean {
  return tls === 'public' || tls === 'staging';
}

/** What stands in the file that Traefik starts with. */
export function staticFacts({ tls, email, trustedProxies = [] }: TraefikProps): Facts {
  const server = 'https://acme-staging-v02.api.letsencrypt.org/directory';
  const acme = {
    // An account and certificates of one authority are nothing to the other.
    storage: tls === 'staging' ? '/data/acme-staging.json' : '/data/acme.json',
    server: tls === 'staging' ? server : false,
    email: email ?? false,
  };
  return {
    tls: tls !== 'none',
    trusted: spelledOut(trustedProxies),
    acme: asksAuthority(tls) ? acme : false,
  };
}

/** What stands in the file of its routes. */
export function routesFacts({ tls }: TraefikProps, sites: readonly Settled[]): Facts {
  const routers = routersOf(sites, naming);
  const targets = new Map(routers.flatMap(({ target }) => (target ? [[target.name, target]] : [])));
  const shared = typeof tls === 'object' ? [certificate(tls)] : [];
  const visitor: Middleware = {
    name: 'visitor',
    kind: 'headers',
    options: { customRequestHeaders: new Map(claims.map((name) => [name, ''])) },
  };
  return {
    routers: routers.map((router) => routerFacts(router, tls)),
    middlewares: [visitor, ...routers.flatMap(({ middlewares }) => middlewares)].map(middlewareFacts),
    services: [...targets.values()].map(serviceFacts),
    anyCertificate: [...targets.values()].some((target) => target.anyCertificate),
    shared,
    certificates: [...shared, ...sites.flatMap((site) => (site.tls ? [certificate(site.tls)] : []))],
  };
}

function routerFacts(
  { name, rule, priority, middlewares, target, site }: RouterFacts,
  tls: TraefikProps['tls'],
): Facts {
  return {
    ...{ name, rule, priority },
    entry: tls === 'none' ? 'web' : 'websecure',
    tls: tls !== 'none',
    resolver: asksAuthority(tls) && site.tls === undefined ? 'acme' : false,
    middlewares: middlewares.map((one) => one.name),
    service: target?.name ?? 'noop@internal',
  };
}

function middlewareFacts({ name, kind, options }: Middleware): Facts {
  return {
    ...{ name, kind },
    options: Object.entries(options).map(([option, said]) => ({ name: option, ...optionFacts(said) })),
  };
}

function optionFacts(said: Option): Facts {
  const nothing = { value: false, values: false, entries: false };
  if (isNamed(said)) return { ...nothing, entries: [...said].map(([name, value]) => ({ name, value })) };
  return isList(said) ? { ...nothing, values: said } : { ...nothing, value: said };
}

function serviceFacts({ name, to, streams, anyCertificate }: Target): Facts {
  return { name, url: urlOf(to, naming), streams, anyCertificate };
}

function certificate({ certificate: chain, key }: OwnCertificate): Facts {
  return { certificate: certificatePath(chain), key: certificatePath(key) };
}
