import { plainSource, sourcesOf } from '../../lower/runs.ts';
import type { EdgeConfigModel, EdgeModel } from '../../model/edge.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

/** A service that says what it lets in. */
export type Edge = ServiceModel & { readonly serves: EdgeModel };

/** The services of a stack that say so. */
export function edgeServices({ services }: StackModel): readonly Edge[] {
  return services.filter((service): service is Edge => service.serves !== undefined);
}

/** A run has neither an authority that reaches the edge nor the keys of a host. */
export function signsInRun({ tls, config }: EdgeModel): boolean {
  return tls === 'staging' || tls === 'public' || config?.needsHost === true;
}

/** An edge that a generated file tells what it lets in, and where the container finds that. */
export type ToldEdge = Edge & { readonly config: EdgeConfigModel & { readonly target: string } };

/** The edges of a stack that mount such a file. */
export function toldEdges(stack: StackModel): readonly ToldEdge[] {
  return edgeServices(stack).flatMap((edge) => {
    const { config } = edge.serves;
    const mount = config && sourcesOf(edge).find(({ source }) => plainSource(source) === config.file);
    return config && mount ? [{ ...edge, config: { ...config, target: mount.target } }] : [];
  });
}
