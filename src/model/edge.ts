import type { AddressPart, Text } from '../compose/text.ts';

/** What an edge lets in, whichever product it is: what rules, the smoke test, the workflow and the runbook ask of it. */
export interface EdgeModel {
  /** As its makers write it: `Caddy`. */
  readonly product: string;
  /** Where its certificates come from. */
  readonly tls: AnyTls;
  /** The names that it answers to, each with where it leads. */
  readonly sites: readonly SiteModel[];
  /** Visitors get a page of its own while nobody answers behind it, so an upgrade leaves it running. @default false */
  readonly staysUp?: boolean;
  /** It reads certificates from files of the operator's own, once: a renewed one counts from its next start on. @default false */
  readonly readsCertificates?: boolean;
  /** `dns`: it changes records of the domain to show an authority whose it is; nobody need reach it for that. @default - by an answer on ports 80 and 443 */
  readonly provenBy?: 'dns';
  /** @default - not known: an unattended run looks at no file, and asks for certificates as any host does */
  readonly config?: EdgeConfigModel;
}

/** A proxy that is there already: none of the stack's services, and told by its own administrator, or by labels. */
export interface ProxyModel extends EdgeModel {
  /** Path of its construct. */
  readonly path: string;
  /** `before`: it ends TLS itself, and how its certificates come is its administrator's business. */
  readonly tls: 'before';
  /** The network of the engine on which its container must be. @default - it runs on the host, and finds the services on loopback */
  readonly network?: string;
  /** It reads labels of the services: nobody tells it more. @default false */
  readonly readsLabels?: boolean;
}

/**
 * `none`: plain HTTP. `internal`: certificates of an authority of its own. `staging`: an authority for tests, whose
 * certificates nobody trusts. `public`: certificates that browsers trust.
 */
export type Tls = 'none' | 'internal' | 'staging' | 'public';

/** `files`: certificates of the operator's own. `before`: whoever stands in front has them. */
export type AnyTls = Tls | 'files' | 'before';

/** One name that an edge answers to. */
export interface SiteModel {
  /** Without the scheme: a host name, or a variable that holds one. */
  readonly name: Text;
  /** Who answers which path, in order. */
  readonly routes: readonly RouteModel[];
}

/** Who answers the requests to some paths: a service of the stack, something else, or nobody here, for they are sent on. */
export interface RouteModel {
  /** What of the paths it takes: `/*`, `/api/*`. */
  readonly match: string;
  /** @default - no service of this stack */
  readonly upstream?: AddressPart;
  /** Where a proxy that is there already finds that service: `127.0.0.1:8080`. @default - at its address */
  readonly at?: string;
  /** The URL of what this stack does not describe. @default - a service of this stack */
  readonly elsewhere?: string;
  /** The volume or the path of the host whose files the edge answers with itself; who runs the programs among them is its upstream. @default - it answers nothing itself */
  readonly files?: string;
  /** Where a visitor is sent. @default - he is answered */
  readonly redirect?: Text;
  /** Who is asked before a visitor comes in: a password of the edge's, or another service. @default - the edge asks nobody */
  readonly guard?: 'password' | 'service';
}

/** The generated file that tells an edge all this, and what an unattended run does with it. */
export interface EdgeConfigModel {
  /** In the folder of the environment: `caddy/Caddyfile`. */
  readonly file: string;
  /**
   * The program in the image, with its arguments, that says whether the file can be read.
   * @least 1
   * @default - it has none: whether it can is seen when it answers
   */
  readonly check?: readonly string[];
  /** It names what a host alone has, such as keys: a run can check only what signs for itself. @default false */
  readonly needsHost?: boolean;
  /** How it signs for itself where no authority can reach it. @default - it cannot */
  readonly signsItself?: {
    /** A script for GNU sed that makes such a file of this one. */
    readonly edit: string;
    /** Where the certificate of its own authority lies then, in the container. @default - it has none: a run takes what it shows */
    readonly root?: string;
  };
}
