import type { AddressPart } from '../../src/compose/text.ts';
import type { EdgeConfigModel, EdgeModel, RouteModel, SiteModel, Tls } from '../../src/model/edge.ts';
import { StowageError } from '../../src/model/error.ts';
import type { MountModel } from '../../src/model/service.ts';
import { isA } from '../props/brand.ts';
import { checkDomain } from './domain.ts';
import type { Value, VariableBook } from './value.ts';
import { Address, isNamed } from './value.ts';

/**
 * What an edge lets in, for all that asks through it or about it: rules, the smoke test, the workflow, the runbook.
 * @throws StowageError `edge-config`, when the app is made data, where the container does not find the file that is to tell it
 */
export interface EdgeProps {
  /**
   * As its makers write it: `Caddy`.
   * @least 1
   */
  readonly product: string;
  /**
   * `none`: plain HTTP. `internal`: certificates of an authority of its own. `staging`: an authority for tests, whose
   * certificates nobody trusts. `public`: certificates that browsers trust. `files`: certificates of the operator's own.
   */
  readonly tls: Tls | 'files';
  /** The host names that users type, or the variables that hold them; each with routes of its own where it has some. */
  readonly sites: readonly (Value | EdgeSite)[];
  /** Which service answers which path, in order, of each site without routes of its own. */
  readonly routes: Readonly<Record<`/${string}`, Address>>;
  /**
   * Visitors get a page of its own while nobody answers behind it, so `make upgrade` leaves it running.
   * @default false
   */
  readonly staysUp?: boolean;
  /**
   * It reads certificates from files of the operator's own when it starts, and a renewed one at its next start: the runbook says so.
   * @default false
   */
  readonly readsCertificates?: boolean;
  /**
   * `dns`: it changes records of the domain to show an authority whose it is; nobody need reach it for that.
   * @default - by an answer on ports 80 and 443
   */
  readonly provenBy?: 'dns';
  /**
   * The generated file that tells it all this, and what an unattended run does with it.
   * @default - such a run looks at no file, and asks for certificates as any host does
   */
  readonly config?: EdgeConfigModel;
}

/** A host name, with where it leads. */
export interface EdgeSite {
  /** What users type, or the variable that holds it. */
  readonly name: Value;
  /** Which service answers which path, in order. */
  readonly routes: Readonly<Record<`/${string}`, Address | EdgeRoute>>;
}

/** What becomes of the requests of a route. */
export interface EdgeRoute {
  /**
   * The service that answers.
   * @default - none of this stack
   */
  readonly to?: Address;
  /**
   * The URL of what this stack does not describe.
   * @default - a service of this stack
   */
  readonly elsewhere?: string;
  /**
   * What holds the files that the edge answers with itself, beside `to`, which runs those that are programs.
   * @default - it answers nothing itself
   */
  readonly files?: string;
  /**
   * Where a visitor is sent.
   * @default - he is answered
   */
  readonly redirect?: Value;
  /**
   * Who is asked before a visitor comes in: a password of the edge's, or another service.
   * @default - the edge asks nobody
   */
  readonly guard?: 'password' | 'service';
}

/**
 * Whether a service faces the outside, and what it lets in, as data.
 * @throws StowageError `edge-config` when the container does not find the file that is to tell it; `bad-domain` for a site that is no host name.
 */
export function edgeModel(
  id: string,
  edge: boolean | EdgeProps,
  mounts: readonly MountModel[],
  book: VariableBook,
): { readonly edge: boolean; readonly serves?: EdgeModel } {
  if (typeof edge === 'boolean') return { edge };
  const { product, tls, sites, config } = edge;
  for (const site of sites) {
    const name = isSite(site) ? site.name : site;
    // Whether it can show that many names are its own, only its author knows.
    if (typeof name === 'string') checkDomain({ id, wildcards: true }, name);
  }
  if (config && !mounts.some((mount) => mount.kind === 'file' && mount.file === config.file))
    throw new StowageError(
      'edge-config',
      `"${id}" is told what it lets in by "${config.file}", and mounts no such file`,
      'mount the ConfigFile of that path, or write the path of the one that it mounts',
    );
  return {
    edge: true,
    serves: {
      product,
      tls,
      sites: sites.map((site) => siteModel(isSite(site) ? site : { name: site, routes: edge.routes }, book)),
      ...(edge.staysUp === true && { staysUp: true }),
      ...(edge.readsCertificates === true && { readsCertificates: true }),
      ...(edge.provenBy && { provenBy: edge.provenBy }),
      ...(config && { config }),
    },
  };
}

function isSite(site: Value | EdgeSite): site is EdgeSite {
  return typeof site === 'object' && !isNamed(site);
}

/** A host name, with where it leads, as data. */
export function siteModel({ name, routes }: EdgeSite, book: VariableBook): SiteModel {
  return { name: book.text(name), routes: routeModels(routes, book) };
}

function routeModels(routes: EdgeSite['routes'], book: VariableBook): readonly RouteModel[] {
  return Object.entries(routes).map(([match, route]): RouteModel => {
    const { to, elsewhere, files, redirect, guard }: EdgeRoute = isA(route, Address) ? { to: route } : route;
    return {
      match,
      ...(to && { upstream: upstream(to) }),
      ...(elsewhere !== undefined && { elsewhere }),
      ...(files !== undefined && { files }),
      ...(redirect !== undefined && { redirect: book.text(redirect) }),
      ...(guard && { guard }),
    };
  });
}

function upstream({ service, port }: Address): AddressPart {
  return { kind: 'address', service: service.node.id, ...(port !== undefined && { port }) };
}
