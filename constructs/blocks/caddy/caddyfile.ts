import { imageName } from '../../../src/model/image-name.ts';
import { isInRange } from '../../../src/model/version.ts';
import type { FileTemplate } from '../../core/config-file.ts';
import { loginVariable } from '../../core/login.ts';
import type { OwnCertificate } from '../../core/own-certificate.ts';
import { certificatePath } from '../../core/own-certificate.ts';
import type { ServedFiles } from '../../core/served-files.ts';
import type { Settled, SettledRoute } from '../../core/settled.ts';
import type { FileOptions } from '../../core/site.ts';
import type { Upstream } from '../../core/upstream.ts';
import type { Value } from '../../core/value.ts';
import { challengeFacts, challengeOf } from './dns.ts';
import type { CaddyProps } from './props.ts';

/** The port on which it answers its own health check. */
export const healthPort = 8080;

/**
 * The headers in which proxies and CDNs say who the visitor is and what he asked for; `*` is anything, or nothing. A visitor who sends one
 * himself would be believed by an application that knows it. `Proxy` is what CGI programs take for the proxy of their own requests.
 * @see https://developers.cloudflare.com/fundamentals/reference/http-headers/
 * @see https://httpoxy.org/
 */
const claims: readonly string[] = [
  ...['X-Forwarded-*', 'Forwarded', 'X-Real-IP', 'X-Client-IP', 'X-Cluster-Client-IP', 'Client-IP'],
  ...['True-Client-IP', 'Fastly-Client-IP', 'Fly-Client-IP', 'CF-Connecting-*', 'CF-Visitor', 'CF-IPCountry'],
  ...['X-Original-*', 'X-Rewrite-URL', 'X-Scheme', 'X-Url-Scheme', 'Front-End-Https'],
  ...['Remote-User', 'X-Remote-*', 'Proxy'],
];

/** @see https://caddyserver.com/docs/command-line#caddy-hash-password */
const hashedBy = {
  en: "Of Caddy's image: docker run --rm -it caddy:2 caddy hash-password",
  id: 'Dengan image Caddy: docker run --rm -it caddy:2 caddy hash-password',
};

type Facts = FileTemplate['facts'];

/** What stands in the Caddyfile. */
export function factsOf(props: CaddyProps, sites: readonly Settled[]): Facts {
  const { tls, trustedProxies = [] } = props;
  const { version = '' } = imageName(props.image);
  const challenge = challengeOf(props);
  const shared = typeof tls === 'object' && !('dns' in tls) ? tls : undefined;
  const isOld = version.includes('.') && !isInRange(version, '>=2.8');
  return {
    tls: {
      none: tls === 'none',
      internal: tls === 'internal',
      staging: tls === 'staging' || challenge?.staging === true,
    },
    email: props.email ?? false,
    servers: trustedProxies.length > 0 || props.headerLimit !== undefined,
    trusted: trustedProxies,
    claims,
    headerLimit: props.headerLimit ?? false,
    // Until 2.8 it was one word.
    basicAuth: isOld ? 'basicauth' : 'basic_auth',
    sites: sites.map((site) => siteFacts(site, shared)),
    challenge: challenge ? [challengeFacts(challenge)] : [],
    healthPort,
  };
}

function siteFacts(site: Settled, shared: OwnCertificate | undefined): Facts {
  const { domain, hsts, bodyLimit, compress, hidden, redirect, routes } = site;
  // A limit of the site would be the lowest of all.
  const each = routes.some(({ route }) => route.redirect === undefined && route.bodyLimit !== undefined);
  const own = site.tls ?? shared;
  return {
    domain,
    certificate: own ? [certificatePath(own.certificate), certificatePath(own.key)] : false,
    hsts,
    redirect: redirect ?? false,
    bodyLimit: each ? false : bodyLimit,
    snippet: site.snippet ?? false,
    maintenance: site.maintenance ?? false,
    compress,
    // An application may answer `/path/` as it answers `/path`. What ends with `*` says itself what it covers.
    hidden: hidden.flatMap((path) => (path.endsWith('*') ? [path] : [path, `${path}/*`])),
    routes: routes.map((one) => routeFacts(one, each ? bodyLimit : undefined)),
  };
}

function routeFacts(
  { match, upstream, forward, files, route }: SettledRoute,
  siteLimit: string | undefined,
): Facts {
  const where = { match, all: match === '/*' };
  if (route.redirect !== undefined) return { ...where, redirect: route.redirect };
  const { stripPrefix, bodyLimit = siteLimit, headers = {}, logins = {}, forwardAuth } = route;
  const prefix = match.replace(/\/?\*.*$/, '');
  return {
    ...where,
    redirect: false,
    prefix: stripPrefix === true && prefix !== '' ? prefix : false,
    bodyLimit: bodyLimit ?? false,
    headers: Object.entries(headers).map(([name, value]) =>
      value === false ? { drop: name } : { name, value },
    ),
    logins: Object.entries(logins).map(([name, hash]) => ({ name, hash: loginVariable(hash, hashedBy) })),
    forward:
      forwardAuth && forward
        ? [{ upstream: dialed(forward), path: forwardAuth.path, copies: forwardAuth.copies ?? [] }]
        : [],
    upstream: upstream === undefined ? false : dialed(upstream),
    files: files && route.files !== undefined ? fileFacts(files, route) : false,
    streams: route.files === undefined && route.streams === true,
    anyCertificate: route.files === undefined && route.anyCertificate === true,
  };
}

function fileFacts({ root, phpRoot }: ServedFiles, options: FileOptions): Facts {
  const { hide = ['.*'], precompressed = false, fallback } = options;
  return {
    root,
    php: phpRoot ?? false,
    hide,
    block: hide.length > 0 || precompressed,
    precompressed,
    fallback: fallback ?? false,
  };
}

function dialed(upstream: Upstream): Value {
  return 'address' in upstream ? upstream.address : upstream.url;
}
