import type { Construct } from 'constructs';
import type { Tls } from '../../../src/model/edge.ts';
import { archived } from '../../core/archive.ts';
import { ConfigFile } from '../../core/config-file.ts';
import { checkNameInside } from '../../core/edge-checks.ts';
import { edgePorts } from '../../core/edge-ports.ts';
import type { Id } from '../../core/forms.ts';
import { HostPath } from '../../core/host-path.ts';
import { certificateEnv, certificatePath, certificatesOf } from '../../core/own-certificate.ts';
import { ownFile } from '../../core/own-file.ts';
import { Service } from '../../core/service.ts';
import { edgeSites, settledSites, waitedFor } from '../../core/settled.ts';
import type { Value } from '../../core/value.ts';
import { variablesIn } from '../../core/variables-in.ts';
import { Volume } from '../../core/volume.ts';
import { isA } from '../../props/brand.ts';
import { checkNew } from '../../props/check.ts';
import { factsOf, healthPort } from './caddyfile.ts';
import { checkProxies } from './checks.ts';
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
      { id, wildcards: props.tls !== 'public' && props.tls !== 'staging', byDns: 'tls: { dns: … }' },
      props,
    );
    const dns = challengeOf(props);
    const { tls } = props;
    const own = certificatesOf(id, typeof tls === 'object' && 'dns' in tls ? wordOf(tls) : tls, sites);
    const names = props.reachableInside ? sites.map(({ domain }) => domain) : [];
    for (const name of names) checkNameInside(id, 'caddy-name', name);
    const facts = factsOf(props, sites);
    const file = `${id}/Caddyfile`;
    const variables = variablesIn([facts.sites, facts.email]);
    super(scope, id, {
      description:
        props.tls === 'none'
          ? { en: 'Caddy: the edge and its routes', id: 'Caddy: reverse proxy dan rute' }
          : { en: 'Caddy: the edge, HTTPS and routes', id: 'Caddy: reverse proxy, HTTPS, dan rute' },
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
      publish: edgePorts(props.tls !== 'none', props.ports ?? {}, ['tcp', 'udp']),
      dropCapabilities: ['ALL'],
      addCapabilities: ['NET_BIND_SERVICE'],
      readOnly: true,
      // The Caddyfile reads these: Caddy replaces {$NAME} from its own environment.
      env: {
        ...Object.fromEntries(variables.map((variable) => [variable.name, variable])),
        ...certificateEnv(own),
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
      holds:
        props.tls === 'none'
          ? { en: 'Caddy: certificates, if it ever has any', id: 'Caddy: sertifikat TLS, bila ada' }
          : { en: 'Caddy: certificates and the ACME account', id: 'Caddy: sertifikat TLS dan akun ACME' },
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
