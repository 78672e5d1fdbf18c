import type { Construct } from 'constructs';
import { rangeFault } from '../../../src/model/address-range.ts';
import type { Tls } from '../../../src/model/edge.ts';
import { StowageError } from '../../../src/model/error.ts';
import { imageName } from '../../../src/model/image-name.ts';
import type { PublishedPort } from '../../../src/model/service.ts';
import { isInRange } from '../../../src/model/version.ts';
import { archived } from '../../core/archive.ts';
import type { FileTemplate } from '../../core/config-file.ts';
import { ConfigFile } from '../../core/config-file.ts';
import type { Id } from '../../core/forms.ts';
import { ownFile } from '../../core/own-file.ts';
import { Service } from '../../core/service.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import type { Value } from '../../core/value.ts';
import { Address } from '../../core/value.ts';
import { Variable } from '../../core/variable.ts';
import { Volume } from '../../core/volume.ts';
import { isA } from '../../props/brand.ts';
import { checkNew } from '../../props/check.ts';
import { checkDomain, checkName } from './domain.ts';

/** What Caddy lets in, and for which name. */
export interface CaddyProps extends ServiceOptions {
  /** The official image, 2.6 or later; 2.8 or later for `trustedProxies`. Run in our tests: 2.6.4 and that of PostHog's stack. */
  readonly image: Image;
  /**
   * The host name that users type, or the variable that holds it.
   * @throws StowageError `caddy-domain` for what Caddy does not take for the address of a site, or for more than one.
   */
  readonly domain: string | Variable;
  /**
   * `none`: plain HTTP, on loopback only. `internal`: certificates of Caddy's own authority. `staging`: Let's
   * Encrypt's staging authority, whose certificates no browser trusts. `public`: certificates that browsers trust.
   */
  readonly tls: Tls;
  /** Which service answers which path, in order. */
  readonly routes: Readonly<Record<`/${string}`, Service | Address>>;
  /**
   * Address of the account at the certificate authority; the operator may leave the variable empty. Let's Encrypt needs
   * none, and writes to nobody. With one, Caddy from 2.8 on asks ZeroSSL, too, where Let's Encrypt gives no certificate.
   * @default - none
   * @see https://letsencrypt.org/2025/01/22/ending-expiration-emails/
   */
  readonly email?: Variable;
  /**
   * The load balancer or CDN in front: its addresses and ranges (`'10.0.0.0/8'`, `'2001:db8::/32'`), or
   * `'private_ranges'`. What it says of a visitor's address in `X-Forwarded-For` is then what the application sees: read
   * from the right, up to the first address that is not trusted, since what stands left of it is what the visitor claims.
   * The other headers of proxies (`X-Real-IP`, `Forwarded`, `CF-Connecting-IP`, …) come through from these addresses alone.
   * Name its own addresses where you can: `private_ranges` holds those of Docker's networks, and where those have no IPv6
   * Docker hands every visitor over IPv6 on from one of them.
   * @default - nobody: each visitor has the address that he comes from
   * @throws StowageError `caddy-proxies` for what is no address or every address, and before Caddy 2.8.
   * @see https://caddyserver.com/docs/caddyfile/options#trusted-proxies
   */
  readonly trustedProxies?: readonly string[];
  /**
   * Containers on Caddy's networks reach the site under its own name, too: there the domain leads to Caddy, not out of the
   * host and in again, which many routers do not allow. For an application that opens its own pages.
   * @default false
   * @throws StowageError `caddy-name` for `localhost`, which every container takes for itself, and for what is no name.
   */
  readonly reachableInside?: boolean;
  /**
   * Seconds that browsers remember to use HTTPS only (`Strict-Transport-Security`, this host alone).
   * @whole 0..315360000
   * @default 0, and the header is not sent
   * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Strict-Transport-Security
   */
  readonly hsts?: number;
  /**
   * The largest request body, as Caddy writes sizes.
   * @form a size
   * @range 1MB..1048576MB
   * @example '25MB'
   * @default '25MB'
   * @see https://caddyserver.com/docs/caddyfile/directives/request_body
   */
  readonly bodyLimit?: `${number}MB`;
  /**
   * The largest request line with its headers, as Caddy writes sizes. What is larger gets a 431.
   * @form a size
   * @range 1KB..1048576KB
   * @example '16KB'
   * @default - Caddy's own: 16 KiB, and 1 MB before 2.11.5
   */
  readonly headerLimit?: `${number}KB`;
  /**
   * Paths whose responses are compressed here. Not everything: a response with both a secret and a visitor's input
   * must not be (BREACH).
   * @default - none
   */
  readonly compress?: readonly `/${string}`[];
  /**
   * Paths that the outside gets a 404 for, with all that is below them. `/path*` is whatever begins so.
   * @default - none
   */
  readonly hidden?: readonly `/${string}`[];
}

const template = ownFile(import.meta.url, './Caddyfile.hbs');
const file = 'caddy/Caddyfile';
const target = '/etc/caddy/Caddyfile';
const healthPort = 8080;

const published: readonly PublishedPort[] = [
  { published: 80, target: 80, protocol: 'tcp' },
  { published: 443, target: 443, protocol: 'tcp' },
  { published: 443, target: 443, protocol: 'udp' },
];

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

/**
 * Caddy as the edge: the one service that publishes ports.
 * @see https://caddyserver.com/docs/automatic-https
 */
export class Caddy extends Service {
  readonly #aliases: readonly Value[];

  constructor(scope: Construct, id: Id, props: CaddyProps) {
    checkNew(Caddy, new.target, [scope, id, props]);
    checkProxies(id, props);
    checkDomain(id, props.domain);
    checkName(id, props);
    const variables = [props.domain, props.email].filter((value) => isA(value, Variable));
    const routes = Object.fromEntries(
      Object.entries(props.routes).map(([match, to]) => [
        match,
        isA(to, Service) ? to.address : new Address(to.service, to.port ?? 80),
      ]),
    );
    super(scope, id, {
      description: { en: 'Caddy: the edge, HTTPS and routes', id: 'Caddy: reverse proxy, HTTPS, dan rute' },
      memory: '256mb',
      ...props,
      edge: {
        product: 'Caddy',
        tls: props.tls,
        sites: [props.domain],
        routes,
        config: {
          file,
          check: ['caddy', 'validate', '--adapter', 'caddyfile', '--config', target],
          signsItself: {
            edit: '0,/^{$/s//{\\n\\tlocal_certs\\n\\tskip_install_trust/',
            root: '/data/caddy/pki/authorities/local/root.crt',
          },
        },
      },
      port: 80,
      otherPorts: { ...(props.tls === 'none' ? {} : { 443: 'HTTPS and HTTP/3' }), [healthPort]: 'health' },
      publish:
        props.tls === 'none'
          ? [{ address: '127.0.0.1', published: 80, target: 80, protocol: 'tcp' }]
          : published,
      dropCapabilities: ['ALL'],
      addCapabilities: ['NET_BIND_SERVICE'],
      readOnly: true,
      // The Caddyfile reads these: Caddy replaces {$NAME} from its own environment.
      env: { ...Object.fromEntries(variables.map((variable) => [variable.name, variable])), ...props.env },
      health: { exec: ['wget', '-q', '--spider', `http://127.0.0.1:${healthPort}/`] },
    });
    this.#aliases = props.reachableInside ? [props.domain] : [];
    for (const { service } of Object.values(routes)) if (isA(service, Service)) this.waitFor(service);
    const content = { format: 'caddy', template, facts: factsOf(props, routes) } as const;
    this.mount(new ConfigFile(this, 'Caddyfile', { file, content }), target);
    const data = new Volume(this, `${id}_data`, {
      holds: { en: 'Caddy: certificates and the ACME account', id: 'Caddy: sertifikat TLS dan akun ACME' },
    });
    this.mount(data, '/data');
    this.mount(
      new Volume(this, `${id}_config`, {
        holds: { en: 'Caddy: its last configuration', id: 'Konfigurasi Caddy' },
        kind: 'cache',
      }),
      '/config',
    );
    this.store(archived(data));
  }
  protected override get aliases(): readonly Value[] {
    return this.#aliases;
  }
}

function factsOf(props: CaddyProps, routes: Readonly<Record<string, Address>>): FileTemplate['facts'] {
  const { tls, trustedProxies = [] } = props;
  return {
    tls: { none: tls === 'none', internal: tls === 'internal', staging: tls === 'staging' },
    email: props.email ?? false,
    servers: trustedProxies.length > 0 || props.headerLimit !== undefined,
    trusted: trustedProxies,
    claims,
    headerLimit: props.headerLimit ?? false,
    site: props.domain,
    hsts: props.hsts ?? 0,
    bodyLimit: props.bodyLimit ?? '25MB',
    compress: props.compress ?? [],
    // An application may answer `/path/` as it answers `/path`. What ends with `*` says itself what it covers.
    hidden: (props.hidden ?? []).flatMap((path) => (path.endsWith('*') ? [path] : [path, `${path}/*`])),
    routes: Object.entries(routes).map(([match, upstream]) => ({ match, all: match === '/*', upstream })),
    healthPort,
  };
}

function checkProxies(id: string, { image, trustedProxies = [] }: CaddyProps): void {
  for (const range of trustedProxies) {
    const fault = rangeFault(range);
    if (fault !== undefined)
      throw new StowageError(
        'caddy-proxies',
        `"${id}" is to trust "${range}", which ${fault}`,
        "write the proxy's own addresses: '192.0.2.7', '10.0.0.0/8', '2001:db8::/32', or 'private_ranges'",
      );
  }
  const { version = '' } = imageName(image);
  if (trustedProxies.length > 0 && version.includes('.') && !isInRange(version, '>=2.8'))
    throw new StowageError(
      'caddy-proxies',
      `"${id}" is to trust proxies, and Caddy ${version} takes the first address that they say, which is what a visitor claims`,
      'take Caddy 2.8 or later',
    );
}
