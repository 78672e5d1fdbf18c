import type { AddressPart, Text } from '../compose/text.ts';

/** What an edge lets in, whichever product it is: what rules, the smoke test, the workflow and the runbook ask of it. */
export interface EdgeModel {
  /** As its makers write it: `Caddy`. */
  readonly product: string;
  readonly tls: Tls;
  /** Site addresses without the scheme: a host name, or a variable that holds one. */
  readonly sites: readonly Text[];
  /** Which service answers which path, in order. */
  readonly routes: readonly RouteModel[];
  /** @default - not known: an unattended run looks at no file, and asks for certificates as any host does */
  readonly config?: EdgeConfigModel;
}

/**
 * `none`: plain HTTP. `internal`: certificates of an authority of its own. `staging`: an authority for tests, whose
 * certificates nobody trusts. `public`: certificates that browsers trust.
 */
export type Tls = 'none' | 'internal' | 'staging' | 'public';

/** Which service answers the requests to some paths. */
export interface RouteModel {
  /** What of the paths it takes: `/*`, `/api/*`. */
  readonly match: string;
  readonly upstream: AddressPart;
}

/** The generated file that tells an edge all this, and what an unattended run does with it. */
export interface EdgeConfigModel {
  /** In the folder of the environment: `caddy/Caddyfile`. */
  readonly file: string;
  /**
   * The program in the image, with its arguments, that says whether the file can be read.
   * @least 1
   */
  readonly check: readonly string[];
  /** How it signs for itself where no authority can reach it. @default - it cannot */
  readonly signsItself?: {
    /** A script for GNU sed that makes such a file of this one. */
    readonly edit: string;
    /** Where the certificate of its own authority lies then, in the container. */
    readonly root: string;
  };
}
