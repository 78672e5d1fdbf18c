import type { EdgeConfigModel, EdgeModel, RouteModel, Tls } from '../../src/model/edge.ts';
import { StowageError } from '../../src/model/error.ts';
import type { MountModel } from '../../src/model/service.ts';
import type { Address, Value, VariableBook } from './value.ts';

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
   * certificates nobody trusts. `public`: certificates that browsers trust.
   */
  readonly tls: Tls;
  /** The host names that users type, or the variables that hold them. */
  readonly sites: readonly Value[];
  /** Which service answers which path, in order. */
  readonly routes: Readonly<Record<`/${string}`, Address>>;
  /**
   * The generated file that tells it all this, and what an unattended run does with it.
   * @default - such a run looks at no file, and asks for certificates as any host does
   */
  readonly config?: EdgeConfigModel;
}

/**
 * Whether a service faces the outside, and what it lets in, as data.
 * @throws StowageError `edge-config` when the container does not find the file that is to tell it.
 */
export function edgeModel(
  id: string,
  edge: boolean | EdgeProps,
  mounts: readonly MountModel[],
  book: VariableBook,
): { readonly edge: boolean; readonly serves?: EdgeModel } {
  if (typeof edge === 'boolean') return { edge };
  const { product, tls, sites, config } = edge;
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
      sites: sites.map((site) => book.text(site)),
      routes: Object.entries(edge.routes).map(([match, address]) => ({ match, upstream: upstream(address) })),
      ...(config && { config }),
    },
  };
}

function upstream({ service, port }: Address): RouteModel['upstream'] {
  return { kind: 'address', service: service.node.id, ...(port !== undefined && { port }) };
}
