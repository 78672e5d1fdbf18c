import type { IConstruct } from 'constructs';
import { loginVariable } from '../../core/login.ts';
import type { Settled, SettledRoute } from '../../core/settled.ts';
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
  /** Who answers; undefined where visitors are only sent on. */
  readonly target: Target | undefined;
}

/** What is done with a request on its way. */
export interface Middleware {
  readonly name: string;
  /** As Traefik calls it, in the lower case of labels. */
  readonly kind: string;
  /** By the names of labels; a list is one value of several. */
  readonly options: Readonly<Record<string, Value | readonly Value[]>>;
}

/** A service as Traefik knows it. */
export interface Target {
  readonly name: string;
  readonly address: Address;
  readonly streams: boolean;
}

interface Naming {
  readonly project: string;
  hostOf(service: IConstruct): string;
}

/**
 * The routers of all sites. Each says its priority: Traefik's own is the length of the rule, by which an exact path loses to a shorter one
 * that ends with a star.
 * @see https://doc.traefik.io/traefik/routing/routers/#priority
 */
export function routersOf(sites: readonly Settled[], naming: Naming): readonly RouterFacts[] {
  const drafts = sites.flatMap((site): readonly Draft[] => {
    if (site.redirect !== undefined)
      return [
        {
          rule: hostRule(site.domain),
          priority: lowest,
          middlewares: [sentOn(site.redirect)],
          target: undefined,
        },
      ];
    const hidden = site.hidden.map((path) => ` && !PathRegexp(\`${hiddenPattern(path)}\`)`).join('');
    return site.routes.map((one) => {
      const { rule, priority } = pathRule(one.match);
      return {
        rule: text`${hostRule(site.domain)}${rule}${hidden}`,
        priority,
        middlewares: middlewaresOf(site, one, naming),
        target: targetOf(one, naming),
      };
    });
  });
  return drafts.map(({ rule, priority, middlewares, target }, i) => {
    const name = `${naming.project}-${i + 1}`;
    const named = middlewares.map(({ kind, options }) => ({ kind, options, name: `${name}-${kind}` }));
    return { name, rule, priority, middlewares: named, target };
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
  if (prefix) return { rule: ` && PathPrefix(\`${before}\`)`, priority };
  if (after.length === 0) return { rule: ` && Path(\`${match}\`)`, priority };
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
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('`', '\\x60');
}

type Unnamed = Omit<Middleware, 'name'>;
type Draft = Omit<RouterFacts, 'name' | 'middlewares'> & { readonly middlewares: readonly Unnamed[] };

/** Path and query go with the visitor. */
function sentOn(to: Value): Unnamed {
  return {
    kind: 'redirectregex',
    options: { regex: '^https?://[^/]+(.*)$', replacement: text`${to}$1`, permanent: 'true' },
  };
}

/** @see https://doc.traefik.io/traefik/middlewares/http/overview/ */
function middlewaresOf(
  site: Settled,
  { match, forward, route }: SettledRoute,
  naming: Naming,
): readonly Unnamed[] {
  const added = new Map<string, Value>();
  if (site.hsts > 0) added.set('Strict-Transport-Security', `max-age=${site.hsts}`);
  if (route.redirect !== undefined)
    return [...headersOf(added), { kind: 'redirectregex', options: elsewhere(route.redirect) }];
  const { logins = {}, forwardAuth, headers = {}, stripPrefix = false } = route;
  for (const [name, value] of Object.entries(headers)) added.set(name, value === false ? '' : value);
  const users = Object.entries(logins).map(([name, hash]) => text`${name}:${loginVariable(hash, hashedBy)}`);
  const prefix = match.replace(/\/?\*.*$/, '');
  return [
    ...headersOf(added),
    ...(users.length > 0 ? [{ kind: 'basicauth', options: { users } }] : []),
    ...(forwardAuth && forward
      ? [
          {
            kind: 'forwardauth',
            options: {
              address:
                'url' in forward
                  ? `${forward.url}${forwardAuth.path}`
                  : `http://${naming.hostOf(forward.address.service)}:${forward.address.port}${forwardAuth.path}`,
              ...(forwardAuth.copies && { authresponseheaders: forwardAuth.copies }),
            },
          },
        ]
      : []),
    ...(stripPrefix && prefix !== '' ? [{ kind: 'stripprefix', options: { prefixes: prefix } }] : []),
  ];
}

function headersOf(added: ReadonlyMap<string, Value>): readonly Unnamed[] {
  const named = [...added].map(([name, value]) => [`customresponseheaders.${name}`, value] as const);
  return named.length === 0 ? [] : [{ kind: 'headers', options: Object.fromEntries(named) }];
}

/** Not for ever, as a path may mean something again; from the same host where only a path is said. */
function elsewhere(to: Value): Unnamed['options'] {
  const first = isA(to, Template) ? to.parts.find((part) => part !== '') : to;
  const isPath = typeof first === 'string' && first.startsWith('/');
  return {
    regex: '^(https?://[^/]+).*$',
    replacement: isPath ? text`$1${to}` : to,
    permanent: 'false',
  };
}

function targetOf({ upstream, route }: SettledRoute, { project }: Naming): Target | undefined {
  if (upstream === undefined || !('address' in upstream) || route.to === undefined) return undefined;
  const { address } = upstream;
  const streams = route.streams === true;
  const name = `${project}-${address.service.node.id}-${address.port}${streams ? '-streams' : ''}`;
  return { name, address, streams };
}
