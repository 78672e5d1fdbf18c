import type { AddressPart, Text } from '../compose/text.ts';

/** What Caddy serves. */
export interface CaddyfileModel {
  readonly kind: 'caddyfile';
  /**
   * `none`: plain HTTP. `internal`: certificates of Caddy's own authority. `staging`: Let's Encrypt's staging
   * authority, whose certificates nobody trusts. `public`: certificates that browsers trust.
   */
  readonly tls: 'none' | 'internal' | 'staging' | 'public';
  /** Site addresses without the scheme: a host name, or a variable that holds one. */
  readonly sites: readonly Text[];
  /** Where the certificate authority writes to; what the operator leaves empty is nobody. */
  readonly email?: Text;
  /** Addresses and ranges of proxies in front, whose word on a visitor's address counts. @default - none */
  readonly trustedProxies?: readonly string[];
  /** The largest request line with its headers, as Caddy writes sizes. @default - Caddy's own */
  readonly headerLimit?: string;
  /** Seconds of `Strict-Transport-Security`; 0 sends none. */
  readonly hsts: number;
  /** The largest request body, as Caddy writes sizes: `25MB`. */
  readonly bodyLimit: string;
  /** Paths whose responses Caddy compresses. */
  readonly compress: readonly string[];
  /** Paths that the outside gets a 404 for. */
  readonly hidden: readonly string[];
  readonly routes: readonly CaddyRoute[];
  /** Port of the site that answers 200 to the container's own health check; never published. */
  readonly healthPort: number;
}

export interface CaddyRoute {
  /** A path matcher of Caddy: `/*`, `/api/*`. */
  readonly match: string;
  readonly upstream: AddressPart;
}
