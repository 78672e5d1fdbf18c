import type { Construct } from 'constructs';
import { StowageError } from '../../../src/model/error.ts';
import { imageName, major } from '../../../src/model/image-name.ts';
import { archived } from '../../core/archive.ts';
import { ConfigFile } from '../../core/config-file.ts';
import { checkNameInside, checkTrusted } from '../../core/edge-checks.ts';
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
import { asksAuthority, routesFacts, staticFacts } from './files.ts';
import type { TraefikProps } from './props.ts';
import { routesFile } from './syntax.ts';

const startTemplate = ownFile(import.meta.url, './traefik.yaml.hbs');
const routesTemplate = ownFile(import.meta.url, './routes.yaml.hbs');

/**
 * Traefik, version 3, as the edge: the one service that publishes ports. It is told by files alone, and sees no socket of Docker's.
 * @see https://doc.traefik.io/traefik/providers/file/
 */
export class Traefik extends Service {
  readonly #aliases: readonly Value[];

  constructor(scope: Construct, id: Id, props: TraefikProps) {
    checkNew(Traefik, new.target, [scope, id, props]);
    const { tls, trustedProxies = [] } = props;
    checkVersion(id, props.image);
    checkTrusted(id, 'traefik-proxies', trustedProxies);
    const sites = settledSites(scope, { id, wildcards: !asksAuthority(tls) }, props);
    const own = certificatesOf(id, tls, sites);
    const names = props.reachableInside ? sites.map(({ domain }) => domain) : [];
    for (const name of names) checkNameInside(id, 'traefik-name', name);
    const facts = routesFacts(props, sites);
    const file = `${id}/routes.yaml`;
    super(scope, id, {
      description:
        tls === 'none'
          ? { en: 'Traefik: the edge and its routes', id: 'Traefik: reverse proxy dan rute' }
          : { en: 'Traefik: the edge, HTTPS and routes', id: 'Traefik: reverse proxy, HTTPS, dan rute' },
      memory: '256mb',
      ...props,
      edge: {
        product: 'Traefik',
        tls: typeof tls === 'object' ? 'files' : tls,
        sites: edgeSites(sites),
        routes: {},
        readsCertificates: own.length > 0,
        config: {
          file,
          ...(own.length > 0 && { needsHost: true }),
          // Where it has no certificate, it shows one that it has signed itself.
          signsItself: { edit: 's/^      tls:$/      tls: {}/;/^        certResolver: /d;/^tls:$/,$d' },
        },
      },
      port: 80,
      otherPorts: tls === 'none' ? {} : { 443: 'HTTPS' },
      publish: edgePorts(tls !== 'none', props.ports ?? {}, ['tcp']),
      dropCapabilities: ['ALL'],
      addCapabilities: ['NET_BIND_SERVICE'],
      readOnly: true,
      env: {
        ...Object.fromEntries(variablesIn(facts).map((variable) => [variable.name, variable])),
        ...certificateEnv(own),
        ...props.env,
      },
      health: { exec: ['traefik', 'healthcheck', '--ping'] },
    });
    this.#aliases = names;
    this.waitFor(...waitedFor(sites));
    const start = { format: 'yaml', template: startTemplate, facts: staticFacts(props) } as const;
    this.mount(
      new ConfigFile(this, 'traefik.yaml', { file: `${id}/traefik.yaml`, content: start, owner: '0' }),
      '/etc/traefik/traefik.yaml',
    );
    const routes = { format: routesFile, template: routesTemplate, facts };
    this.mount(new ConfigFile(this, 'routes.yaml', { file, content: routes }), '/etc/traefik/routes.yaml');
    for (const one of own) if (isA(one, HostPath)) this.mount(one, certificatePath(one), { readOnly: true });
    if (!asksAuthority(tls)) return;
    const data = new Volume(this, `${id}_data`, {
      holds: {
        en: 'Traefik: certificates and the ACME account',
        id: 'Traefik: sertifikat TLS dan akun ACME',
      },
    });
    this.mount(data, '/data');
    this.store(archived(data));
  }

  protected override get aliases(): readonly Value[] {
    return this.#aliases;
  }
}

function checkVersion(id: string, image: string): void {
  const { version } = imageName(image);
  if (!(major(version) < 3)) return;
  throw new StowageError(
    'traefik-version',
    `"${id}" is Traefik ${version}, and its routes are written for Traefik 3`,
    'take an image of Traefik 3',
  );
}
