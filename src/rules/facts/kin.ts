import { pointers } from '../../graph/pointers.ts';
import { imageOf } from '../../lower/runs.ts';
import { groupBy } from '../../model/groups.ts';
import { remembered } from '../../model/remembered.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { mountsOf } from './mounts.ts';

/**
 * Services in groups: those of one group have to do with each other, for they name each other, share a volume, or name the same third. A
 * public product runs in a stack as often as its applications want one of their own; of another image services are of one
 * application, unless each names something and nothing of it is the same.
 */
export function kin(
  stack: StackModel,
  services: readonly ServiceModel[],
): readonly (readonly ServiceModel[])[] {
  const named = namedBy(stack);
  const lonely = services.some((one) => !isPublic(one) && !named.has(one.id));
  const above = new Map<string, string>();
  const root = (tie: string): string => {
    let top = tie;
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next;
    if (top !== tie) above.set(tie, top);
    return top;
  };
  const itself = ({ id }: ServiceModel) => `service ${id}`;
  for (const service of services) {
    const top = root(itself(service));
    const tie = (other: string) => {
      if (root(other) !== root(top)) above.set(root(other), root(top));
    };
    for (const id of named.get(service.id) ?? []) tie(`service ${id}`);
    for (const { volume } of mountsOf(service)) if (volume !== undefined) tie(`volume ${volume}`);
    if (lonely && !isPublic(service)) tie('application');
  }
  return groupBy(services, (service) => root(itself(service)));
}

/** Somebody has described it, or Docker's own library has it. */
function isPublic(service: ServiceModel): boolean {
  return service.known !== undefined || /^(?:docker\.io\/)?(?:library\/)?[^/]+$/.test(imageOf(service));
}

const namedBy = remembered((stack: StackModel): ReadonlyMap<string, ReadonlySet<string>> => {
  const all = new Map<string, Set<string>>();
  for (const { from, to } of pointers(stack)) all.set(from.id, (all.get(from.id) ?? new Set()).add(to));
  return all;
});
