import type { EdgePorts } from '../../core/edge-ports.ts';
import type { OwnCertificate } from '../../core/own-certificate.ts';
import type { Service } from '../../core/service.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import type {
  PlainAnswerOptions,
  PlainSiteOptions,
  RouteRedirect,
  RouteTo,
  SiteName,
  SiteRedirect,
  UpstreamOptions,
} from '../../core/site.ts';
import type { Address } from '../../core/value.ts';
import type { Variable } from '../../core/variable.ts';

/** What Traefik lets in, and for which name, or which names. */
export type TraefikProps = TraefikOptions &
  (
    | {
        /**
         * The host name that users type, or the variable that holds it.
         * @throws StowageError `bad-domain` for what is no host name, or more than one.
         */
        readonly domain: string | Variable;
        /** Which service answers which path. The longest path that fits is taken. */
        readonly routes: TraefikRoutes;
        readonly sites?: never;
      }
    | {
        /**
         * Several host names, each with its own routes. What a site leaves out is as the edge says.
         * @least 1
         * @throws StowageError `domain-twice` for two sites of one name.
         */
        readonly sites: readonly TraefikSite[];
        readonly domain?: never;
        readonly routes?: never;
      }
  );

/** How Traefik works for all of its sites. What is said here of a site holds where the site says nothing. */
export interface TraefikOptions extends ServiceOptions, PlainSiteOptions {
  /**
   * The official image, 3.0 or later. Run in our tests: 3.6.12.
   * @throws StowageError `traefik-version` for 1 and 2, whose rules are written otherwise.
   */
  readonly image: Image;
  /**
   * `none`: plain HTTP, on loopback only. `staging`: Let's Encrypt's staging authority, whose certificates no browser trusts. `public`: certificates
   * that browsers trust. Both are asked for over port 80. A certificate of your own is for every site that has none itself; a renewed one is read when the container starts again.
   * Traefik is no authority of its own: for certificates inside take one of your own, or `Caddy`.
   * @example { certificate: chain, key }
   * @see https://doc.traefik.io/traefik/https/acme/#httpchallenge
   */
  readonly tls: 'none' | 'staging' | 'public' | OwnCertificate;
  /**
   * Address of the account at the certificate authority; the operator may leave the variable empty. With it the file that Traefik starts with is made on the host.
   * @default - none
   * @see https://doc.traefik.io/traefik/https/acme/#email
   */
  readonly email?: Variable;
  /**
   * The ports of the host that lead to it, where 80 and 443 are taken. Users type them, unless what stands in front (a router) brings 80 and
   * 443 here; an authority looks at those two alone.
   * @default - 80 and 443 on every address of the host; without TLS 80 on loopback
   */
  readonly ports?: EdgePorts;
  /**
   * The load balancer or CDN in front: its addresses and ranges (`'10.0.0.0/8'`, `'2001:db8::/32'`), or `'private_ranges'`. What it says in `X-Forwarded-…` is
   * handed on, with its own address behind: the application counts in `X-Forwarded-For` from the right, since what stands left is what the visitor claims.
   * The other headers of proxies (`Forwarded`, `CF-Connecting-IP`, …) come through from nobody.
   * @default - nobody: each visitor has the address that he comes from
   * @throws StowageError `traefik-proxies` for what is no address or every address.
   * @see https://doc.traefik.io/traefik/routing/entrypoints/#forwarded-headers
   */
  readonly trustedProxies?: readonly string[];
  /**
   * Containers on Traefik's networks reach the site under its own name, too: there the domain leads to Traefik, not out of the
   * host and in again, which many routers do not allow. For an application that opens its own pages.
   * @default false
   * @throws StowageError `traefik-name` for `localhost`, which every container takes for itself, and for what is no name.
   */
  readonly reachableInside?: boolean;
}

/** What one host name leads to. Traefik limits no body and compresses nothing here, and has no page for an upgrade. */
export type TraefikSite = PlainSiteOptions &
  SiteName &
  (
    | {
        /** Which service answers which path. The longest path that fits is taken. */
        readonly routes: TraefikRoutes;
        readonly redirect?: never;
      }
    | SiteRedirect
  );

/** What of the paths of a site goes where. */
export type TraefikRoutes = Readonly<Record<`/${string}`, Service | Address | TraefikRoute>>;

/** Where the requests of a route go, and what is done on the way. Traefik serves no files and speaks no FastCGI. */
export type TraefikRoute = (PlainAnswerOptions & UpstreamOptions & RouteTo) | RouteRedirect;
