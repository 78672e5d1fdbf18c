import { literally } from '../../../src/model/literally.ts';
import { loginVariable } from '../../core/login.ts';
import type { Settled, SettledRoute } from '../../core/settled.ts';
import type { Upstream } from '../../core/upstream.ts';
import type { Address, Value } from '../../core/value.ts';
import { Template, text } from '../../core/value.ts';
import { isA } from '../../props/brand.ts';

/** @see https://doc.traefik.io/traefik/middlewares/http/basicauth/ */
const hashedBy = {
  en: 'What stands behind the colon of: htpasswd -nB NAME (of apache2-utils)',
  id: 'Bagian setelah titik dua dari: htpasswd -nB NAMA (dari apache2-utils)',
};

/** What Traefik is told of one route, whether by labels or by a file. */
export interface RouterFacts {
  readonly name: string;
  readonly rule: Value;
  readonly priority: number;
  readonly middlewares: readonly Middleware[];
  /** The site that it is of. */
  readonly site: Settled;
  /** Who answers; undefined where visitors are only sent on. */
  readonly target: Target | undefined;
}

/** What is done with a request on its way. */
export interface Middleware {
  readonly name: string;
  /** As Traefik calls it. */
  readonly kind: string;
  /** By their names: a value, several, or some by names of their own. */
  readonly options: Readonly<Record<string, Option>>;
}

/** What an option is told. */
export type Option = Value | readonly Value[] | ReadonlyMap<string, Value>;

/** Whether it is told by names. */
export function isNamed(option: Option): option is ReadonlyMap<string, Value> {
  return option instanceof Map;
}

/** Whether it is told several values. */
export function isList(option: Option): option is readonly Value[] {
  return Array.isArray(option);
}

/** A service as Traefik knows it. */
export interface Target {
  readonly name: string;
  readonly to: Upstream;
  readonly streams: boolean;
  readonly anyCertificate: boolean;
}

/** How names begin, and what all responses have. */
export interface Naming {
  readonly prefix: string;
  /** Headers of responses, beneath what a site and a route say. */
  readonly headers: ReadonlyMap<string, Value>;
  /** Where a service is found. */
  urlOf(address: Address): Value;
}

/**
 * The routers of all sites. Each says its priority: Traefik's own is the length of the rule, by which an exact path loses to a shorter one
 * that ends with a star.
 * @see https://doc.traefik.io/traefik/routing/routers/#priority
 */
export function routersOf(sites: readonly Settled[], naming: Naming): readonly RouterFacts[] {
  const urls = sites.flatMap(({ routes }) =>
    routes.flatMap(({ upstream }) => (upstream && 'url' in upstream ? [upstream.url] : [])),
  );
  const drafts = sites.flatMap((site): readonly Draft[] => {
    if (site.redirect !== undefined)
      return [
        {
          rule: hostRule(site.domain),
          priority: lowest,
          middlewares: [...headersOf(ofSite(site, naming)), sentOn(site.redirect)],
          target: undefined,
          site,
        },
      ];
    const hidden = site.hidden.map((path) => ` && !PathRegexp(\`${hiddenPattern(path)}\`)`).join('');
    return site.routes.map((one) => {
      const { rule, priority } = pathRule(one.match);
      return {
        rule: text`${hostRule(site.domain)}${rule}${hidden}`,
        priority,
        middlewares: middlewaresOf(site, one, naming),
        target: targetOf(one, naming, urls),
        site,
      };
    });
  });
  return drafts.map(({ middlewares, ...draft }, i) => {
    const name = `${naming.prefix}-${i + 1}`;
    const named = middlewares.map(({ kind, options }) => ({
      kind,
      options,
      name: `${name}-${kind.toLowerCase()}`,
    }));
    return { ...draft, name, middlewares: named };
  });
}

/** Above what other projects have by the length of their rules: no rule of theirs is for the same host. */
const lowest = 1000;

function hostRule(domain: Value): Value {
  if (typeof domain === 'string' && domain.startsWith('*.'))
    return `HostRegexp(\`^[^.]+\\.${escaped(domain.slice(2))}$\`)`;
  return text`Host(\`${domain}\`)`;
}

function pathRule(match: string): { readonly rule: string; readonly priority: number } {
  const [before = '', ...after] = match.split('*');
  const prefix = match.endsWith('*') && after.length === 1;
  const priority = lowest + 2 * match.replace(/\*$/, '').length - 2 + (prefix ? 0 : 1);
  if (match === '/*') return { rule: '', priority: lowest };
  // What stands between backticks can hold none.
  const ticked = match.includes('`');
  if (prefix && !ticked) return { rule: ` && PathPrefix(\`${before}\`)`, priority };
  if (after.length === 0 && !ticked) return { rule: ` && Path(\`${match}\`)`, priority };
  // A star within stays within its part of the path.
  const parts = match.split('*').map(escaped);
  const pattern = match.endsWith('*') ? `${parts.slice(0, -1).join('[^/]*')}.*` : parts.join('[^/]*');
  return { rule: ` && PathRegexp(\`^${pattern}$\`)`, priority };
}

/** Nobody finds it by writing it in other letters. */
function hiddenPattern(path: string): string {
  return path.endsWith('*') ? `(?i)^${escaped(path.slice(0, -1))}` : `(?i)^${escaped(path)}(/|$)`;
}

function escaped(text: string): string {
  return literally(text).replaceAll('`', '\\x60');
}

type Unnamed = Omit<Middleware, 'name'>;
type Draft = Omit<RouterFacts, 'name' | 'middlewares'> & { readonly middlewares: readonly Unnamed[] };

/** Path and query go with the visitor. */
function sentOn(to: Value): Unnamed {
  return {
    kind: 'redirectRegex',
    options: { regex: '^https?://[^/]+(.*)$', replacement: text`${whole(to)}$1`, permanent: 'true' },
  };
}

/**
 * A dollar sign begins what is replaced.
 * @see https://pkg.go.dev/regexp#Regexp.Expand
 */
function whole(to: Value): Value {
  const kept = (part: Value) => (typeof part === 'string' ? part.replaceAll('$', '$$$$') : part);
  return isA(to, Template) ? new Template(to.parts.map(kept)) : kept(to);
}

/** @see https://doc.traefik.io/traefik/middlewares/http/overview/ */
function middlewaresOf(
  site: Settled,
  { match, forward, route }: SettledRoute,
  naming: Naming,
): readonly Unnamed[] {
  const added = ofSite(site, naming);
  if (route.redirect !== undefined)
    return [...headersOf(added), { kind: 'redirectRegex', options: elsewhere(route.redirect) }];
  const { logins = {}, forwardAuth, headers = {}, stripPrefix = false } = route;
  for (const [name, value] of Object.entries(headers)) {
    // Of two that differ in their letters alone, Traefik takes either.
    for (const other of added.keys()) if (other.toLowerCase() === name.toLowerCase()) added.delete(other);
    added.set(name, value === false ? '' : value);
  }
  const users = Object.entries(logins).map(([name, hash]) => text`${name}:${loginVariable(hash, hashedBy)}`);
  const prefix = match.replace(/\/?\*.*$/, '');
  return [
    ...headersOf(added),
    ...(users.length > 0 ? [{ kind: 'basicAuth', options: { users } }] : []),
    ...(forwardAuth && forward
      ? [
          {
            kind: 'forwardAuth',
            options: {
              address: text`${urlOf(forward, naming)}${forwardAuth.path}`,
              ...(forwardAuth.copies && { authResponseHeaders: forwardAuth.copies }),
            },
          },
        ]
      : []),
    ...(stripPrefix && prefix !== '' ? [{ kind: 'stripPrefix', options: { prefixes: [prefix] } }] : []),
  ];
}

function headersOf(added: ReadonlyMap<string, Value>): readonly Unnamed[] {
  return added.size === 0 ? [] : [{ kind: 'headers', options: { customResponseHeaders: added } }];
}

function ofSite({ hsts }: Settled, { headers }: Naming): Map<string, Value> {
  const added = new Map(headers);
  if (hsts > 0) added.set('Strict-Transport-Security', `max-age=${hsts}`);
  return added;
}

/** Where Traefik finds who answers. */
export function urlOf(to: Upstream, naming: Pick<Naming, 'urlOf'>): Value {
  return 'url' in to ? to.url : naming.urlOf(to.address);
}

/** Not for ever, as a path may mean something again; from the same host where only a path is said. */
function elsewhere(to: Value): Unnamed['options'] {
  const first = isA(to, Template) ? to.parts.find((part) => part !== '') : to;
  const isPath = typeof first === 'string' && first.startsWith('/');
  return {
    regex: '^(https?://[^/]+).*$',
    replacement: isPath ? text`$1${whole(to)}` : whole(to),
    permanent: 'false',
  };
}

function targetOf(
  { upstream: to, route }: SettledRoute,
  { prefix }: Naming,
  urls: readonly string[],
): Target | undefined {
  if (to === undefined || route.to === undefined) return undefined;
  const { streams = false, anyCertificate = false } = route;
  const who =
    'url' in to
      ? `elsewhere-${urls.indexOf(to.url) + 1}`
      : `${to.address.service.node.id}-${to.address.port}`;
  return {
    name: `${prefix}-${who}${streams ? '-streams' : ''}${anyCertificate ? '-any' : ''}`,
    ...{ to, streams, anyCertificate },
  };
}
