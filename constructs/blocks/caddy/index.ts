import type { Construct } from 'constructs';
import type { Tls } from '../../../src/model/edge.ts';
import type { PublishedPort } from '../../../src/model/service.ts';
import { archived } from '../../core/archive.ts';
import { ConfigFile } from '../../core/config-file.ts';
import type { Id } from '../../core/forms.ts';
import { HostPath } from '../../core/host-path.ts';
import { certificatePath, checkCertificate } from '../../core/own-certificate.ts';
import { ownFile } from '../../core/own-file.ts';
import { Service } from '../../core/service.ts';
import type { Settled } from '../../core/settled.ts';
import { edgeSites, settledSites, waitedFor } from '../../core/settled.ts';
import type { Value } from '../../core/value.ts';
import type { SecretFile } from '../../core/variable.ts';
import { Volume } from '../../core/volume.ts';
import { isA } from '../../props/brand.ts';
import { checkNew } from '../../props/check.ts';
import { factsOf, healthPort, variablesOf } from './caddyfile.ts';
import { checkName, checkProxies } from './checks.ts';
import { challengeBuild, challengeEnv, challengeOf } from './dns.ts';
import type { CaddyProps } from './props.ts';
import { caddyfile } from './syntax.ts';

const template = ownFile(import.meta.url, './Caddyfile.hbs');
const target = '/etc/caddy/Caddyfile';

/**
 * Caddy as the edge: the one service that publishes ports.
 * @see https://caddyserver.com/docs/automatic-https
 */
export class Caddy extends Service {
  readonly #aliases: readonly Value[];

  constructor(scope: Construct, id: Id, props: CaddyProps) {
    checkNew(Caddy, new.target, [scope, id, props]);
    checkProxies(id, props);
    const sites = settledSites(
      scope,
      { id, wildcards: props.tls !== 'public' && props.tls !== 'staging' },
      props,
    );
    const dns = challengeOf(props);
    const own = certificatesOf(id, props.tls, sites);
    const names = props.reachableInside ? sites.map(({ domain }) => domain) : [];
    for (const name of names) checkName(id, name);
    const facts = factsOf(props, sites);
    const file = `${id}/Caddyfile`;
    const variables = variablesOf([facts.sites, facts.email]);
    super(scope, id, {
      description: { en: 'Caddy: the edge, HTTPS and routes', id: 'Caddy: reverse proxy, HTTPS, dan rute' },
      memory: '256mb',
      ...props,
      ...(dns && { build: challengeBuild(id, props.image, dns) }),
      edge: {
        product: 'Caddy',
        tls: wordOf(props.tls),
        sites: edgeSites(sites),
        routes: {},
        staysUp: sites.some(({ maintenance }) => maintenance !== undefined),
        readsCertificates: own.length > 0,
        ...(dns && { provenBy: 'dns' }),
        config: {
          file,
          check: ['caddy', 'validate', '--adapter', 'caddyfile', '--config', target],
          ...((own.length > 0 || dns) && { needsHost: true }),
          signsItself: {
            edit: `0,/^{$/s//{\\n\\tlocal_certs\\n\\tskip_install_trust/${dns ? ';/^\\ttls {$/,/^\\t}$/d' : ''}${own.length > 0 ? ';/^\\ttls /d' : ''}`,
            root: '/data/caddy/pki/authorities/local/root.crt',
          },
        },
      },
      port: 80,
      otherPorts: { ...(props.tls === 'none' ? {} : { 443: 'HTTPS and HTTP/3' }), [healthPort]: 'health' },
      publish: published(props),
      dropCapabilities: ['ALL'],
      addCapabilities: ['NET_BIND_SERVICE'],
      readOnly: true,
      // The Caddyfile reads these: Caddy replaces {$NAME} from its own environment.
      env: {
        ...Object.fromEntries(variables.map((variable) => [variable.name, variable])),
        ...Object.fromEntries(
          own.flatMap((one) => (isA(one, HostPath) ? [] : [[`${one.secret.name}_FILE`, one]])),
        ),
        ...(dns && challengeEnv(dns)),
        ...props.env,
      },
      health: { exec: ['wget', '-q', '--spider', `http://127.0.0.1:${healthPort}/`] },
    });
    this.#aliases = names;
    this.waitFor(...waitedFor(sites));
    const content = { format: caddyfile, template, facts } as const;
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
    const files = sites.flatMap(({ routes }) => routes.flatMap((route) => route.files ?? []));
    for (const { source, target: at } of new Map(files.map((one) => [one.source, one])).values())
      this.mount(source, at, { readOnly: true });
    for (const one of own) if (isA(one, HostPath)) this.mount(one, certificatePath(one), { readOnly: true });
    this.store(archived(data));
  }
  protected override get aliases(): readonly Value[] {
    return this.#aliases;
  }
}

/** Where certificates come from, in one word. */
function wordOf(tls: CaddyProps['tls']): Tls | 'files' {
  if (typeof tls !== 'object') return tls;
  if (!('dns' in tls)) return 'files';
  return tls.dns.staging === true ? 'staging' : 'public';
}

/** The files with certificates and keys, each once. */
function certificatesOf(
  id: string,
  tls: CaddyProps['tls'],
  sites: readonly Settled[],
): readonly (HostPath | SecretFile)[] {
  const shared = typeof tls === 'object' && !('dns' in tls) ? [tls] : [];
  const all = [...shared, ...sites.flatMap((site) => site.tls ?? [])];
  for (const one of all) checkCertificate(id, one, tls !== 'none');
  const files = all.flatMap(({ certificate, key }) => [certificate, key]);
  return [...new Map(files.map((file) => [certificatePath(file), file])).values()];
}

/** Without TLS it stays on loopback, unless its author says where else. */
function published({ tls, ports = {} }: CaddyProps): readonly PublishedPort[] {
  const { http = 80, https = 443, address = tls === 'none' ? '127.0.0.1' : undefined } = ports;
  const at = address === undefined ? {} : { address };
  const plain: PublishedPort = { ...at, published: http, target: 80, protocol: 'tcp' };
  if (tls === 'none') return [plain];
  return [
    plain,
    { ...at, published: https, target: 443, protocol: 'tcp' },
    { ...at, published: https, target: 443, protocol: 'udp' },
  ];
}
