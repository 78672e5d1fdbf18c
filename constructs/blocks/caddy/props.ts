import type { Tls } from '../../../src/model/edge.ts';
import type { EdgePorts } from '../../core/edge-ports.ts';
import type { OwnCertificate } from '../../core/own-certificate.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import type { Routes, Site, SiteOptions } from '../../core/site.ts';
import type { Variable } from '../../core/variable.ts';
import type { ByDns } from './dns-props.ts';

/** What Caddy lets in, and for which name, or which names. */
export type CaddyProps = CaddyOptions &
  (
    | {
        /**
         * The host name that users type, or the variable that holds it.
         * @throws StowageError `bad-domain` for what is no host name, or more than one.
         */
        readonly domain: string | Variable;
        /** Which service answers which path. The longest path that fits is taken. */
        readonly routes: Routes;
        readonly sites?: never;
      }
    | {
        /**
         * Several host names, each with its own routes. What a site leaves out is as the edge says.
         * @least 1
         * @throws StowageError `domain-twice` for two sites of one name.
         */
        readonly sites: readonly Site[];
        readonly domain?: never;
        readonly routes?: never;
      }
  );

/** How Caddy works for all of its sites. What is said here of a site holds where the site says nothing. */
export interface CaddyOptions extends ServiceOptions, SiteOptions {
  /** The official image, 2.6 or later; 2.8 or later for `trustedProxies` and `dns`. Run in our tests: 2.6.4 and that of PostHog's stack. */
  readonly image: Image;
  /**
   * `none`: plain HTTP, on loopback only. `internal`: certificates of Caddy's own authority. `staging`: Let's
   * Encrypt's staging authority, whose certificates no browser trusts. `public`: certificates that browsers trust. A certificate of your own
   * is for every site that has none itself; a renewed one is read when the container starts again. For a name that it does not hold Caddy asks
   * an authority, as without it. `dns`: an authority signs for whoever may change
   * the records of the domain, so that a site may be `*.example.com`, and no port need be reached from outside.
   * @throws StowageError `caddy-dns` for `dns` before Caddy 2.8.
   * @example { certificate: chain, key }
   * @see https://caddyserver.com/docs/caddyfile/directives/tls
   */
  readonly tls: Tls | OwnCertificate | ByDns;
  /**
   * Address of the account at the certificate authority; the operator may leave the variable empty. Let's Encrypt needs
   * none, and writes to nobody. With one, Caddy from 2.8 on asks ZeroSSL, too, where Let's Encrypt gives no certificate.
   * @default - none
   * @see https://letsencrypt.org/2025/01/22/ending-expiration-emails/
   */
  readonly email?: Variable;
  /**
   * The ports of the host that lead to it, where 80 and 443 are taken. Users type them, unless what stands in front (a router) brings 80 and
   * 443 here; an authority looks at those two alone.
   * @default - 80 and 443 on every address of the host; without TLS 80 on loopback
   */
  readonly ports?: EdgePorts;
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
   * The largest request line with its headers, as Caddy writes sizes. What is larger gets a 431.
   * @form a size
   * @range 1KB..1048576KB
   * @example '16KB'
   * @default - Caddy's own: 16 KiB, and 1 MB before 2.11.5
   */
  readonly headerLimit?: `${number}KB`;
}
