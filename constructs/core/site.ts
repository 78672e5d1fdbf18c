import type { HostPath } from './host-path.ts';
import type { OwnCertificate } from './own-certificate.ts';
import type { Service } from './service.ts';
import type { FileName, HashVariable, HeaderName, LoginName } from './site-names.ts';
import type { Address, Value } from './value.ts';
import type { Variable } from './variable.ts';
import type { Volume } from './volume.ts';

/** What of the paths of a site goes where. */
export type Routes = Readonly<Record<`/${string}`, Service | Address | Route>>;

/** What one host name leads to. */
export type Site = SiteOptions &
  SiteName &
  (
    | {
        /** Which service answers which path. The longest path that fits is taken. */
        readonly routes: Routes;
        readonly redirect?: never;
      }
    | SiteRedirect
  );

/** What users type, and what shows that it is meant. */
export interface SiteName {
  /**
   * The host name that users type, or the variable that holds it.
   * @throws StowageError `bad-domain` for what is no host name, or more than one.
   */
  readonly domain: string | Variable;
  /**
   * A certificate of your own for this name, which nobody else is asked for.
   * @default - as the edge says
   * @see https://caddyserver.com/docs/caddyfile/directives/tls
   */
  readonly tls?: OwnCertificate;
}

/** A site that only sends its visitors on. */
export interface SiteRedirect {
  /**
   * Where all its visitors are sent, path and query with them: from `www.example.com` to `https://example.com`.
   * @throws StowageError `bad-redirect` for what is more or less than a scheme and a host.
   * @example 'https://example.com'
   */
  readonly redirect: Value;
  readonly routes?: never;
}

/** What any edge does for all of a site. */
export interface PlainSiteOptions {
  /**
   * Seconds that browsers remember to use HTTPS only (`Strict-Transport-Security`, this host alone).
   * @whole 0..315360000
   * @default 0, and the header is not sent
   * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Strict-Transport-Security
   */
  readonly hsts?: number;
  /**
   * Paths that the outside gets a 404 for, with all that is below them. `/path*` is whatever begins so.
   * @default - none
   */
  readonly hidden?: readonly `/${string}`[];
}

/** What an edge does for all of a site. */
export interface SiteOptions extends PlainSiteOptions {
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
   * Paths whose responses are compressed here. Not everything: a response with both a secret and a visitor's input
   * must not be (BREACH).
   * @default - none
   */
  readonly compress?: readonly `/${string}`[];
  /**
   * The page, as HTML, that visitors get with a 503 while nobody answers behind the edge. With it `make upgrade` leaves the edge running, so that
   * they read it while everything else is stopped.
   * @least 1
   * @example '<h1>Back in a few minutes</h1>'
   * @default - none: a 502, and no answer at all during an upgrade
   */
  readonly maintenance?: string;
  /**
   * Lines of a Caddyfile, as they are, before the routes: for what has no prop here. A text`…` puts a variable or the address of a service
   * in. They cannot end the block that they stand in.
   * @example 'rate_limit { … }'
   * @default - none
   * @see https://caddyserver.com/docs/caddyfile/directives
   */
  readonly snippet?: Value;
}

/** Where the requests of a route go, and what is done on the way. */
export type Route =
  | (AnswerOptions & UpstreamOptions & RouteTo)
  | (FileOptions & {
      /**
       * The edge answers itself, with the files that lie there; a folder gets its `index.html`, and no listing. It reads them as root without the right to read what is
       * others' alone, so they must be readable for everybody. Links are followed: who can write there can have it show whatever it can read itself.
       * @throws StowageError `bad-files` for a path of the host that is no folder.
       * @see https://caddyserver.com/docs/caddyfile/directives/file_server
       */
      readonly files: Volume | HostPath;
      /**
       * The service that runs what ends with `.php`, by FastCGI (PHP-FPM). It mounts the same files, before the edge is made.
       * @throws StowageError `bad-files` when it does not mount them.
       * @default - nothing is run
       * @example app.at(9000)
       * @see https://caddyserver.com/docs/caddyfile/directives/php_fastcgi
       */
      readonly php?: Service | Address;
      readonly to?: never;
      readonly redirect?: never;
    })
  | RouteRedirect;

/** A route that somebody answers. */
export interface RouteTo {
  /**
   * Who answers: a service, or what is not described here, by its address: `'http://192.168.1.20:8123'`, a device of the network at home.
   * @throws StowageError `bad-upstream` for one with a path or a login, and for the edge's own container (`localhost`).
   */
  readonly to: Service | Address | `http://${string}` | `https://${string}`;
  readonly redirect?: never;
  readonly files?: never;
}

/** A route that only sends its visitors on. */
export interface RouteRedirect {
  /**
   * Where its visitors are sent.
   * @example '/new/'
   */
  readonly redirect: Value;
  readonly to?: never;
  readonly files?: never;
}

/** What an edge does with files that it answers with itself. */
export interface FileOptions extends AnswerOptions {
  /**
   * The folder among them that is served, as `/public` of many PHP frameworks.
   * @form a path from the root of the files
   * @pattern (/(?!\.\.?(/|$))[^/:$]+)+
   * @example '/public'
   * @default - all of them
   */
  readonly folder?: `/${string}`;
  /**
   * Names of files and folders that are not shown, wherever they lie; `*` is whatever stands in a name. What `php` finds in them it runs.
   * @default ['.*'], all that begin with a dot, `.well-known` among them
   * @example ['.*', '*.bak']
   */
  readonly hide?: readonly FileName[];
  /**
   * Where `app.js.zst`, `app.js.br` or `app.js.gz` lies beside `app.js`, whoever takes that gets it.
   * @default false
   */
  readonly precompressed?: boolean;
  /**
   * What is shown where no such file is: for an application of one page.
   * @throws StowageError `bad-files` with `php`, where it is `index.php` that answers then.
   * @form a path
   * @pattern /[^$]*
   * @example '/index.html'
   * @default - a 404
   */
  readonly fallback?: `/${string}`;
}

/** How who answers is asked. */
export interface UpstreamOptions {
  /**
   * Each piece of a response is handed on as it comes: for what is sent bit by bit. WebSockets and event streams need nothing.
   * @default false
   */
  readonly streams?: boolean;
  /**
   * The certificate that an upstream of `https://` shows is not looked at: a device that signs for itself. Whoever stands between may
   * then read along.
   * @default false
   */
  readonly anyCertificate?: boolean;
}

/** What is done with the requests of a route on their way, whoever answers. */
export interface AnswerOptions extends PlainAnswerOptions {
  /**
   * The largest request body of this route, instead of the site's.
   * @form a size
   * @range 1MB..1048576MB
   * @example '512MB'
   * @default - that of the site
   */
  readonly bodyLimit?: `${number}MB`;
}

/** What any edge does with the requests of a route on their way. */
export interface PlainAnswerOptions {
  /**
   * The service sees the path without what stands before the `*`: of `/api/*`, a request for `/api/users` asks it for `/users`.
   * @default false
   */
  readonly stripPrefix?: boolean;
  /**
   * Headers that each of its responses has, whatever the service says; `false` takes one out.
   * @default - those of the service
   */
  readonly headers?: Readonly<Record<HeaderName, Value>>;
  /**
   * Who may come in by a password that the browser asks for (HTTP Basic): the name that is typed, and the variable of `.env` that holds
   * the bcrypt hash of the password. `make doctor` knows its form, `.env.example` how it is made.
   * @default - everybody: who may do what is up to the service
   */
  readonly logins?: Readonly<Record<LoginName, HashVariable>>;
  /**
   * A service that is asked first whether a visitor may come in, as Authelia, authentik and oauth2-proxy answer: 2xx lets him in, anything
   * else is what he gets.
   * @default - nobody is asked
   * @see https://caddyserver.com/docs/caddyfile/directives/forward_auth
   */
  readonly forwardAuth?: ForwardAuth;
}

/** Who is asked whether a visitor may come in. */
export interface ForwardAuth {
  /** The service that is asked. */
  readonly by: Service | Address;
  /**
   * What it is asked for.
   * @example '/api/authz/forward-auth'
   */
  readonly path: `/${string}`;
  /**
   * Headers of its answer that the service gets, who the visitor is.
   * @default - none
   */
  readonly copies?: readonly HeaderName[];
}
