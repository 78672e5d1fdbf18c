import type { Construct } from 'constructs';
import { aliasOf, ExistingProxy } from '../../core/existing-proxy.ts';
import type { SitesBefore } from '../../core/existing-proxy-props.ts';
import type { EngineName, External } from '../../core/external.ts';
import { externalOf } from '../../core/external.ts';
import type { Id } from '../../core/forms.ts';
import { addFront } from '../../core/front.ts';
import { stackOf } from '../../core/stack-around.ts';
import { checkNew } from '../../props/check.ts';
import { labelsOf } from './labels.ts';

/** How a Traefik that is there already finds the services, and what it is told by their labels. */
export type ExistingTraefikProps = ExistingTraefikOptions & SitesBefore;

/** What is as its administrator has named it. */
export interface ExistingTraefikOptions {
  /** The network of the engine on which its container is: the services join it, and nothing is published. */
  readonly network: EngineName | External;
  /**
   * The entry points that it listens on for visitors.
   * @least 1
   * @default ['websecure']
   * @see https://doc.traefik.io/traefik/getting-started/quick-start-with-docker/
   */
  readonly entryPoints?: readonly TraefikName[];
  /**
   * What brings its certificates.
   * @default - its own choice: a certificate of its files that fits, or one that it signs itself
   * @see https://doc.traefik.io/traefik/https/acme/
   */
  readonly resolver?: TraefikName;
}

/**
 * A name in the configuration of Traefik.
 * @form a name of Traefik's configuration
 * @pattern [A-Za-z0-9_-]+
 * @example 'letsencrypt'
 */
export type TraefikName = string;

/**
 * A Traefik, version 3, that is there already and reads the labels of containers: those of the services that it leads to are written here. That it sends
 * visitors from HTTP to HTTPS is said where its entry points are.
 * @see https://doc.traefik.io/traefik/routing/providers/docker/
 */
export class ExistingTraefik extends ExistingProxy {
  /** @throws StowageError `proxy-cannot` for what labels do not tell it; `bad-domain`, `domain-twice`, `bad-upstream`, `bad-redirect` for a site that is none. */
  constructor(scope: Construct, id: Id, props: ExistingTraefikProps) {
    checkNew(ExistingTraefik, new.target, [scope, id, props]);
    super(scope, id, { ...props, product: 'Traefik' });
    const labels = labelsOf(this.sites, {
      id,
      project: stackOf(this)?.project ?? '',
      network: externalOf(props.network)?.name ?? '',
      entryPoints: props.entryPoints ?? ['websecure'],
      resolver: props.resolver,
      hostOf: aliasOf,
    });
    for (const [service, own] of labels) addFront(service, { labels: own });
  }

  protected override get heeds() {
    return {
      words: [
        ...['hsts', 'hidden', 'redirect', 'route.redirect', 'route.stripPrefix', 'route.headers'],
        ...['route.logins', 'route.forwardAuth', 'route.streams'],
      ],
      how: 'no label can, or none without buffering each request',
    };
  }

  protected override get readsLabels(): boolean {
    return true;
  }
}
