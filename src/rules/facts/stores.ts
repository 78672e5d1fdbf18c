import { edgesOf } from '../../model/edges.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

/** Whether it is known to be a database or a queue. An application that keeps files is none: it may have doors of its own. */
export function isStore({ known }: ServiceModel): boolean {
  return known?.traits?.oneWriter === true;
}

/** Whether nobody outside of its system has any business with it: a store, or a cache that asks for no password. */
export function isInside(service: ServiceModel): boolean {
  return isStore(service) || service.known?.traits?.inside === true;
}

/** The services that visitors reach through an edge which asks them nothing, each with a path of it. */
export function routesIn(stack: StackModel): ReadonlyMap<string, string> {
  const routes = edgesOf(stack).flatMap(({ sites }) => sites.flatMap((site) => site.routes));
  return new Map(
    routes.flatMap(({ match, upstream, guard }) =>
      upstream === undefined || guard !== undefined ? [] : [[upstream.service, match] as const],
    ),
  );
}
