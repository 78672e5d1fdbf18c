import type { Duration } from '../../../src/model/quantity.ts';
import type { Image } from '../../core/service-props.ts';
import type { Secret, SecretFile, Variable } from '../../core/variable.ts';

/** Certificates that an authority signs for whoever may change the records of a domain. */
export interface ByDns {
  /**
   * How Caddy changes them. It needs no port that the internet reaches, and gets certificates for `*.example.com`, too.
   * @example { provider: 'cloudflare', module: 'github.com/caddy-dns/cloudflare@v0.2.1', token: token.file }
   * @see https://letsencrypt.org/docs/challenge-types/#dns-01-challenge
   */
  readonly dns: DnsChallenge;
}

/** Who keeps the records of a domain, and how Caddy may change them. */
export interface DnsChallenge {
  /** As Caddy's module calls it: what follows `dns.providers.` in its documentation. */
  readonly provider: ProviderName;
  /** The module of Go that knows the provider, with its version: `make build` builds a Caddy with it. */
  readonly module: GoModule;
  /**
   * What the provider knows you by, where its module takes that as one word. As the `file` of a `Secret` neither the environment of the container
   * nor `docker inspect` shows it.
   * @default - none: `options` say it
   */
  readonly token?: Secret | SecretFile;
  /**
   * What the module takes by name, as its documentation lists it. Secrets and variables are read when Caddy starts, and stand in no file of ours.
   * @example { api_key: key.file, api_secret_key: secret.file }
   * @default - nothing
   */
  readonly options?: Readonly<Record<ProviderOption, ProviderText | Secret | SecretFile | Variable>>;
  /**
   * The servers of DNS that are asked whether a record can be seen, where those of the host answer otherwise than the internet's.
   * @default - those of the host
   * @see https://caddyserver.com/docs/caddyfile/directives/tls#resolvers
   */
  readonly resolvers?: readonly DnsServer[];
  /**
   * How long it waits before it looks for its record for the first time.
   * @default '0s'
   * @see https://caddyserver.com/docs/caddyfile/directives/tls#propagation_delay
   */
  readonly propagationDelay?: Duration;
  /**
   * How long it looks for its record before it gives up. Some providers take a quarter of an hour.
   * @default '2m'
   * @see https://caddyserver.com/docs/caddyfile/directives/tls#propagation_timeout
   */
  readonly propagationTimeout?: Duration;
  /**
   * Let's Encrypt's staging authority, whose certificates no browser trusts.
   * @default false
   */
  readonly staging?: boolean;
  /**
   * Caddy's image to build with, of the version of `image`.
   * @default - that of the repository of `image`: `caddy:2.11.7-builder-alpine` beside `caddy:2.11.7-alpine`
   * @throws StowageError `caddy-builder` for one of another version, and when `image` has none.
   * @see https://hub.docker.com/_/caddy
   */
  readonly builder?: Image;
}

/**
 * The name of a provider.
 * @form a name in lower-case letters, digits, underscores and hyphens
 * @pattern [a-z0-9][a-z0-9_-]*
 * @example 'cloudflare'
 */
export type ProviderName = string;

/**
 * The name of an option of a module.
 * @form a name in lower-case letters, digits and underscores
 * @pattern [a-z][a-z0-9_]*
 * @example 'api_token'
 */
export type ProviderOption = string;

/**
 * A value that is no secret, of which Caddy replaces nothing.
 * @form text on one line, without braces
 * @pattern [^{}\r\n]*
 * @example 'eu-central-1'
 */
export type ProviderText = string;

/**
 * A module of Go and its version, which names the same content for everybody.
 * @form a module with its version
 * @pattern [a-z0-9.-]+\.[a-z]+(/[A-Za-z0-9._~-]+)+@v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+incompatible)?
 * @example 'github.com/caddy-dns/cloudflare@v0.2.1'
 * @see https://go.dev/ref/mod#versions
 */
export type GoModule = string;

/**
 * A server of DNS: its address, with a port where that is not 53.
 * @form an address, with a port or without
 * @pattern \d{1,3}(\.\d{1,3}){3}(:\d{1,5})?|[0-9A-Fa-f]*:[0-9A-Fa-f:]+|\[[0-9A-Fa-f:]+\]:\d{1,5}
 * @example '1.1.1.1'
 */
export type DnsServer = string;
