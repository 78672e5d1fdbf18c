import type { Port } from '../../src/model/quantity.ts';
import type { EngineName, External } from './external.ts';
import type { Routes, Site, SiteOptions } from './site.ts';
import type { Variable } from './variable.ts';

/** For which names a proxy that is there already leads here, and how it gets here. */
export type ExistingProxyProps = { readonly product: Product } & SitesBefore & Way;

/**
 * What it is, as its makers write it.
 * @form the name of a product
 * @pattern \S.*
 * @example 'nginx'
 */
export type Product = string;

/** What of the sites of a proxy leads here. What it is not told from here is refused. */
export type SitesBefore = SiteOptions &
  (
    | {
        /**
         * The host name that users type, or the variable that holds it.
         * @throws StowageError `bad-domain` for what is no host name, or more than one.
         */
        readonly domain: string | Variable;
        /** Which service answers which path. The longest path that fits is taken. */
        readonly routes: Routes;
        readonly sites?: never;
      }
    | {
        /**
         * Several host names, each with its own routes.
         * @least 1
         * @throws StowageError `domain-twice` for two sites of one name.
         */
        readonly sites: readonly Site[];
        readonly domain?: never;
        readonly routes?: never;
      }
  );

/** How it gets here. */
type Way =
  | {
      /**
       * The port of the host, on loopback, at which it finds the service: it runs on the host itself. Of several services one for each, by the
       * service's id, or by `id:port`.
       */
      readonly port: Port | Readonly<Record<string, Port>>;
      readonly network?: never;
    }
  | {
      /** The network of the engine on which its container is: the services join it, and nothing is published. */
      readonly network: EngineName | External;
      readonly port?: never;
    };
