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

/** The first of them. */
export function edgeOf(stack: StackModel): Edge | undefined {
  return edgeServices(stack)[0];
}

/** Its certificates come from an authority that must reach it from outside. */
export function asksAnAuthority(edge: Edge | undefined): boolean {
  return edge?.serves.tls === 'staging' || edge?.serves.tls === 'public';
}

/** The file that tells it what it lets in, and where the container finds that; undefined when it mounts none. */
export function edgeConfigOf(
  edge: Edge | undefined,
): (EdgeConfigModel & { readonly target: string }) | undefined {
  const config = edge?.serves.config;
  if (edge === undefined || config === undefined) return undefined;
  const mount = sourcesOf(edge).find(({ source }) => plainSource(source) === config.file);
  return mount && { ...config, target: mount.target };
}
