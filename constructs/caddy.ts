import type { Construct } from 'constructs';
import type { CaddyfileModel } from '../src/model/caddyfile.ts';
import type { PublishedPort } from '../src/model/service.ts';
import { ConfigFile } from './config-file.ts';
import { Service } from './service.ts';
import type { Image, ServiceOptions } from './service-props.ts';
import type { Address } from './value.ts';
import { VariableBook } from './value.ts';
import { Variable } from './variable.ts';
import { Volume } from './volume.ts';

export interface CaddyProps extends ServiceOptions {
  /** The official image, 2.6 or later. */
  readonly image: Image;
  /** The host name that users type, or the variable that holds it. */
  readonly domain: string | Variable;
  /**
   * `none`: plain HTTP, on loopback only. `internal`: certificates of Caddy's own authority. `staging`: Let's
   * Encrypt's staging authority, whose certificates no browser trusts. `public`: certificates that browsers trust.
   */
  readonly tls: CaddyfileModel['tls'];
  /** Which service answers which path, in order. */
  readonly routes: Readonly<Record<`/${string}`, Service | Address>>;
  /**
   * Where the certificate authority writes to before a certificate expires.
   * @default - nobody
   */
  readonly email?: Variable;
  /**
   * Seconds that browsers remember to use HTTPS only (`Strict-Transport-Security`, this host alone).
   * @default 0, and the header is not sent
   */
  readonly hsts?: number;
  /**
   * The largest request body, as Caddy writes sizes.
   * @default '25MB'
   */
  readonly bodyLimit?: `${number}MB`;
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

const healthPort = 8080;

const published: readonly PublishedPort[] = [
  { published: 80, target: 80, protocol: 'tcp' },
  { published: 443, target: 443, protocol: 'tcp' },
  { published: 443, target: 443, protocol: 'udp' },
];

/**
 * Caddy as the edge: the one service that publishes ports.
 * @see https://caddyserver.com/docs/automatic-https
 */
export class Caddy extends Service {
  constructor(scope: Construct, id: string, props: CaddyProps) {
    const variables = [props.domain, props.email].filter((value) => value instanceof Variable);
    super(scope, id, {
      description: { en: 'Caddy: the edge, HTTPS and routes', id: 'Caddy: reverse proxy, HTTPS, dan rute' },
      memory: '256mb',
      ...props,
      edge: true,
      port: 80,
      otherPorts: { ...(props.tls === 'none' ? {} : { 443: 'HTTPS and HTTP/3' }), [healthPort]: 'health' },
      publish:
        props.tls === 'none'
          ? [{ address: '127.0.0.1', published: 80, target: 80, protocol: 'tcp' }]
          : published,
      dropCapabilities: ['ALL'],
      addCapabilities: ['NET_BIND_SERVICE'],
      // The Caddyfile reads these: Caddy replaces {$NAME} from its own environment.
      env: { ...Object.fromEntries(variables.map((variable) => [variable.name, variable])), ...props.env },
      health: { exec: ['wget', '-q', '--spider', `http://127.0.0.1:${healthPort}/`] },
    });
    const routes = Object.entries(props.routes).map(([match, upstream]) => ({
      match,
      upstream: upstream instanceof Service ? upstream.address : upstream,
    }));
    for (const { upstream } of routes)
      if (upstream.service instanceof Service) this.waitFor(upstream.service);
    const book = new VariableBook();
    const file = new ConfigFile(this, 'Caddyfile', {
      file: 'caddy/Caddyfile',
      content: {
        kind: 'caddyfile',
        tls: props.tls,
        sites: [book.text(props.domain)],
        ...(props.email && { email: book.text(props.email) }),
        hsts: props.hsts ?? 0,
        bodyLimit: props.bodyLimit ?? '25MB',
        compress: props.compress ?? [],
        hidden: props.hidden ?? [],
        routes: routes.map(({ match, upstream }) => ({
          match,
          upstream: { kind: 'address', service: upstream.service.node.id, port: upstream.port ?? 80 },
        })),
        healthPort,
      },
    });
    this.mount(file, '/etc/caddy/Caddyfile');
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
    this.store({
      method: 'archive',
      path: this.node.path,
      name: id,
      service: id,
      volumes: [data.node.id],
      volume: data.node.id,
      target: '/data',
    });
  }
}
